"""Topics on which a region has no record, and what is known of that."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry.coverage import CoverageState
from policy_registry.registry import Registry
from policy_registry.wording import date_words

BLANKS = {
    CoverageState.NONE_FOUND: "none found",
    CoverageState.NOT_CHECKED: "not checked",
    CoverageState.NOT_APPLICABLE: "not applicable",
}


@dataclass(frozen=True)
class Blank:
    """What is known of a cell without a record."""

    words: str
    checked_on: str
    where: str
    note: str


def blank(registry: Registry, topic: str, region: str) -> Blank:
    """What is known of a topic and a region without a record; a cell of which nothing is written was not checked."""
    cell = registry.cell(topic, region)
    if cell is None:
        return Blank(BLANKS[CoverageState.NOT_CHECKED], "", "", "")
    checked = date_words(cell.checked_on) if cell.checked_on else ""
    return Blank(BLANKS[cell.state], checked, cell.where or "", cell.note or "")
