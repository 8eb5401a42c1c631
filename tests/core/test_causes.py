"""A cause must be able to explain what changed."""

from __future__ import annotations

from typing import Any

import pytest

from builders import CITATION, SHIPPED, a_policy, event_data, obligation_data, source_data, target_data
from policy_registry.causes import objection
from policy_registry.changes import changes
from policy_registry.policy import HistoryEntry
from policy_registry.steps import Step
from policy_registry.vocabulary_files import load_vocabularies

VOCABULARIES = load_vocabularies(SHIPPED)
MOVED = {"targets": [target_data(value="18")]}
EVENT = {"events": [event_data(), event_data(id="amended-2026", kind="amended", date="2026-05")]}
AWAITED = {"later_of": ["2025-02-18", {"months": "12", "after": "the act", "happened": None}]}
HAPPENED = {"later_of": ["2025-02-18", {"months": "12", "after": "the act", "happened": "2026-01-05"}]}
SAID = "The share was given as 16 %; Art. 8(2) says 18 %."


def against(cause: str, changed: dict[str, Any], summary: str = "Something changed.", **before: Any) -> str:
    old, new = a_policy(**before), a_policy(**changed)
    entry = HistoryEntry.model_validate({"version": 2, "recorded": "2026-11-22", "cause": cause, "summary": summary})
    found = objection(Step.between(entry, old, new, changes(old, new)), VOCABULARIES)
    return found.message if found else ""


@pytest.mark.parametrize("cause", ["editorial", "verification"])
def test_a_weak_cause_moves_no_value(cause: str) -> None:
    said = f'"{cause}" cannot explain a major change: targets[recycled-cobalt-2031].value: "16" became "18"'
    assert against(cause, MOVED) == said
    assert "minor change: targets[new] added" in against(cause, {"targets": [target_data(), target_data(id="new")]})
    assert against(cause, {"sources": [source_data(url="https://example.org/moved")]}) == ""


def test_a_weak_cause_exchanges_no_word_of_a_fact() -> None:
    assert against("editorial", {"targets": [target_data(what="Maximum recycled cobalt")]}) != ""
    assert against("editorial", {"targets": [target_data(scope="LMT")]}, targets=[target_data(scope="EV")]) != ""
    assert against("editorial", {"summary": "An example that does not ask for recycled cobalt."}) != ""
    assert against("editorial", {"targets": [target_data(what="Minimum recycld cobalt")]}) == ""


def test_a_law_change_needs_an_event_that_makes_or_alters_law() -> None:
    assert against("law-change", MOVED) == '"law-change" needs an event of the law that explains it'
    assert against("law-change", MOVED | EVENT) == ""
    for event in (
        event_data(id="talk", kind="consultation", date="2026-05"),
        event_data(id="end", kind="amended", date="2030-05"),
        event_data(id="rumour", kind="amended", date="2026-05", citation=None, unverified="Nobody says so."),
    ):
        assert against("law-change", MOVED | {"events": [event_data(), event]}) != ""
    assert against("law-change", MOVED | {"events": [event_data(date="2024")]}) != ""
    duty = {"obligations": [obligation_data(applies_from=HAPPENED)]}
    assert against("law-change", duty, obligations=[obligation_data(applies_from=AWAITED)]) == ""


def test_a_correction_says_what_was_wrong() -> None:
    assert "does not say what was wrong" in against("correction", MOVED, "The share is mended.")
    assert against("correction", MOVED, SAID) == ""
    date = {"obligations": [obligation_data(applies_from="2027-08-18")]}
    assert against("correction", date, "The duty was said to apply from February.") == ""
    assert against("correction", date, "The duty applies from August.") != ""
    assert against("correction", {"obligations": None}, "There is no duty to give a passport.") == ""
    assert against("correction", {"obligations": None}, "The record is mended.") != ""


def test_a_correction_names_the_weightiest_error_and_may_use_labels() -> None:
    beside = MOVED | {"events": [event_data(what="Was put in force")]}
    assert against("correction", beside, "The record is mended; the event enters.") != ""
    assert against("correction", {"targets": [target_data(unit="gwh")]}, "The unit was given as %.") == ""
    assert against("correction", {"targets": [target_data(comparator="exactly")]}, "It was called a least share.") == ""


def test_what_was_only_added_is_no_correction() -> None:
    assert "only added" in against("correction", {"targets": [target_data(), target_data(id="new")]}, SAID)


def test_new_evidence_that_moves_a_value_shows_it_on_the_fact() -> None:
    assert "shows no evidence" in against("new-evidence", MOVED)
    annex = {"sources": [source_data(), source_data(id="annex")]}
    assert against("new-evidence", MOVED | annex) != ""
    cited = {"targets": [target_data(value="18", citation={"source": "annex"})]}
    assert against("new-evidence", cited | annex) == ""
    assert against("new-evidence", {"targets": [target_data(value="18", citation=CITATION | {"locator": "Art. 8(3)"})]}) == ""
    assert against("new-evidence", MOVED | {"sources": [source_data(consulted="full")]}) == ""
    doubtful = {"targets": [target_data(value="18", citation=None, unverified="Not seen.")]}
    assert against("new-evidence", doubtful) != ""
    assert against("new-evidence", {"targets": [target_data(), target_data(id="new")]}) == ""


def test_an_unknown_cause_explains_nothing() -> None:
    assert against("withdrawal", MOVED) == '"withdrawal" explains no further version'


def test_reclassification_moves_labels_only() -> None:
    assert against("reclassification", {"topics": ["recycling", "trade"], "instrument": "act"}) == ""
    assert "cannot explain more than new labels" in against("reclassification", MOVED)


def test_a_version_without_a_change_is_none() -> None:
    assert against("verification", {}) == "nothing differs from the version before"


@pytest.mark.parametrize("number", ["2021-15", "2021-00", "2021-02-31"])
def test_an_official_number_that_looks_like_a_date_is_no_date(number: str) -> None:
    old, new = {"cn-document": number}, {"cn-document": "2021-16"}
    assert against("correction", {"identifiers": new}, f"The number was given as {number}.", identifiers=old) == ""
    assert against("correction", {"identifiers": new}, "The record is mended.", identifiers=old) != ""
