"""What falls due: duties and targets by date; apart those that wait for a later act and those of suspended law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.charts.figure import Figure
from policy_registry.charts.strip import strip
from policy_registry.deadline_groups import WaitingGroup, waiting_groups, year_groups
from policy_registry.facing import Link
from policy_registry.list_filters import Choice, ListFilter, term_filter
from policy_registry.listings import Deadlines, deadline_rows, soonest, told_deadlines, told_suspended
from policy_registry.registry import Registry
from policy_registry.row_groups import RowGroup
from policy_registry.rows import Row
from policy_registry.shown import MOST, MOST_OF_ALL, Rest, rest, table_link

KINDS = (Choice("duty", "Duties"), Choice("target", "Targets"))


@dataclass(frozen=True)
class CalendarPage:
    """All deadlines to come, those without a date, and the dates that stand in suspended law."""

    path: str
    calendar: str
    filters: tuple[ListFilter, ...]
    years: tuple[RowGroup, ...]
    years_rest: Rest | None
    pending: tuple[WaitingGroup, ...]
    pending_rest: Rest | None
    suspended: tuple[Row, ...]
    suspended_rest: Rest | None
    figure: Figure | None

    @property
    def is_whole(self) -> bool:
        """Whether it shows every date, so that its filters look at all of them."""
        return not (self.years_rest or self.pending_rest or self.suspended_rest)


def calendar_page(registry: Registry, as_of: date) -> CalendarPage:
    """The view of the calendar on a day."""
    coming, pending = told_deadlines(registry, registry, as_of)
    suspended = told_suspended(registry, registry, as_of)
    years = year_groups(coming, registry, as_of, MOST_OF_ALL)
    due = [row for year in years for row in year.rows]
    waiting, paused = (deadline_rows(soonest(told, MOST), registry, as_of) for told in (pending, suspended))
    return CalendarPage(
        path=urls.CALENDAR,
        calendar=urls.CALENDAR_FILE if coming else "",
        filters=_filters((*due, *waiting, *paused), registry),
        years=years,
        years_rest=_rest(len(due), coming, "of each year the soonest"),
        pending=waiting_groups(waiting),
        pending_rest=_rest(len(waiting), pending, "those that can be soonest"),
        suspended=paused,
        suspended_rest=_rest(len(paused), suspended, "the soonest"),
        figure=strip(registry, as_of),
    )


def _rest(shown: int, told: Deadlines, which: str) -> Rest | None:
    regions = Link("the pages of the regions", urls.REGIONS)
    return rest(shown, len(told), "dates", which, regions, table_link("obligations"), table_link("targets"))


def _filters(rows: Sequence[Row], registry: Registry) -> tuple[ListFilter, ...]:
    vocabularies = registry.vocabularies
    return (
        term_filter("who", "Who must act", vocabularies["actors"], (actor for row in rows for actor in row.who_ids)),
        term_filter("region", "Region", vocabularies["regions"], (row.region_id for row in rows)),
        ListFilter("kind", "Duty or target", KINDS),
    )
