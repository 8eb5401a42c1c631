"""The cells without a record."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.coverage import CoverageState
from policy_registry.problems import Finding
from policy_registry.rule import Context, FileRule


def check(context: Context) -> Iterator[Finding]:
    """A cell of coverage.yml has no record, stands once, and says where somebody looked if nothing was found.

    An empty cell of the comparison must tell “there is none” from “nobody has looked”.
    """
    registry = context.registry
    seen: set[tuple[str, str]] = set()
    for index, cell in enumerate(registry.coverage):
        place = ("cells", index)
        holders = [policy.id for policy in registry.on_topic(cell.topic) if policy.region == cell.region]
        if holders:
            yield Finding((*place, "topic"), f'"{cell.topic}" has a record in {cell.region}, "{holders[0]}"', "remove the cell")
        if (cell.topic, cell.region) in seen:
            yield Finding((*place, "topic"), f'"{cell.topic}" in {cell.region} stands twice', "keep one")
        seen.add((cell.topic, cell.region))
        if cell.state is CoverageState.NONE_FOUND and not (cell.checked_on and cell.where):
            yield Finding((*place, "state"), "nothing was found, but not when and where", "add `checked_on` and `where`")
        if cell.checked_on and cell.checked_on.first_day > context.as_of:
            yield Finding((*place, "checked_on"), f'"{cell.checked_on}" is in the future', "mend the date")


RULE = FileRule("coverage", "coverage.yml", check)
