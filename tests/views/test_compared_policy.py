"""A policy as a column of a comparison, compared with the page of the policy."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from builders import CITATION, SHIPPED, TODAY, obligation_data, record_data, registry_folder, target_data
from policy_registry.compared_lines import Line, Statement
from policy_registry.compared_policy import compared_policy
from policy_registry.place import Place
from policy_registry.registry import Registry
from policy_registry.store import load
from policy_registry.views.policy_page import policy_page

BASE = "https://example.org/x/"


def registry_of(folder: Path, *records: dict[str, Any]) -> Registry:
    return load(registry_folder(folder, *records)).registry


def lines(registry: Registry, id: str, section: str) -> dict[str, Line]:
    """The lines of a section by their keys."""
    policy = registry.policy(id)
    assert policy
    (found,) = [one for one in compared_policy(registry, policy, TODAY, BASE).sections if one.id == section]
    return {line.key: line for line in found.lines}


def test_only_numbers_that_are_counted_alike_share_a_line(tmp_path: Path) -> None:
    targets = [
        target_data(),
        target_data(id="later", value="26", by="2036-08-18"),
        target_data(id="lead", measured_as="share of lead in the battery"),
        target_data(id="mass", unit="t-per-year", metric="production-capacity", measured_as="cathode material"),
    ]
    found = lines(registry_of(tmp_path, record_data(targets=targets)), "eu-example", "targets")
    assert [(line.label, line.detail, [one.leads for one in line.statements]) for line in found.values()] == [
        ("Production capacity", "Tonnes a year, cathode material", [("At least 16\u00a0t/year", "by 18\u00a0August 2031")]),
        (
            "Recycled content",
            "Percent, share of cobalt in active materials",
            [("At least 16\u00a0%", "by 18\u00a0August 2031"), ("At least 26\u00a0%", "by 18\u00a0August 2036")],
        ),
        ("Recycled content", "Percent, share of lead in the battery", [("At least 16\u00a0%", "by 18\u00a0August 2031")]),
    ]


def test_a_duty_of_two_actors_stands_on_the_line_of_each(tmp_path: Path) -> None:
    duties = [obligation_data(who=["importers", "manufacturers"]), obligation_data(id="take-back", who=["importers"])]
    found = lines(registry_of(tmp_path, record_data(obligations=duties)), "eu-example", "duties")
    assert {key: [(one.path.rpartition("#")[2], one.details) for one in line.statements] for key, line in found.items()} == {
        "manufacturers": [("passport", (("also binds", "Importers"),))],
        "importers": [("passport", (("also binds", "Manufacturers"),)), ("take-back", ())],
    }


def test_what_is_not_recorded_has_no_line(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, record_data(identifiers=None, obligations=None, targets=None, verified=None))
    assert "identifiers" not in lines(registry, "eu-example", "policy")
    assert "adopted" not in lines(registry, "eu-example", "policy")
    assert "checked" not in lines(registry, "eu-example", "record")
    assert lines(registry, "eu-example", "duties") == lines(registry, "eu-example", "targets") == {}


def test_a_date_that_waits_is_said_to_wait(tmp_path: Path) -> None:
    waiting = {"later_of": ["2025-02-18", {"months": "12", "after": "the delegated act", "happened": None}]}
    registry = registry_of(tmp_path, record_data(obligations=[obligation_data(applies_from=waiting)]))
    (said,) = lines(registry, "eu-example", "duties")["economic-operators"].statements
    assert said.leads[0].replace("\u00a0", " ") == (
        "from the later of 18 February 2025 and 12 months after the delegated act (date passed, still pending)"
    )


def test_a_fact_without_a_source_is_unverified(tmp_path: Path) -> None:
    doubtful = target_data(unverified="nobody looked")
    del doubtful["citation"]
    registry = registry_of(tmp_path, record_data(targets=[doubtful]))
    (line,) = lines(registry, "eu-example", "targets").values()
    assert [one.is_unverified for one in line.statements] == [True]


def test_a_relation_names_the_other_policy_on_both_sides(tmp_path: Path) -> None:
    relation = {"id": "to-two", "type": "repeals", "target": "eu-two", "citation": CITATION}
    unrecorded = {"id": "to-act", "type": "repeals", "unrecorded": "Directive 91/157/EEC", "citation": CITATION}
    registry = registry_of(tmp_path, record_data("eu-one", relations=[relation, unrecorded]), record_data("eu-two"))
    for id, other, words in (("eu-one", "eu-two", "repeals"), ("eu-two", "eu-one", "is repealed by")):
        (line,) = lines(registry, id, "relations").values()
        assert [(said.other, said.text) for said in line.statements] == [(other, f"{words} Example {other}")]


def test_the_version_and_its_address_are_those_that_stay(tmp_path: Path) -> None:
    found = lines(registry_of(tmp_path, record_data()), "eu-example", "record")
    assert [said.text for said in found["version"].statements] == ["Version 1 of 22\u00a0November 2026"]
    assert [said.text for said in found["address"].statements] == ["https://example.org/x/policies/eu-example/v/1/"]


def test_comparison_and_page_of_every_shipped_policy_say_the_same() -> None:
    registry = load(SHIPPED).registry
    for policy in registry:
        page = policy_page(registry, policy, TODAY, Place())
        rows = {row.anchor: row for row in chain(page.funding, page.timeline)}
        rows |= {row.anchor: row for group in (*page.duties, *page.targets) for row in group.rows}
        for section in ("duties", "targets", "funding"):
            for line in lines(registry, policy.id, section).values():
                for said in line.statements:
                    row = rows[said.path]
                    words = (row.what, row.evidence.label, row.evidence.is_unverified)
                    assert (said.text, said.source, said.is_unverified) == words, said.path
                    assert not row.value or row.value == said.leads[0], said.path
                    assert not row.date or row.date.words.lower() in " ".join(said.leads).lower(), said.path
        stated = {
            said.path for section in ("duties", "targets", "funding") for said in statements(registry, policy.id, section)
        }
        kinds = (policy.obligations, policy.targets, policy.funding)
        assert stated == {f"policies/{policy.id}/#{fact.id}" for facts in kinds for fact in facts}


def statements(registry: Registry, id: str, section: str) -> list[Statement]:
    return [said for line in lines(registry, id, section).values() for said in line.statements]
