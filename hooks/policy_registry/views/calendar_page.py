"""What falls due: duties and targets by date; apart those that wait for a later act and those of suspended law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.charts.figure import Figure
from policy_registry.charts.strip import strip
from policy_registry.deadline_groups import WaitingGroup, waiting_groups, year_groups
from policy_registry.list_filters import Choice, ListFilter, term_filter
from policy_registry.listings import deadlines, suspended_deadlines
from policy_registry.registry import Registry
from policy_registry.row_groups import RowGroup
from policy_registry.rows import Row

KINDS = (Choice("duty", "Duties"), Choice("target", "Targets"))


@dataclass(frozen=True)
class CalendarPage:
    """All deadlines to come, those without a date, and the dates that stand in suspended law."""

    path: str
    calendar: str
    filters: tuple[ListFilter, ...]
    years: tuple[RowGroup, ...]
    pending: tuple[WaitingGroup, ...]
    suspended: tuple[Row, ...]
    figure: Figure | None


def calendar_page(registry: Registry, as_of: date) -> CalendarPage:
    """The view of the calendar on a day."""
    coming, pending = deadlines(registry, registry, as_of)
    suspended = suspended_deadlines(registry, registry, as_of)
    return CalendarPage(
        urls.CALENDAR,
        urls.CALENDAR_FILE if coming else "",
        _filters((*coming, *pending, *suspended), registry),
        year_groups(coming, as_of),
        waiting_groups(pending),
        suspended,
        strip(registry, as_of),
    )


def _filters(rows: Sequence[Row], registry: Registry) -> tuple[ListFilter, ...]:
    vocabularies = registry.vocabularies
    return (
        term_filter("who", "Who must act", vocabularies["actors"], (actor for row in rows for actor in row.who_ids)),
        term_filter("region", "Region", vocabularies["regions"], (row.region_id for row in rows)),
        ListFilter("kind", "Duty or target", KINDS),
    )
