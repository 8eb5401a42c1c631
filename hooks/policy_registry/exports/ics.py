"""A calendar as iCalendar (RFC 5545), with the properties of a calendar that one subscribes to (RFC 7986)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from icalendar import STATUS, TRANSP, Event, Timezone, TimezoneStandard, vCategory, vDuration, vText, vUri
from icalendar import Calendar as Component

from policy_registry import urls
from policy_registry.exports.calendars import Calendar, Entry

PRODUCT = "-//Battery Policy Registry//Deadlines//EN"
REFRESHED = timedelta(days=1)
END = b"END:VCALENDAR\r\n"


class _Words(vText):
    """A text as RFC 5545 (3.3.11) escapes it: the library would take a backslash before an N for the end of a line."""

    def to_ical(self) -> bytes:
        """The bytes of the value."""
        text = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return text.encode()


def ics(calendar: Calendar, base: str) -> bytes:
    """The calendar of a site that stands at a base; no entry has an end, so that each takes its whole day."""
    component = Component.new(uid=calendar.uid, prodid=PRODUCT, url=urls.absolute(base, calendar.page))
    # The library leaves the commas of a name as they are, and the parameter out that RFC 7986 demands of these.
    component.add("name", _Words(calendar.title))
    component.add("x-wr-calname", _Words(calendar.title))
    component.add("source", vUri(urls.absolute(base, calendar.path), params={"VALUE": "URI"}))
    component.add("refresh-interval", vDuration(REFRESHED, params={"VALUE": "DURATION"}))
    component.add("x-published-ttl", vDuration(REFRESHED))
    if not calendar.entries:
        component.add_component(_nothing())
    content: bytes = component.to_ical()
    events = b"".join(_event_bytes(entry, base) for entry in calendar.entries)
    return content.removesuffix(END) + events + END


# An entry stands in the calendars of its record, its region, its topics, and of all.
@lru_cache(maxsize=5000)
def _event_bytes(entry: Entry, base: str) -> bytes:
    content: bytes = _event(entry, base).to_ical()
    return content


def _event(entry: Entry, base: str) -> Event:
    recorded = datetime.combine(entry.recorded, time.min, UTC)
    record = f"{entry.version}: {urls.absolute(base, entry.version_page)}"
    event: Event = Event.new(
        uid=entry.uid,
        sequence=entry.sequence,
        stamp=recorded,
        last_modified=recorded,
        start=entry.day,
        summary=_Words(entry.title),
        description=_Words("\n".join((*entry.words, record))),
        url=urls.absolute(base, entry.page),
        status=STATUS.CONFIRMED if entry.is_certain else STATUS.TENTATIVE,
        # Who has an appointment on the day of a deadline is not busy twice.
        transparency=TRANSP.TRANSPARENT,
    )
    if entry.topics:
        categories = vCategory([])
        categories.cats = [_Words(topic) for topic in entry.topics]
        event.add("categories", categories)
    return event


def _nothing() -> Timezone:
    """A component that says nothing: RFC 5545 wants one in every calendar."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 (the time zone itself has none)
    standard.TZOFFSETFROM = standard.TZOFFSETTO = timedelta(0)
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone
