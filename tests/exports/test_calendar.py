"""Calendar files as the programs of their subscribers take them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ical.calendar import Calendar as OtherCalendar
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar as Component
from icalendar import Event

from builders import (
    SHIPPED,
    TODAY,
    history_data,
    obligation_data,
    publish,
    record_data,
    registry_folder,
    retire,
    target_data,
    write_record,
)
from policy_registry.exports.calendars import Calendar, Entry, calendars
from policy_registry.exports.ics import ics
from policy_registry.listings import deadlines
from policy_registry.registry import Registry
from policy_registry.rows import Row
from policy_registry.store import load
from policy_registry.views.calendar_page import calendar_page
from policy_registry.views.region_page import region_page
from policy_registry.wording import NO_BREAK
from policy_registry.writing import yaml_text

BASE = "https://example.org/x/"
ALL = "calendar/deadlines.ics"
OWN = "policies/eu-example/deadlines.ics"
FIRST = ("2026-11-01", "new", "The record was written.")
PASSPORT = f"{BASE}policies/eu-example/#passport"
UNKNOWN: dict[str, Any] = {"months": "12", "after": "the delegated act", "happened": None}
ENTRY = Entry(
    uid="8a7c54a1-8a1f-5d3e-9a53-000000000001",
    sequence=0,
    recorded=TODAY,
    day=date(2027, 2, 18),
    is_certain=True,
    title="A title",
    words=("A word",),
    version="Version 1",
    page="policies/eu-example/#passport",
    version_page="policies/eu-example/v/1/#passport",
    topics=("Recycling",),
)
LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture(scope="module")
def as_of(registry: Registry) -> date:
    return max(policy.recorded.last_day for policy in registry)


@pytest.fixture(scope="module")
def shipped(registry: Registry, as_of: date) -> dict[str, Calendar]:
    return {calendar.path: calendar for calendar in calendars(registry, as_of)}


def made(folder: Path, **changes: Any) -> Registry:
    """A registry of one record."""
    return load(registry_folder(folder, record_data(**changes))).registry


def files(registry: Registry, as_of: date = TODAY) -> dict[str, bytes]:
    return {calendar.path: ics(calendar, BASE) for calendar in calendars(registry, as_of)}


@dataclass(frozen=True)
class Told:
    """An event of a file as a program reads it."""

    uid: str
    sequence: int
    day: date
    status: str
    title: str
    text: str
    topics: list[str]
    stamp: datetime
    changed: datetime


def told(event: Event) -> Told:
    assert "dtend" not in event
    return Told(
        uid=str(event["uid"]),
        sequence=event.sequence,
        day=event.decoded("dtstart"),
        status=str(event["status"]),
        title=str(event["summary"]),
        text=str(event["description"]).replace(NO_BREAK, " "),
        topics=event.categories,
        stamp=event.decoded("dtstamp"),
        changed=event.decoded("last-modified"),
    )


def events(content: bytes) -> dict[str, Told]:
    """The events of a file by the fact that they lead to."""
    return {str(event["url"]): told(event) for event in Component.from_ical(content).events}


def otherwise_read(content: bytes) -> OtherCalendar:
    return IcsCalendarStream.calendar_from_ics(content.decode())


def of_one(**changes: Any) -> bytes:
    return ics(Calendar("uid", OWN, "Name", "policies/eu-example/", (replace(ENTRY, **changes),)), BASE)


def rows(coming: tuple[Row, ...], pending: tuple[Row, ...]) -> set[tuple[str, str, str]]:
    """The rows of a page that have a day, certain or officially expected: what they lead to, their day and its certainty."""
    dated = [row for row in (*coming, *pending) if row.date and row.date.state in {"certain", "projected"}]
    return {(BASE + row.anchor, row.date.sort, row.date.state) for row in dated if row.date}


def held(calendar: Calendar) -> set[tuple[str, str, str]]:
    return {
        (BASE + entry.page, entry.day.isoformat(), "certain" if entry.is_certain else "projected") for entry in calendar.entries
    }


def test_the_calendar_holds_the_rows_of_the_page(shipped: dict[str, Calendar], registry: Registry, as_of: date) -> None:
    page = calendar_page(registry, as_of)
    coming = tuple(row for year in page.years for row in year.rows)
    pending = tuple(row for group in page.pending for row in group.rows)
    assert len(coming) > 100
    states = {"CONFIRMED": "certain", "TENTATIVE": "projected"}
    read = [
        (str(event["url"]), event.decoded("dtstart").isoformat(), states[str(event["status"])])
        for event in Component.from_ical(ics(shipped[ALL], BASE)).events
    ]
    assert set(read) == rows(coming, pending)
    assert len(read) == len(set(read))


def test_each_region_topic_and_policy_has_the_rows_of_its_page(
    shipped: dict[str, Calendar], registry: Registry, as_of: date
) -> None:
    expected = {}
    for region in registry.vocabularies["regions"]:
        page = region_page(registry, region.id, as_of)
        coming, pending = (tuple(row for group in groups for row in group.rows) for groups in (page.coming, page.pending))
        expected[f"regions/{region.id}/deadlines.ics"] = rows(coming, pending)
    for topic in registry.vocabularies["topics"]:
        on_topic = deadlines(registry.on_topic(topic.id), registry, as_of)
        expected[f"compare/topics/{topic.id}/deadlines.ics"] = rows(*on_topic)
    for policy in registry:
        expected[f"policies/{policy.id}/deadlines.ics"] = rows(*deadlines((policy,), registry, as_of))
    for path, dated in expected.items():
        assert (held(shipped[path]) if path in shipped else set()) == dated, path
    assert set(shipped) <= {ALL, *expected}


def test_two_parsers_read_the_whole_file(shipped: dict[str, Calendar]) -> None:
    calendar = shipped[ALL]
    content = ics(calendar, BASE)
    strict, other = Component.from_ical(content), otherwise_read(content)
    assert [event.errors for event in strict.walk()] == [[]] * (len(calendar.entries) + 1)
    assert (strict.calendar_name, other.source) == (calendar.title, BASE + ALL)
    for entry, event, two in zip(calendar.entries, strict.events, other.events, strict=True):
        one, recorded = told(event), datetime.combine(entry.recorded, time.min, UTC)
        text = "\n".join((*entry.words, f"{entry.version}: {BASE}{entry.version_page}"))
        assert (
            (one.uid, one.sequence, one.day) == (two.uid, two.sequence, two.dtstart) == (entry.uid, entry.sequence, entry.day)
        )
        assert one.title == two.summary == entry.title
        assert str(event["description"]) == two.description == text
        assert one.topics == list(entry.topics)
        assert str(event["url"]) == str(two.url) == BASE + entry.page
        assert one.stamp == one.changed == two.dtstamp == recorded
    assert len({entry.uid for entry in calendar.entries}) == len(calendar.entries)


def test_lines_end_and_fold_as_the_standard_says(shipped: dict[str, Calendar]) -> None:
    for calendar in shipped.values():
        content = ics(calendar, BASE)
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
        for line in content.split(b"\r\n"):
            # No letter is cut in two.
            assert 0 <= len(line.decode()) <= len(line) <= 75


def test_what_a_calendar_says_of_itself(tmp_path: Path) -> None:
    content = files(made(tmp_path, short_title="Batteries, cells; packs"))[OWN].decode().replace("\r\n ", "").split("\r\n")
    for line in (
        "NAME:Battery Policy Registry: Batteries\\, cells\\; packs",
        "X-WR-CALNAME:Battery Policy Registry: Batteries\\, cells\\; packs",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        f"SOURCE;VALUE=URI:{BASE}{OWN}",
        f"URL:{BASE}policies/eu-example/",
    ):
        assert line in content


def test_a_postponed_deadline_moves_and_is_not_doubled(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    publish(root, record_data(history=history_data(FIRST)))
    before = load(root).registry
    later = obligation_data(
        applies_from="2028-02-18",
        earlier=[{"applies_from": "2027-02-18", "until": "2026-11-10", "citation": {"source": "oj", "locator": "Art. 2"}}],
    )
    history = history_data(FIRST, ("2026-11-10", "law-change", "The passport was postponed."))
    publish(root, record_data(version="2", obligations=[later], history=history))
    after = load(root).registry
    for path in (ALL, "regions/eu/deadlines.ics", "compare/topics/recycling/deadlines.ics", OWN):
        old, new = (events(files(registry)[path]) for registry in (before, after))
        assert len(old) == len(new) == 2
        assert new[PASSPORT].uid == old[PASSPORT].uid
        assert (old[PASSPORT].day, new[PASSPORT].day) == (date(2027, 2, 18), date(2028, 2, 18))
        assert new[PASSPORT].sequence > old[PASSPORT].sequence
        assert new[PASSPORT].changed > old[PASSPORT].changed
        assert "Before: 18 February 2027; stated until 10 November 2026" in new[PASSPORT].text


def test_uids_stay_when_the_site_moves_and_days_pass(tmp_path: Path) -> None:
    registry = made(tmp_path)
    (here,) = (calendar for calendar in calendars(registry, TODAY) if calendar.path == OWN)
    (later,) = (calendar for calendar in calendars(registry, date(2027, 1, 1)) if calendar.path == OWN)
    uids = {event.uid for event in events(ics(here, BASE)).values()}
    assert uids == {event.uid for event in events(ics(here, "https://other.example/")).values()}
    assert uids == {entry.uid for entry in later.entries}


def test_the_same_rows_make_the_same_bytes(registry: Registry, shipped: dict[str, Calendar], as_of: date) -> None:
    again = {calendar.path: calendar for calendar in calendars(registry, as_of)}
    assert again == shipped
    assert ics(again[ALL], BASE) == ics(shipped[ALL], BASE)


@pytest.mark.parametrize("when", [UNKNOWN, {"later_of": ["2027-02-18", UNKNOWN]}, UNKNOWN | {"expected": "2025-01-01"}])
def test_what_waits_stays_out(when: Any, tmp_path: Path) -> None:
    registry = made(tmp_path, obligations=[obligation_data(applies_from=when)])
    assert set(events(files(registry)[OWN])) == {f"{BASE}policies/eu-example/#recycled-cobalt-2031"}


def test_what_is_officially_expected_is_tentative(tmp_path: Path) -> None:
    registry = made(tmp_path, targets=None, obligations=[obligation_data(applies_from=UNKNOWN | {"expected": "2027-03-01"})])
    event = events(files(registry)[OWN])[PASSPORT]
    assert (event.status, event.day) == ("TENTATIVE", date(2028, 3, 1))
    assert event.title == "European Union: Example eu-example: Give each battery a passport (expected)"
    assert "expected 1 March 2028" in event.text


@pytest.mark.parametrize("status", ["repealed", "suspended", "proposed"])
def test_what_binds_nobody_now_stays_out(status: str, tmp_path: Path) -> None:
    registry = made(tmp_path, status=status)
    assert files(registry) == {}


@pytest.mark.parametrize(
    ("by", "day", "words"),
    [
        ("2030", date(2030, 12, 31), "by 2030"),
        ("2030-02", date(2030, 2, 28), "by February 2030"),
        ("FY2030", date(2031, 3, 31), "by fiscal year\u00a02030"),
    ],
)
def test_a_vague_date_stands_on_its_last_day_and_says_so(by: str, day: date, words: str, tmp_path: Path) -> None:
    event = events(files(made(tmp_path, targets=[target_data(by=by)], obligations=None))[OWN]).popitem()[1]
    assert event.day == day
    assert event.title.endswith(f": Minimum recycled cobalt ({words})")
    assert "no day is named" in event.text


def test_an_entry_says_what_the_row_says(tmp_path: Path) -> None:
    event = events(files(made(tmp_path))[OWN])[f"{BASE}policies/eu-example/#recycled-cobalt-2031"]
    assert event.text.splitlines() == [
        "By 18 August 2031",
        "Value: At least 16 %, share of cobalt in active materials",
        "Weight: Requirement",
        "Source: The act, Art. 1, Official Journal",
        "Version 1 of the record, 22 November 2026: https://example.org/x/policies/eu-example/v/1/#recycled-cobalt-2031",
    ]


def test_a_calendar_stays_once_it_was_offered(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    publish(
        root, record_data(history=history_data(FIRST)), record_data("eu-old", topics=["safety"], history=history_data(FIRST))
    )
    registry = load(root).registry
    for day, count in ((TODAY, 2), (date(2030, 1, 1), 1), (date(2040, 1, 1), 0)):
        assert len(events(files(registry, day)[OWN])) == count
    retire(root, {"id": "eu-old", "name": "Old", "kind": "withdrawn", "on": "2026-11-22", "reason": "A mistake."})
    after = files(load(root).registry)
    for path in ("policies/eu-old/deadlines.ics", "compare/topics/safety/deadlines.ics"):
        assert events(after[path]) == {}
        assert otherwise_read(after[path]).events == []
        # RFC 5545 wants a component in every calendar.
        assert len(Component.from_ical(after[path]).subcomponents) == 1
    assert len(events(after[ALL])) == 2


def test_no_calendar_where_no_deadline_ever_was_to_come(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    past = record_data("kr-past", topics=["safety"], targets=None, obligations=[obligation_data(applies_from="2020-01-01")])
    write_record(root, yaml_text(past), "kr-past")
    assert set(files(load(root).registry)) == {
        ALL, "regions/eu/deadlines.ics", "compare/topics/recycling/deadlines.ics", OWN
    }  # fmt: skip


@given(LINES, st.lists(LINES, min_size=1), LINES)
@example('a, b; c: \\n \\, "d" ^n', ["BEGIN:VEVENT", "END:VCALENDAR", "\\"], "a, b")
@example("\U0001f50b" * 40, ["电池护照" * 30, "배터리 여권\u00a0" * 20 + "!"], "電池")
def test_any_text_comes_back_as_it_was(title: str, words: list[str], topic: str) -> None:
    content = of_one(title=title, words=tuple(words), topics=(topic, "Second"))
    (event,) = Component.from_ical(content).events
    (other,) = otherwise_read(content).events
    text = "\n".join((*words, f"Version 1: {BASE}{ENTRY.version_page}"))
    assert str(event["summary"]) == other.summary == title
    assert str(event["description"]) == other.description == text
    assert event.categories == [topic, "Second"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
