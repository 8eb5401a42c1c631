"""What differs between two states of a record: items matched by their id, each changed path once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import is_
from typing import Any

from policy_registry.evidence import Part
from policy_registry.grading import ChangeKind, Grade, grade
from policy_registry.policy import Policy
from policy_registry.writing import policy_data, rank

# The step itself, not a part of what it changed.
STEP = ("format", "version", "history")
# Here equal numbers may differ in their digits: 16 and 16.0.
COUNTED = ("targets", "funding")
# Items without an id of their own are told apart by the field that no two of them share.
KEYS = {"earlier": "until", "verified": "on", "original_titles": "language"}
EVIDENCE = frozenset({"citation", "unverified", "note", "changed_by"})
RULES = frozenset({"by", "applies_from", "applies_until", "starts", "ends"})


Steps = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One path that differs, with the plain data on both sides and the weight of the difference.

    A step of the path is the name of a field or, in brackets, the id of an item:
    `targets[recycled-cobalt-2031].value`. `old_steps` differ where the field that names an item itself changed.
    """

    kind: ChangeKind
    steps: Steps
    old_steps: Steps
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
    names = [name for name in sorted(Policy.model_fields, key=rank) if name not in STEP and not _is_same(before, after, name)]
    old, new = ({id(part) for name in names for part in _parts(one, name)} for one in (before, after))
    data, newer = (_data(one, names, old & new) for one in (before, after))
    return tuple(change for name in names for change in _values(data.get(name), newer.get(name), (name,), (name,)))


def _parts(policy: Policy, name: str) -> tuple[Part, ...]:
    """The parts in a list of a record, provided that no two of them share a name."""
    value = getattr(policy, name)
    if not isinstance(value, tuple) or not value or not isinstance(value[0], Part):
        return ()
    naming = KEYS.get(name, "id")
    return value if len({getattr(part, naming) for part in value}) == len(value) else ()


def _data(policy: Policy, names: Iterable[str], shared: set[int]) -> dict[str, Any]:
    """Some fields as plain data; parts that are the very same in both states stay as they are, for nothing differs in them."""
    lists = {name: parts for name in names if not shared.isdisjoint(map(id, parts := _parts(policy, name)))}
    others = {name: tuple(part for part in parts if id(part) not in shared) for name, parts in lists.items()}
    data = policy_data(policy.model_copy(update=others), set(names))
    for name, parts in lists.items():
        plain = iter(data.get(name, ()))
        data[name] = [part if id(part) in shared else next(plain) for part in parts]
    return data


def _is_same(before: Policy, after: Policy, name: str) -> bool:
    old, new = getattr(before, name), getattr(after, name)
    if name in COUNTED:
        return len(old) == len(new) and all(map(is_, old, new))
    return bool(old == new)


def found_at(part: Any, steps: Steps) -> Any:
    """What stands in a record at the steps of a path; None where nothing does."""
    for collection, step in pairwise(("", *steps)):
        if step.startswith("["):
            part = _by_key(part or (), KEYS.get(collection, "id")).get(step[1:-1])
        else:
            part = part.get(step) if isinstance(part, dict) else getattr(part, step, None)
    return part


def _fields(before: dict[str, Any], after: dict[str, Any], old_steps: Steps, steps: Steps) -> Iterator[Change]:
    for name in dict.fromkeys([*after, *before]):
        yield from _values(before.get(name), after.get(name), (*old_steps, name), (*steps, name))


def _values(before: Any, after: Any, old_steps: Steps, steps: Steps) -> Iterator[Change]:
    if before == after:
        return
    if steps == ("identifiers",):
        yield from _fields(before or {}, after or {}, old_steps, steps)
    elif _is_items(before) or _is_items(after):
        yield from _items(before or [], after or [], old_steps, steps)
    elif isinstance(before, dict) and isinstance(after, dict) and steps[-1] not in RULES:
        yield from _fields(before, after, old_steps, steps)
    elif isinstance(before, list) and isinstance(after, list) and sorted(before) == sorted(after):
        yield _change(ChangeKind.REORDERED, old_steps, steps, before, after)
    else:
        kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED if after is None else ChangeKind.CHANGED
        yield _change(kind, old_steps, steps, before, after)


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | Part)


def _items(before: list[Any], after: list[Any], old_steps: Steps, steps: Steps) -> Iterator[Change]:
    naming = KEYS.get(steps[-1], "id")
    old, new = _by_key(before, naming), _by_key(after, naming)
    partners = {key: key if key in old else None for key in new} if naming == "id" else _partners(old, new, naming)
    for key, partner in partners.items():
        place = (*steps, f"[{key}]")
        if partner is None:
            yield _change(ChangeKind.ADDED, place, place, None, new[key])
        elif old[partner] is not new[key]:
            yield from _fields(old[partner], new[key], (*old_steps, f"[{partner}]"), place)
    for key in old:
        if key not in partners.values():
            gone = (*old_steps, f"[{key}]")
            yield _change(ChangeKind.REMOVED, gone, gone, old[key], None)
    kept = [partner for partner in partners.values() if partner]
    if kept != [key for key in old if key in kept]:
        yield _change(ChangeKind.REORDERED, old_steps, steps, list(old), list(new))


def _by_key(items: Iterable[Any], naming: str) -> dict[str, Any]:
    """Items by what names them; where two share a name, the later ones are numbered."""
    keyed: dict[str, Any] = {}
    for item in items:
        name = key = str(item[naming] if isinstance(item, dict) else getattr(item, naming))
        number = 1
        while key in keyed:
            number += 1
            key = f"{name} ({number})"
        keyed[key] = item
    return keyed


def _partners(old: dict[str, Any], new: dict[str, Any], naming: str) -> dict[str, str | None]:
    """For each new item the old one of its name, or else the one that says the same apart from name and evidence."""
    partners = {key: key if key in old else None for key in new}
    free = [key for key in old if key not in new]
    for key in [key for key in new if key not in old]:
        like = next((other for other in free if _said(old[other], naming) == _said(new[key], naming)), None)
        if like:
            partners[key] = like
            free.remove(like)
    return partners


def _said(item: dict[str, Any], naming: str) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in {naming, *EVIDENCE}}


def _change(kind: ChangeKind, old_steps: Steps, steps: Steps, before: Any, after: Any) -> Change:
    return Change(kind, steps, old_steps, before, after, grade(steps, kind, before, after))
