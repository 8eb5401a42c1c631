"""What differs between two states of a record: items matched by their id, each changed path once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policy_registry.grading import ChangeKind, Grade, grade
from policy_registry.policy import Policy
from policy_registry.writing import policy_data

# The step itself, not a part of what it changed.
STEP = ("format", "version", "history")
# Items without an id of their own are told apart by the field that no two of them share.
KEYS = {"earlier": "until", "verified": "on", "original_titles": "language"}
EVIDENCE = frozenset({"citation", "unverified", "note", "changed_by"})
RULES = frozenset({"by", "applies_from", "applies_until", "starts", "ends"})


@dataclass(frozen=True)
class Change:
    """One path that differs, with the plain data on both sides and the weight of the difference.

    A step of the path is the name of a field or, in brackets, the id of an item:
    `targets[recycled-cobalt-2031].value`.
    """

    kind: ChangeKind
    steps: tuple[str, ...]
    before: Any
    after: Any
    grade: Grade

    @property
    def path(self) -> str:
        """The path as people write it."""
        return "".join(step if step.startswith("[") else f".{step}" for step in self.steps).removeprefix(".")

    @property
    def collection(self) -> str:
        """The field of the record in which the change lies."""
        return self.steps[0]

    @property
    def item(self) -> str:
        """The id of the item that changed, or nothing for a field of the record itself."""
        return self.steps[1].strip("[]") if len(self.steps) > 1 and self.steps[1].startswith("[") else ""

    @property
    def field(self) -> str:
        """The name of the field that changed; of an item that came or went, its collection."""
        return next(step for step in reversed(self.steps) if not step.startswith("["))


def changes(before: Policy, after: Policy) -> tuple[Change, ...]:
    """Every difference of two states of one record, in the order of the record."""
    old, new = policy_data(before), policy_data(after)
    return tuple(_fields({key: old[key] for key in old if key not in STEP}, {key: new[key] for key in new if key not in STEP}))


def _fields(before: dict[str, Any], after: dict[str, Any], steps: tuple[str, ...] = ()) -> Iterator[Change]:
    for name in dict.fromkeys([*after, *before]):
        yield from _values(before.get(name), after.get(name), (*steps, name))


def _values(before: Any, after: Any, steps: tuple[str, ...]) -> Iterator[Change]:
    if before == after:
        return
    if steps == ("identifiers",):
        yield from _fields(before or {}, after or {}, steps)
    elif _is_items(before) or _is_items(after):
        yield from _items(before or [], after or [], steps)
    elif isinstance(before, dict) and isinstance(after, dict) and steps[-1] not in RULES:
        yield from _fields(before, after, steps)
    elif isinstance(before, list) and isinstance(after, list) and sorted(before) == sorted(after):
        yield _change(ChangeKind.REORDERED, steps, before, after)
    else:
        kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED if after is None else ChangeKind.CHANGED
        yield _change(kind, steps, before, after)


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _items(before: list[Any], after: list[Any], steps: tuple[str, ...]) -> Iterator[Change]:
    old, new = _by_key(before, steps[-1]), _by_key(after, steps[-1])
    if steps[-1] in KEYS:
        old = _renamed(old, new, KEYS[steps[-1]])
    for key in dict.fromkeys([*new, *old]):
        place = (*steps, f"[{key}]")
        if key not in old:
            yield _change(ChangeKind.ADDED, place, None, new[key])
        elif key not in new:
            yield _change(ChangeKind.REMOVED, place, old[key], None)
        else:
            yield from _fields(old[key], new[key], place)
    kept_before, kept_after = [key for key in old if key in new], [key for key in new if key in old]
    if kept_before != kept_after:
        yield _change(ChangeKind.REORDERED, steps, kept_before, kept_after)


def _by_key(items: list[Any], collection: str) -> dict[str, Any]:
    """Items by what names them; where two share a name, the later ones are numbered."""
    keyed: dict[str, Any] = {}
    for item in items:
        name = key = str(item[KEYS.get(collection, "id")])
        number = 1
        while key in keyed:
            number += 1
            key = f"{name} ({number})"
        keyed[key] = item
    return keyed


def _renamed(old: dict[str, Any], new: dict[str, Any], naming: str) -> dict[str, Any]:
    """The old items, each under the key of the new item that says the same apart from the naming field and evidence."""
    free = [key for key in new if key not in old]
    names = {}
    for key, item in old.items():
        like = next((other for other in free if _said(new[other], naming) == _said(item, naming)), None)
        names[key] = key if key in new or like is None else like
        free = [other for other in free if other != names[key]]
    return {names[key]: item for key, item in old.items()}


def _said(item: dict[str, Any], naming: str) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in {naming, *EVIDENCE}}


def _change(kind: ChangeKind, steps: tuple[str, ...], before: Any, after: Any) -> Change:
    return Change(kind, steps, before, after, grade(steps, kind, before, after))
