"""What differs between two states of a record, how much it weighs, and how it reads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from builders import CITATION, SHIPPED, a_policy, event_data, obligation_data, record_data, source_data, target_data
from policy_registry.changes import COUNTED, STEP, changes
from policy_registry.differences import differences
from policy_registry.grading import ChangeKind
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.store import load
from policy_registry.vocabulary_files import load_vocabularies
from policy_registry.writing import policy_data

REGISTRY: Registry = load(SHIPPED).registry
VOCABULARIES = load_vocabularies(SHIPPED)
STEPS = [
    pytest.param(step.before, step.after, id=f"{policy.id}-{step.entry.version}")
    for policy in REGISTRY
    for step in REGISTRY.steps(policy.id)
    if step.before
]
EARLIER = {"applies_from": "2025-08-18", "until": "2025-07-31", "citation": CITATION}


def graded(before: Policy, after: Policy) -> list[tuple[str, str]]:
    return [(change.path, change.grade) for change in changes(before, after)]


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every value of a record under its path, items named by id or by their place: an independent reading."""
    if isinstance(value, dict):
        return {key: leaf for name, inner in value.items() for key, leaf in leaves(inner, f"{path}.{name}").items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        found: dict[str, Any] = {}
        for number, item in enumerate(value):
            found |= leaves(item, f"{path}[{item.get('id', number)}]")
        return found
    return {path: value}


def covers(change: str, leaf: str) -> bool:
    return leaf == change or leaf.startswith((f"{change}.", f"{change}["))


def assert_each_changed_path_once(before: Policy, after: Policy) -> None:
    found = changes(before, after)
    assert len({(change.path, change.kind is ChangeKind.REORDERED) for change in found}) == len(found)
    # Another order moves no value; it stands on the list as a whole.
    paths = [change.path for change in found if change.kind is not ChangeKind.REORDERED]
    old, new = ({name: value for name, value in policy_data(one).items() if name not in STEP} for one in (before, after))
    first, second = leaves(old), leaves(new)
    for leaf in first.keys() | second.keys():
        if first.get(leaf) == second.get(leaf) or "earlier[" in leaf or ".verified[" in leaf or "original_titles[" in leaf:
            continue
        assert len([path for path in paths if covers(f".{path}", leaf)]) == 1, leaf


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_each_changed_path_of_neighbouring_versions_appears_once(before: Policy, after: Policy) -> None:
    assert_each_changed_path_once(before, after)
    shown = differences(changes(before, after), before, after, VOCABULARIES)
    assert [difference.path for difference in shown] == [change.path for change in changes(before, after)]
    for difference in shown:
        assert difference.sentence == " ".join(difference.sentence.split())
        assert "None" not in difference.sentence


@given(st.data())
def test_whatever_is_taken_out_or_put_elsewhere_appears_once(data: st.DataObject) -> None:
    whole = record_data(
        targets=[
            target_data(),
            target_data(id="lead", value="85", material="lead"),
            target_data(id="nickel", note="A remark."),
        ],
        obligations=[obligation_data(earlier=[EARLIER]), obligation_data(id="label", who=["importers"])],
        events=[event_data(), event_data(id="adopted", kind="adopted", date="2023-07-12")],
        sources=[source_data(), source_data(id="report", kind="secondary")],
        identifiers={"celex": "32023R1542", "oj": ["L 191", "L 192"]},
        also_known_as=["A", "B"],
        status_note="Not all of it.",
    )
    changed = record_data(**{name: value for name, value in whole.items() if name not in {"id"}})
    for name in ("targets", "obligations", "events", "sources"):
        changed[name] = data.draw(st.permutations(changed[name]))[: data.draw(st.integers(1, 3))]
        for item in changed[name]:
            for field in data.draw(st.sets(st.sampled_from(["note", "citation", "material", "by", "earlier", "applies_from"]))):
                item.pop(field, None)
    for name in data.draw(st.sets(st.sampled_from(["identifiers", "also_known_as", "status_note"]))):
        del changed[name]
    before, after = Policy.model_validate(whole), Policy.model_validate(changed)
    assert_each_changed_path_once(before, after)
    assert_each_changed_path_once(after, before)
    assert changes(before, before) == ()


def test_items_are_matched_by_id_and_never_by_place() -> None:
    one, two = target_data(), target_data(id="lead", material="lead")
    assert graded(a_policy(targets=[one, two]), a_policy(targets=[two, one])) == [("targets", "patch")]
    inserted = target_data(id="first")
    assert graded(a_policy(targets=[one, two]), a_policy(targets=[inserted, one, two])) == [("targets[first]", "minor")]


@pytest.mark.parametrize(
    ("changed", "path", "grade"),
    [
        ({"status": "repealed"}, "status", "major"),
        ({"bindingness": "mixed"}, "bindingness", "major"),
        ({"targets": [target_data(value="18")]}, "targets[recycled-cobalt-2031].value", "major"),
        ({"targets": [target_data(value="16.0")]}, "targets[recycled-cobalt-2031].value", "patch"),
        ({"targets": [target_data(unit="gwh")]}, "targets[recycled-cobalt-2031].unit", "major"),
        ({"targets": [target_data(by="2032")]}, "targets[recycled-cobalt-2031].by", "major"),
        ({"targets": [target_data(comparator="about")]}, "targets[recycled-cobalt-2031].comparator", "major"),
        ({"obligations": [obligation_data(who=["recyclers"])]}, "obligations[passport].who", "major"),
        ({"obligations": [obligation_data(applies_from="2027-02-19")]}, "obligations[passport].applies_from", "major"),
        ({"obligations": None}, "obligations[passport]", "major"),
        ({"targets": [target_data(), target_data(id="new")]}, "targets[new]", "minor"),
        ({"sources": [source_data(), source_data(id="new")]}, "sources[new]", "minor"),
        ({"targets": [target_data(note="A remark.")]}, "targets[recycled-cobalt-2031].note", "minor"),
        ({"summary": "An example that asks for recycled cobalt. It also asks for nickel and lead."}, "summary", "minor"),
        ({"summary": "An example which asks for recycled cobalt."}, "summary", "patch"),
        ({"summary": "An example that asks for recycled cobalt by 2031."}, "summary", "minor"),
        ({"sources": [source_data(url="https://example.org/moved")]}, "sources[oj].url", "patch"),
        ({"sources": [source_data(consulted_on="2026-11-20")]}, "sources[oj].consulted_on", "patch"),
        ({"obligations": [obligation_data(who_exactly="Makers")]}, "obligations[passport].who_exactly", "major"),
        ({"events": [event_data(date="2023-08")]}, "events[entry-into-force].date", "major"),
        ({"topics": ["recycling", "trade"]}, "topics", "minor"),
    ],
)
def test_the_grade_is_computed_from_what_moved(changed: dict[str, Any], path: str, grade: str) -> None:
    assert graded(a_policy(), a_policy(**changed)) == [(path, grade)]


def test_a_date_that_becomes_more_precise_is_no_moved_date() -> None:
    vague, exact = event_data(date="2023-08"), event_data(date="2023-08-17")
    assert graded(a_policy(events=[vague]), a_policy(events=[exact])) == [("events[entry-into-force].date", "minor")]


def test_an_earlier_statement_whose_end_is_sharpened_is_the_same_statement() -> None:
    vague = obligation_data(earlier=[EARLIER | {"until": "2025"}])
    exact = obligation_data(earlier=[EARLIER])
    before, after = a_policy(obligations=[vague]), a_policy(obligations=[exact])
    assert graded(before, after) == [("obligations[passport].earlier[2025-07-31].until", "minor")]
    (shown,) = differences(changes(before, after), before, after, VOCABULARIES)
    assert shown.sentence == "Give each battery a passport, earlier statement, until: 2025 -> 31 July 2025"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"targets": [target_data(value="18")]}, "Minimum recycled cobalt by 2031-08-18: 16 % -> 18 %"),
        ({"targets": [target_data(by="2032")]}, "Minimum recycled cobalt, date: 18 August 2031 -> 2032"),
        ({"status": "repealed"}, "status: In force -> Repealed"),
        (
            {"obligations": [obligation_data(who=["recyclers"])]},
            "Give each battery a passport, who: Economic operators -> Recyclers",
        ),
        ({"obligations": None}, "duty removed: Give each battery a passport, from 18 February 2027"),
        ({"identifiers": {"celex": "32023R1542"}}, "CELEX added: 32023R1542"),
        (
            {"summary": "An example that asks for recycled nickel and much more of it."},
            "summary: An example that asks for recycled [-cobalt.-] {+nickel and much more of it.+}",
        ),
    ],
)
def test_a_change_reads_as_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    before, after = a_policy(), a_policy(**changed)
    assert [difference.sentence for difference in differences(changes(before, after), before, after, VOCABULARIES)] == [
        sentence
    ]


def test_the_fields_whose_numbers_are_told_by_their_digits_are_all_known() -> None:
    def holds_numbers(annotation: object, seen: tuple[object, ...] = ()) -> bool:
        if annotation is Decimal or annotation in seen:
            return annotation is Decimal
        fields = annotation.model_fields.values() if isinstance(annotation, type) and issubclass(annotation, BaseModel) else ()
        inner = (*get_args(annotation), *(field.annotation for field in fields))
        return any(holds_numbers(part, (*seen, annotation)) for part in inner)

    assert {name for name, field in Policy.model_fields.items() if holds_numbers(field.annotation)} == set(COUNTED)
