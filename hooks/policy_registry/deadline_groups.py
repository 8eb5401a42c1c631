"""Deadlines by the year in which they fall due, and by the act that they wait for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy_registry.facing import DateView, Link
from policy_registry.listings import Deadline, Deadlines, deadline_rows
from policy_registry.registry import Registry
from policy_registry.row_groups import RowGroup
from policy_registry.rows import Row
from policy_registry.shown import share
from policy_registry.wording import counted


@dataclass(frozen=True)
class WaitingGroup:
    """What one policy lets wait for one event, under the rule that all its rows share."""

    id: str
    policy: Link
    heading: str
    waits: str
    rule: DateView
    rows: tuple[Row, ...]


def year_groups(told: Deadlines, registry: Registry, as_of: date, most: int) -> tuple[RowGroup, ...]:
    """Deadlines with a certain date by its year, soonest first; what falls due after the next year begins folded.

    Of more than so many, each year shows its soonest.
    """
    years: dict[str, list[Deadline]] = {}
    for deadline in told:
        years.setdefault(deadline.year, []).append(deadline)
    each = share(map(len, years.values()), most)
    return tuple(
        RowGroup(f"year-{year}", year, deadline_rows(due[:each], registry, as_of), int(year) <= as_of.year + 1, total=len(due))
        for year, due in years.items()
    )


def waiting_groups(rows: Iterable[Row]) -> tuple[WaitingGroup, ...]:
    """Rows that wait, those of one policy under one rule together, in the order given."""
    groups: dict[tuple[str, DateView], list[Row]] = {}
    for row in rows:
        if row.date:
            groups.setdefault((row.policy.path, row.date), []).append(row)
    return tuple(
        WaitingGroup(f"waiting-{place}", held[0].policy, _heading(held), _waits(held, rule), rule, tuple(held))
        for place, ((_, rule), held) in enumerate(groups.items(), start=1)
    )


def _heading(rows: list[Row]) -> str:
    """What waits: the one duty or target by its words, several by their number."""
    duties = sum(row.is_duty for row in rows)
    if len(rows) == 1:
        return rows[0].what
    numbers = (counted(duties, "duty", "duties"), counted(len(rows) - duties, "target"))
    return " and ".join(number for number in numbers if not number.startswith("no "))


def _waits(rows: list[Row], rule: DateView) -> str:
    return f"{'waits' if len(rows) == 1 else 'wait'} for {' and '.join(rule.awaits)}"
