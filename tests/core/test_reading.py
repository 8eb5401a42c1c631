from __future__ import annotations

import pytest

from builders import SHIPPED, record_data, three_policies
from policy_registry.reading import read_policy
from policy_registry.vocabulary_files import load_vocabularies
from policy_registry.writing import policy_yaml, yaml_text

GOOD = yaml_text(record_data())

# Ten faults: what is put in place of what, and the rule, line and column of the one message.
FAULTS = [
    ("region: eu\n", "regoin: eu\n", "field-unknown", "regoin", 3, 1),
    ("status: in-force", "status: in-froce", "vocabulary-term", "status", 12, 9),
    ("- recycling", "- recyling", "vocabulary-term", "topics[0]", 14, 3),
    ("date: 2023-08-17", "date: 17/08/2023", "date-malformed", "events[entry-into-force].date", 19, 9),
    ("value: 16", "value: 16,5", "number-malformed", "targets[recycled-cobalt-2031].value", 29, 10),
    ("by: 2031-08-18", "by: 2031-02-30", "date-malformed", "targets[recycled-cobalt-2031].by", 33, 7),
    ("id: passport", "id: Passport", "text-form", "obligations[Passport].id", 38, 7),
    ("url: https://example.org/act", "url: ftp://example.org/act", "url-malformed", "sources[oj].url", 50, 8),
    ("consulted: provisions", "consulted: provision", "vocabulary-term", "sources[oj].consulted", 53, 14),
    ("cause: new", "cause: brand-new", "vocabulary-term", "history[0].cause", 62, 10),
]


@pytest.mark.parametrize(("old", "new", "rule", "field", "line", "column"), FAULTS)
def test_a_fault_gives_one_message_at_its_place(old: str, new: str, rule: str, field: str, line: int, column: int) -> None:
    assert GOOD.count(old) == 1
    reading = read_policy(GOOD.replace(old, new), "a.yml", load_vocabularies(SHIPPED))
    found = [(problem.rule, problem.field, problem.where.line, problem.where.column) for problem in reading.problems]
    # A mistyped name is missing under its right one as well.
    assert (rule, field, line, column) in found
    assert len(found) == (2 if rule == "field-unknown" else 1)


def test_all_faults_are_told_at_once() -> None:
    text = GOOD
    for old, new, *_ in FAULTS:
        text = text.replace(old, new)
    reading = read_policy(text, "a.yml", load_vocabularies(SHIPPED))
    told = {(problem.rule, problem.where.line, problem.where.column) for problem in reading.problems}
    assert told >= {(rule, line, column) for _, _, rule, _, line, column in FAULTS}


def test_sound_items_of_a_faulty_record_can_still_be_looked_at() -> None:
    reading = read_policy(GOOD.replace("value: 16", "value: sixteen"), "a.yml")
    assert not reading.is_whole
    assert reading.policy is not None
    assert reading.policy.targets == ()
    assert len(reading.policy.obligations) == 1


@pytest.mark.parametrize("text", ["", "\n", "null\n", "- a\n", "word\n", "\ufeff"])
def test_a_file_without_fields_gives_one_message(text: str) -> None:
    reading = read_policy(text, "a.yml")
    assert reading.policy is None
    assert [problem.rule for problem in reading.problems] == ["yaml-syntax"]


@pytest.mark.parametrize("data", three_policies(), ids=lambda data: str(data["id"]))
def test_writing_and_reading_gives_the_same_record(data: dict[str, object]) -> None:
    first = read_policy(yaml_text(data), "a.yml").policy
    assert first is not None
    canonical = policy_yaml(first)
    again = read_policy(canonical.decode(), "a.yml").policy
    assert again == first
    assert again is not None
    assert policy_yaml(again) == canonical


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        ("version: 1\nregion", 'version: "1.0"\nregion', "number-malformed", '"1.0" is not a whole number'),
        ("id: passport\n", "id: passport\n  <x>: 1\n", "field-unknown", '"<x>" is not a field here'),
        ("summary: An", "summary: \u200bAn", "text-character", "holds the invisible character U+200B"),
        ("summary: An", "summary: \u2028An", "yaml-syntax", "the character U+2028 may not stand in a record"),
        ("- recycling", "-", "text-empty", "`topics` is empty"),
    ],
)
def test_what_a_reviewer_tried(old: str, new: str, rule: str, message: str) -> None:
    assert GOOD.count(old) == 1
    found = [(problem.rule, problem.message) for problem in read_policy(GOOD.replace(old, new), "a.yml").problems]
    assert found == [(rule, message)]
