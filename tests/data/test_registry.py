"""The shipped registry, as strictly as one would want of an encyclopaedia."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from builders import SHIPPED
from policy_registry.checking import check
from policy_registry.evidence import Consulted, SourceKind, Supported
from policy_registry.fields import parts
from policy_registry.listings import deadlines
from policy_registry.policy import Policy
from policy_registry.prose import prose
from policy_registry.registry import Registry
from policy_registry.reporters import text
from policy_registry.store import Loaded, load
from policy_registry.writing import policy_yaml

# The day of the newest records.
NEWEST = date(2026, 11, 23)
LOADED: Loaded = load(SHIPPED)
REGISTRY: Registry = LOADED.registry
POLICIES = [pytest.param(policy, id=policy.id) for policy in REGISTRY]

FORMS = {
    "celex": r"[2356]\d{4}[A-Z]{1,2}\d{4}",
    "celex-consolidated": r"0\d{4}[A-Z]{1,2}\d{4}-\d{8}",
    "eli": r"http://data\.europa\.eu/eli/(reg|dir|dec|reg_del|reg_impl|dec_del|dec_impl)/\d{4}/\d+/oj",
    "procedure": r"\d{4}/\d{4}(/?\((COD|NLE|APP|INI|CNS)\)|\((COD|NLE|APP|INI|CNS)\))",
    "com": r"COM\(\d{4}\) ?\d+( final)?",
    "public-law": r"(Public Law )?\d{2,3}-\d{1,3}.*",
    "usc": r"\d+ U\.S\.C\. .+",
    "gb": r"GB(/T)? \d+(\.\d+)?-\d{4}",
    "cn-document": r".*(号|令).*",
    "jp-law-number": r".*法律第.+号.*",
    "kr-law-number": r".*(법률 )?제?\d+호.*|.*No\. \d+.*",
}
RECYCLED_CONTENT = {
    ("cobalt", "2031-08-18"): 16, ("lead", "2031-08-18"): 85, ("lithium", "2031-08-18"): 6, ("nickel", "2031-08-18"): 6,
    ("cobalt", "2036-08-18"): 26, ("lead", "2036-08-18"): 85, ("lithium", "2036-08-18"): 12, ("nickel", "2036-08-18"): 15,
}  # fmt: skip


def the(id: str) -> Policy:
    policy = REGISTRY.policy(id)
    assert policy is not None
    return policy


@pytest.mark.parametrize("region", [region.id for region in REGISTRY.vocabularies["regions"]])
def test_every_region_has_a_briefing_that_can_be_read_in_two_minutes(region: str) -> None:
    paragraphs = prose(REGISTRY, region, NEWEST)
    pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    text = "".join(f"{piece.text} ({piece.doubt})" if piece.doubt else piece.text for piece in pieces)
    words = " ".join([text, *(paragraph.opening for paragraph in paragraphs)]).split(" ")
    assert 250 <= len(words) <= 450
    named = {piece.path.split("/")[1] for piece in pieces if piece.path}
    assert len([id for id in named if the(id).region == region]) >= 5


def test_there_is_no_problem() -> None:
    assert text(check(LOADED, NEWEST)) == ""


@pytest.mark.parametrize("policy", POLICIES)
def test_the_current_version_is_frozen_to_the_byte(policy: Policy) -> None:
    assert REGISTRY.frozen[policy.id][policy.version] == policy_yaml(policy)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_fact_has_a_citation_or_a_reason(policy: Policy) -> None:
    for path, part in parts(policy):
        if isinstance(part, Supported):
            assert (part.citation is None) != (part.unverified is None), path


@pytest.mark.parametrize("policy", POLICIES)
def test_official_numbers_have_their_form(policy: Policy) -> None:
    for scheme, values in policy.identifiers.items():
        for value in values:
            assert re.fullmatch(FORMS.get(scheme, ".+"), value), f"{scheme}: {value}"


@pytest.mark.parametrize("policy", POLICIES)
def test_a_record_is_readable(policy: Policy) -> None:
    assert 80 <= len(policy.summary) <= 1200
    assert policy.summary.endswith(".")
    assert len(policy.short_title) <= 70
    for target in policy.targets:
        assert "%" not in target.what or target.note or target.value is not None, target.id


@pytest.mark.parametrize("policy", POLICIES)
def test_an_asian_policy_keeps_its_own_title(policy: Policy) -> None:
    if policy.region in {"cn", "jp", "kr"} and not policy.original_titles:
        # Where the title was not seen, an open question or a note says so.
        said = " ".join(question.text for question in policy.open_questions) + (policy.status_note or "")
        assert "title" in said, policy.id


@pytest.mark.parametrize("policy", POLICIES)
def test_nothing_was_read_after_the_record_was_written(policy: Policy) -> None:
    for source in policy.sources:
        if source.consulted_on:
            assert source.consulted_on.first_day <= policy.recorded.last_day
        assert (source.consulted is Consulted.NOT_CONSULTED) == (source.consulted_on is None), source.id


def test_short_titles_tell_the_policies_apart() -> None:
    names = Counter(policy.short_title.casefold() for policy in REGISTRY)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_region_has_something_of_2025_or_2026() -> None:
    for region in REGISTRY.vocabularies["regions"]:
        years = {event.date.year for policy in REGISTRY.in_region(region.id) for event in policy.events}
        assert years & {2025, 2026}, region.id


def test_every_cell_without_a_record_says_why() -> None:
    for topic in REGISTRY.vocabularies["topics"]:
        for region in REGISTRY.vocabularies["regions"]:
            if not any(topic.id in policy.topics for policy in REGISTRY.in_region(region.id)):
                assert REGISTRY.cell(topic.id, region.id), (topic.id, region.id)


def test_a_binding_eu_act_has_its_celex_number_and_a_primary_source() -> None:
    for policy in REGISTRY.in_region("eu"):
        if policy.bindingness == "binding" and policy.instrument in {"regulation", "directive"} and policy.status != "proposed":
            assert "celex" in policy.identifiers, policy.id
            assert any(source.kind is SourceKind.PRIMARY for source in policy.sources), policy.id


def test_the_recycled_content_of_the_batteries_regulation() -> None:
    found = {
        (target.material, str(target.by)): target.value
        for target in the("eu-batteries-regulation").targets
        if target.metric == "recycled-content"
    }
    assert found == {key: Decimal(value) for key, value in RECYCLED_CONTENT.items()}


def test_lead_is_counted_of_the_battery_and_the_others_of_active_materials() -> None:
    for target in the("eu-batteries-regulation").targets:
        if target.metric == "recycled-content":
            whole = "the battery" if target.material == "lead" else "active materials"
            assert target.measured_as == f"share of {target.material} in {whole}"


def test_the_due_diligence_start_keeps_what_the_law_said_before() -> None:
    duties = [duty for duty in the("eu-batteries-regulation").obligations if duty.id.startswith("due-diligence-policy")]
    (duty,) = duties
    assert str(duty.applies_from) == "2027-08-18"
    assert [(str(old.applies_from), str(old.until), old.changed_by) for old in duty.earlier] == [
        ("2025-08-18", "2025-07-31", "eu-batteries-due-diligence-stop-the-clock")
    ]


def test_no_sum_in_yen_or_won_is_a_count_of_thousands_or_millions() -> None:
    sums = {
        (policy.id, line.id): line.value
        for policy in REGISTRY for line in policy.funding
        if line.unit in {"JPY", "KRW"} and line.value is not None
    }  # fmt: skip
    assert sums
    assert [line for line, value in sums.items() if value < 1_000] == []


def test_a_policy_that_has_ended_makes_no_deadline() -> None:
    ended = [policy for policy in REGISTRY if policy.status in {"repealed", "expired"}]
    long_ago = date(1990, 1, 1)
    assert any(duty.applies_from for policy in ended for duty in policy.obligations)
    assert any(target.by for policy in ended for target in policy.targets)
    assert [row.anchor for rows in deadlines(ended, REGISTRY, long_ago) for row in rows] == []
    coming, _ = deadlines(REGISTRY, REGISTRY, long_ago)
    assert len({row.policy.path for row in coming}) > len(REGISTRY) / 2


def test_a_policy_that_has_ended_says_by_which_event() -> None:
    for policy in REGISTRY:
        if policy.status in {"repealed", "expired"}:
            kinds = {event.kind for event in policy.events}
            assert policy.status in kinds, policy.id
