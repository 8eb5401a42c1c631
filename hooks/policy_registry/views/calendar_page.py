"""What falls due: duties and targets by date; apart those that wait for a later act and those of suspended law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.charts.figure import Figure
from policy_registry.charts.strip import strip
from policy_registry.listings import deadlines, suspended_deadlines
from policy_registry.registry import Registry
from policy_registry.rows import Row


@dataclass(frozen=True)
class Year:
    """The deadlines of one year."""

    year: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class CalendarPage:
    """All deadlines to come, those without a date, and the dates that stand in suspended law."""

    path: str
    calendar: str
    years: tuple[Year, ...]
    pending: tuple[Row, ...]
    suspended: tuple[Row, ...]
    figure: Figure | None


def calendar_page(registry: Registry, as_of: date) -> CalendarPage:
    """The view of the calendar on a day."""
    coming, pending = deadlines(registry, registry, as_of)
    years: dict[str, list[Row]] = {}
    for row in coming:
        years.setdefault(row.date.sort[:4] if row.date else "", []).append(row)
    return CalendarPage(
        urls.CALENDAR,
        urls.CALENDAR_FILE if coming else "",
        tuple(Year(year, tuple(rows)) for year, rows in years.items()),
        pending,
        suspended_deadlines(registry, registry, as_of),
        strip(registry, as_of),
    )
