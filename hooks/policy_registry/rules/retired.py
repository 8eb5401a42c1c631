"""Ids that are no longer current."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.problems import FieldPath, Finding
from policy_registry.registry import Registry
from policy_registry.retirement import Retirement, RetirementKind
from policy_registry.rule import Context, FileRule

MEND = "moved and merged name one current record, split names several, withdrawn none"
SUCCESSORS = {
    RetirementKind.MOVED: (1, 1, "one record"),
    RetirementKind.MERGED: (1, 1, "one record"),
    RetirementKind.SPLIT: (2, 99, "two records or more"),
    RetirementKind.WITHDRAWN: (0, 0, "no record"),
}


def check(context: Context) -> Iterator[Finding]:
    """A retired id was published, is not current, and leads straight to current records as its kind demands.

    An address that was published is never lost: whoever follows an old link is told why the record is gone and where to
    go.
    """
    seen: set[str] = set()
    for index, retirement in enumerate(context.registry.retirements):
        place: FieldPath = ("retired", index)
        if retirement.id in seen:
            yield Finding((*place, "id"), f'"{retirement.id}" is retired twice', "keep one entry")
        seen.add(retirement.id)
        yield from _id(retirement, place, context.registry)
        yield from _successors(retirement, place, context.registry)
        if retirement.on.first_day > context.as_of:
            yield Finding((*place, "on"), f'"{retirement.on}" is in the future', "write the day on which it is retired")


def _id(retirement: Retirement, place: FieldPath, registry: Registry) -> Iterator[Finding]:
    if retirement.id in registry:
        hint = "remove the record, or this entry: an id is never used again"
        yield Finding((*place, "id"), f'"{retirement.id}" is retired and has a record', hint)
    elif not registry.frozen.get(retirement.id):
        hint = "a record that was never frozen needs no entry; restore its versions if it was"
        yield Finding((*place, "id"), f'"{retirement.id}" has no frozen version', hint)


def _successors(retirement: Retirement, place: FieldPath, registry: Registry) -> Iterator[Finding]:
    least, most, wanted = SUCCESSORS[retirement.kind]
    if not least <= len(retirement.successors) <= most:
        field = "successors" if retirement.successors else "kind"
        yield Finding((*place, field), f'"{retirement.kind}" needs {wanted} in `successors`', MEND)
    for number, id in enumerate(retirement.successors):
        further = registry.retirement(id)
        if id == retirement.id:
            yield Finding((*place, "successors", number), f'"{id}" is the retired id itself', "name the record that follows it")
        elif further:
            onward = " and ".join(f'"{successor}"' for successor in further.successors) or "a current record"
            yield Finding((*place, "successors", number), f'"{id}" is retired itself', f"name {onward} instead")
        elif id not in registry:
            yield Finding((*place, "successors", number), f'there is no record "{id}"', "name a current record")


RULE = FileRule("retired", "retired.yml", check)
