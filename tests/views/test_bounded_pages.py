"""Pages of many records end at a number of rows, say how many they leave off, and lead to the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SHIPPED
from policy_registry import listings, row_groups, urls
from policy_registry.change_lines import told_versions
from policy_registry.coverage import Correction
from policy_registry.exports.llms import llms_txt
from policy_registry.facets import facets
from policy_registry.identifiers import signposts
from policy_registry.like_numbers import like_numbers, metrics_in_use
from policy_registry.listings import deadlines, suspended_deadlines
from policy_registry.policy import HistoryEntry, Policy
from policy_registry.registry import Record, Registry
from policy_registry.rendering import render
from policy_registry.retirement import Retirement
from policy_registry.row_groups import RowGroup
from policy_registry.shown import FEW, MOST, MOST_OF_ALL, Rest, days_away, share
from policy_registry.store import load
from policy_registry.tables import tables
from policy_registry.views.calendar_page import CalendarPage, calendar_page
from policy_registry.views.changelog_page import changelog_page
from policy_registry.views.corrections_page import corrections_page
from policy_registry.views.data_page import data_page
from policy_registry.views.due_page import due_page
from policy_registry.views.identifier_pages import choice_page
from policy_registry.views.metric_page import MOST_FIGURES, MOST_TABLES, metric_page
from policy_registry.views.region_page import RegionPage, region_page
from policy_registry.views.topic_page import topic_page

BASE = "https://example.org/"
TODAY = date(2026, 11, 23)
LATER = TODAY + timedelta(days=200)
SERIES = 16
LARGEST = 2_000_000


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture(scope="module")
def many(shipped: Registry) -> Registry:
    """The shipped records sixteen times, each series with ids of its own."""
    return multiplied(shipped, SERIES)


def multiplied(registry: Registry, series: int) -> Registry:
    policies = [
        policy if number == 0 else policy.model_copy(update={"id": f"{policy.id}-{number}"})
        for policy in registry for number in range(series)
    ]  # fmt: skip
    return replace(registry, records=tuple(Record(policy, f"{policy.id}.yml") for policy in policies))


@pytest.fixture(scope="module")
def europe(many: Registry) -> RegionPage:
    return region_page(many, "eu", TODAY)


@pytest.fixture(scope="module")
def calendar(many: Registry) -> CalendarPage:
    return calendar_page(many, TODAY)


def every_rest(view: Any) -> Iterator[Rest]:
    """What a view says of rows that it leaves off, wherever in it that stands."""
    if isinstance(view, Rest):
        yield view
    elif isinstance(view, tuple):
        for item in view:
            yield from every_rest(item)
    elif is_dataclass(view):
        for field in fields(view):
            yield from every_rest(getattr(view, field.name))


def numbers(rest: Rest | None) -> tuple[int, int]:
    """How many are shown, and of how many."""
    assert rest
    found = re.match(r"Shown here are ([\d,]+) of ([\d,]+) ", rest.words)
    assert found, rest.words
    shown, total = (int(number.replace(",", "")) for number in found.groups())
    return shown, total


def count(groups: tuple[RowGroup, ...]) -> int:
    return sum(len(group.rows) for group in groups)


def test_the_shipped_registry_is_shown_whole(shipped: Registry) -> None:
    views = [
        region_page(shipped, "cn", TODAY),
        region_page(shipped, "eu", TODAY),
        *(topic_page(shipped, topic.id, TODAY) for topic in shipped.vocabularies["topics"]),
        *(choice_page(shipped, post, TODAY) for post in signposts(shipped)),
        calendar_page(shipped, TODAY),
        changelog_page(shipped),
        corrections_page(shipped),
        due_page(shipped, LATER),
    ]
    assert [rest for view in views for rest in every_rest(view)] == []
    for metric in metrics_in_use(shipped):
        assert len(shipped.targets_of(metric)) <= MOST
        assert len(like_numbers(shipped, metric)) <= MOST_TABLES
    assert "Shown here" not in llms_txt(shipped, (), BASE).decode()
    assert data_page(shipped, (), BASE).listed == "all of them"


def test_the_page_of_a_region_ends_and_says_what_it_leaves_off(europe: RegionPage, many: Registry) -> None:
    policies = many.in_region("eu")
    coming, pending = deadlines(policies, many, TODAY)
    questions = sum(len(policy.open_questions) for policy in policies)
    targets = sum(len(policy.targets) for policy in policies)
    waiting = sum(len(group.rows) for group in europe.pending)
    assert numbers(europe.coming_rest) == (count(europe.coming), len(coming))
    assert numbers(europe.pending_rest) == (waiting, len(pending))
    assert numbers(europe.targets_rest) == (count(europe.targets), targets)
    assert numbers(europe.questions_rest) == (len(europe.questions), questions) == (MOST, questions)
    assert MOST / 2 < count(europe.coming) <= MOST
    assert MOST / 2 < count(europe.targets) <= MOST
    assert MOST <= waiting < MOST + 20
    assert sum(len(group.lines) for group in europe.groups) <= MOST
    assert len(europe.changes) == 10


def test_each_year_shows_its_soonest_and_says_how_many_it_has(calendar: CalendarPage, many: Registry) -> None:
    coming, pending = deadlines(many, many, TODAY)
    assert MOST_OF_ALL / 2 < count(calendar.years) <= MOST_OF_ALL < len(coming)
    assert numbers(calendar.years_rest) == (count(calendar.years), len(coming))
    for year in calendar.years:
        due = [row for row in coming if row.due_sort[:4] == year.heading]
        assert list(year.rows) == due[: len(year.rows)], year.heading
        assert year.count == (str(len(due)) if len(year.rows) == len(due) else f"{len(year.rows):,} of {len(due):,}")
    suspended = suspended_deadlines(many, many, TODAY)
    assert suspended[: len(calendar.suspended)] == calendar.suspended
    assert tuple(row for row in pending if row.due_sort == pending[0].due_sort)[:1] == calendar.pending[0].rows[:1]


def test_what_waits_for_one_event_is_never_shown_in_half(calendar: CalendarPage, many: Registry) -> None:
    _, pending = deadlines(many, many, TODAY)
    sizes = Counter((row.policy.path, row.date) for row in pending)
    shown = [(group.policy.path, group.rule, len(group.rows)) for group in calendar.pending]
    assert len(shown) < len(sizes)
    assert [size for *key, size in shown if size != sizes[tuple(key)]] == []  # type: ignore[index]


def test_targets_are_those_whose_dates_are_nearest(many: Registry) -> None:
    page = metric_page(many, "recycling-volume", TODAY)
    facts = {urls.fact(policy.id, target.id): target for policy, target in many.targets_of("recycling-volume")}
    cut = metric_page(many, "milestone", TODAY).tables[0]
    assert numbers(cut.rest) == (MOST, len(many.targets_of("milestone")))
    assert [row.due_sort for row in cut.rows] == sorted(row.due_sort for row in cut.rows)
    away = {urls.fact(policy.id, target.id): days_away(target.by, TODAY) for policy, target in many.targets_of("milestone")}
    shown = [away.pop(row.anchor) for row in cut.rows]
    assert max(shown) <= min(away.values())
    assert (page.rest, page.tables[0].rest) == (None, None)
    assert {row.anchor for table in page.tables for row in table.rows} == facts.keys()


def test_a_picture_of_a_part_says_so_before_what_it_finds(many: Registry) -> None:
    (table,) = metric_page(many, "tariff", TODAY).tables
    assert table.rest
    assert table.figure
    assert table.figure.finding.startswith(table.rest.words)
    assert table.rest.words in str(table.figure.pictures[0].svg)


def test_many_ways_of_counting_are_cut_and_few_of_them_are_drawn(shipped: Registry) -> None:
    policy, target = next(fact for fact in shipped.targets_of("collection-rate") if fact[1].by)
    targets = [
        target.model_copy(update={"id": f"rate-{way}-{place}", "measured_as": f"way {way:03}"})
        for way in range(MOST_TABLES + 10) for place in range(3)
    ]  # fmt: skip
    alone = Record(policy.model_copy(update={"targets": tuple(targets)}), f"{policy.id}.yml")
    page = metric_page(replace(shipped, records=(alone,)), "collection-rate", TODAY)
    assert numbers(page.rest) == (len(page.tables), MOST_TABLES + 10) == (MOST_TABLES, MOST_TABLES + 10)
    assert sum(table.figure is not None for table in page.tables) == MOST_FIGURES
    assert [table.heading for table in page.tables] == sorted(table.heading for table in page.tables)


def test_the_changelog_shows_the_newest(shipped: Registry, many: Registry) -> None:
    ended = Retirement.model_validate(
        {"id": "eu-gone", "name": "Gone", "kind": "withdrawn", "on": "2026-01-01", "reason": "It was no policy."}
    )
    gone = tuple(ended.model_copy(update={"id": f"eu-gone-{place}"}) for place in range(MOST + 1))
    page = changelog_page(replace(many, retirements=gone))
    lines = [line for day in page.days for line in day.lines]
    told = list(told_versions(many, many))
    assert [line.page for line in lines] == [urls.version(policy.id, entry.version) for policy, entry in told[:MOST_OF_ALL]]
    assert numbers(page.rest) == (MOST_OF_ALL, len(told))
    days = [day.machine for day in page.days]
    assert days == sorted(days, reverse=True)
    assert numbers(page.retired_rest) == (len(page.retired), MOST + 1) == (MOST, MOST + 1)
    assert changelog_page(shipped).rest is None


def test_corrections_and_records_to_be_checked_end(many: Registry) -> None:
    page = due_page(many, LATER)
    assert numbers(page.rest) == (len(page.records), len(many)) == (MOST, len(many))
    corrections = corrections_page(corrected(many))
    assert numbers(corrections.rest) == (len(corrections.own), len(many)) == (MOST, len(many))
    assert all(isinstance(item, Correction) for item in many.corrections)


def corrected(registry: Registry) -> Registry:
    """A registry of which each record mends an error in its only version."""

    def mended(policy: Policy) -> Policy:
        entry = HistoryEntry.model_validate(policy.history[0].model_dump(mode="json") | {"cause": "correction"})
        return policy.model_copy(update={"history": (entry,)})

    records = tuple(replace(record, policy=mended(record.policy)) for record in registry.records)
    return replace(registry, records=records, frozen={}, sums={})


def test_the_heaviest_policies_of_a_topic_and_of_a_number_are_shown(shipped: Registry, many: Registry) -> None:
    page = topic_page(many, "recycling", TODAY)
    total = len(many.on_topic("recycling"))
    shown = {line.policy.path for column in page.regions for line in column.lines}
    assert MOST / 2 < len(shown) <= MOST < total
    weights = {urls.policy(policy.id): len(policy.targets) + len(policy.obligations) for policy in many}
    for column in page.regions:
        own = [policy for policy in many.on_topic("recycling") if policy.region == column.id]
        inside = [weights[urls.policy(policy.id)] for policy in own if urls.policy(policy.id) in shown]
        outside = [weights[urls.policy(policy.id)] for policy in own if urls.policy(policy.id) not in shown]
        assert min(inside) >= max(outside, default=0), column.id
    post = next(post for post in signposts(multiplied(shipped, FEW + 1)) if len(post.policies) > FEW)
    choice = choice_page(many, post, TODAY)
    assert numbers(choice.rest) == (len(choice.lines), FEW + 1) == (FEW, FEW + 1)


def test_the_list_for_tools_names_the_heaviest_and_the_files_of_all(many: Registry) -> None:
    text = llms_txt(many, (), BASE).decode()
    assert MOST_OF_ALL / 2 < text.count("/record.md): ") <= MOST_OF_ALL
    told = re.findall(r"policies\.json\): all of them as JSON\. Shown here are (\d+) of (\d+) records", text)
    assert [int(total) for _, total in told] == [len(many.in_region(region.id)) for region in many.vocabularies["regions"]]
    assert data_page(many, (), BASE).listed != "all of them"


def test_every_rest_leads_to_what_it_promises(many: Registry, europe: RegionPage, calendar: CalendarPage) -> None:
    post = next(post for post in signposts(many) if len(post.policies) > 1)
    views = (
        europe,
        calendar,
        topic_page(many, "recycling", TODAY),
        metric_page(many, "milestone", TODAY),
        changelog_page(many),
        due_page(many, LATER),
        corrections_page(corrected(many)),
        choice_page(many, replace(post, policies=post.policies * FEW), TODAY),
    )
    known = {urls.REGIONS, urls.FEEDS, urls.VERSIONS_JSON, *(urls.data(f"{table.name}.csv") for table in tables(many, BASE))}
    answers = {facet.name: {value.id for value in facet.values} for facet in facets(tuple(many), many, TODAY)}
    for view in views:
        found = list(every_rest(view))
        assert found, view
        for rest in found:
            assert rest.ways
            for way in rest.ways:
                path, _, query = way.path.partition("?")
                assert path == urls.POLICIES if query else path in known, way
                for name, value in (pair.split("=") for pair in filter(None, query.split("&"))):
                    assert name == "name" or value in answers[name], way


def test_the_explorer_has_all_policies_that_a_group_leaves_off(europe: RegionPage, many: Registry) -> None:
    for group in europe.groups:
        if group.rest:
            _, total = numbers(group.rest)
            (way,) = group.rest.ways
            statuses = {pair.partition("=")[2] for pair in way.path.partition("?")[2].split("&") if pair.startswith("status=")}
            assert total == sum(policy.status in statuses for policy in many.in_region("eu"))


def test_a_page_says_that_its_filter_sees_only_what_it_shows(calendar: CalendarPage, shipped: Registry, many: Registry) -> None:
    logs = changelog_page(many), changelog_page(shipped)
    dates = calendar, calendar_page(shipped, TODAY)
    for template, (cut, whole), what in (("changelog.html", logs, "changes"), ("calendar.html", dates, "duties and targets")):
        html, full = (render(template, view, view.path) for view in (cut, whole))
        assert f'data-what="{what} on this page"' in html
        assert "Only what is on this page is narrowed" in html
        assert f'data-what="{what}"' in full
        assert "Only what is on this page is narrowed" not in full


def test_twice_as_many_records_make_no_page_longer(shipped: Registry, many: Registry, calendar: CalendarPage) -> None:
    twice = multiplied(shipped, 2 * SERIES)
    pages: dict[str, tuple[Any, Any]] = {
        "topic.html": (topic_page(many, "trade", TODAY), topic_page(twice, "trade", TODAY)),
        "calendar.html": (calendar, calendar_page(twice, TODAY)),
        "changelog.html": (changelog_page(many), changelog_page(twice)),
        "due.html": (due_page(many, LATER), due_page(twice, LATER)),
    }
    for template, views in pages.items():
        small, large = (len(render(template, view, view.path)) for view in views)
        assert large < min(1.2 * small, LARGEST), template


def test_no_row_is_made_that_is_not_shown(many: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    made: Counter[str] = Counter()
    for module in (listings, row_groups):
        for name in ("target_row", "obligation_row"):
            monkeypatch.setattr(module, name, counting(getattr(module, name), made))
    page = region_page(many, "us", TODAY)
    waiting = sum(len(group.rows) for group in page.pending)
    assert sum(made.values()) == count(page.coming) + waiting + len(page.suspended) + count(page.targets)


def counting(make: Any, made: Counter[str]) -> Any:
    def counted(*given: Any) -> Any:
        made["rows"] += 1
        return make(*given)

    return counted


@given(st.lists(st.integers(0, 50), max_size=12), st.integers(1, 120))
def test_groups_share_the_room_and_leave_none_of_it_empty(sizes: list[int], most: int) -> None:
    each = share(sizes, most)
    shown, one_more = (sum(min(size, number) for size in sizes) for number in (each, each + 1))
    assert shown <= max(most, len(sizes))
    assert one_more > most or shown == sum(sizes)
