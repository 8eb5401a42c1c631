"""What pages say, asked of their views."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import (
    CITATION,
    TODAY,
    a_policy,
    event_data,
    obligation_data,
    record_data,
    registry_folder,
    source_data,
    target_data,
)
from policy_registry.listings import policy_lines
from policy_registry.place import Place
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.store import load
from policy_registry.views.calendar_page import calendar_page
from policy_registry.views.compare_page import compare_page
from policy_registry.views.due_page import due_page
from policy_registry.views.home import home
from policy_registry.views.metric_page import metric_page
from policy_registry.views.policy_page import policy_page
from policy_registry.views.region_page import region_page


def registry_of(folder: Path, *records: dict[str, Any]) -> Registry:
    return load(registry_folder(folder, *records)).registry


def test_numbers_that_are_counted_differently_never_share_a_table(tmp_path: Path) -> None:
    lead = target_data(id="lead", value="85", measured_as="share of lead in the battery")
    registry = registry_of(tmp_path, record_data("eu-one", targets=[target_data(), lead]), record_data("kr-two"))
    tables = metric_page(registry, "recycled-content", TODAY).tables
    assert [(table.heading, len(table.rows)) for table in tables] == [
        ("Percent, share of cobalt in active materials", 2),
        ("Percent, share of lead in the battery", 1),
    ]


def test_a_blank_cell_is_not_checked_until_somebody_says_more(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    (root / "coverage.yml").write_text(
        "cells:\n- {topic: safety, region: eu, state: none-found, checked_on: 2026-11, where: Official Journal}\n"
    )
    rows = {row.topic.text: row.cells for row in compare_page(load(root).registry).rows}
    eu = [region.text for region in compare_page(load(root).registry).regions].index("European Union")
    assert rows["Recycling"][eu].link.text == "1"
    assert rows["Safety"][eu].link.text == "none found"
    assert rows["Trade"][eu].link.text == "not checked"


@pytest.mark.parametrize("standing", ["estimate", "proposal", "lapsed"])
def test_what_nobody_demands_makes_no_deadline(tmp_path: Path, standing: str) -> None:
    registry = registry_of(tmp_path, record_data(targets=[target_data(standing=standing)]))
    page = calendar_page(registry, TODAY)
    assert [row.id for year in page.years for row in year.rows] == ["passport"]


def test_a_repealed_policy_makes_no_deadline(tmp_path: Path) -> None:
    repealed = event_data(id="repeal", kind="repealed", date="2025-08-18")
    registry = registry_of(tmp_path, record_data(status="repealed", events=[event_data(), repealed]))
    assert calendar_page(registry, TODAY).years == ()


@pytest.mark.parametrize("status", ["concluded", "superseded", "expired", "withdrawn", "proposed", "announced"])
def test_what_is_past_or_only_coming_makes_no_deadline(tmp_path: Path, status: str) -> None:
    page = calendar_page(registry_of(tmp_path, record_data(status=status)), TODAY)
    assert (page.years, page.pending, page.suspended) == ((), (), ())


def test_the_dates_of_suspended_law_stand_apart_and_are_counted_nowhere(tmp_path: Path) -> None:
    waits = obligation_data(id="waits", applies_from={"months": "12", "after": "the act", "happened": None})
    suspended = record_data("us-b", status="suspended", obligations=[obligation_data(), waits])
    registry = registry_of(tmp_path, record_data(), suspended)
    calendar = calendar_page(registry, TODAY)
    assert {row.policy.path for year in calendar.years for row in year.rows} == {"policies/eu-example/"}
    assert calendar.pending == ()
    assert [(row.id, row.status.text) for row in calendar.suspended] == [
        ("passport", "Suspended"),
        ("recycled-cobalt-2031", "Suspended"),
        ("waits", "Suspended"),
    ]
    assert {number.label: number.value for number in home(registry, TODAY).numbers}["deadlines to come"] == "2"
    region = region_page(registry, "us", TODAY)
    assert (region.coming, region.pending, len(region.suspended)) == ((), (), 3)
    policy = registry.policy("us-b")
    assert policy
    page = policy_page(registry, policy, TODAY, Place())
    assert (page.coming, page.pending_count, len(page.suspended)) == ((), "", 3)
    assert page.suspended_rest == ""
    for template, view, path in (("calendar.html", calendar, calendar.path), ("policy.html", page, page.path)):
        html = render(template, view, path)
        block = html[html.index('id="suspended"') :]
        assert "These dates stand in law that is not applied now" in block
        assert block.count("badge--status-paused badge--hollow") == 3
        assert "days-left" not in block.partition("</ol>" if template == "policy.html" else "</table>")[0]


def test_the_page_of_a_suspended_policy_begins_with_a_few_of_its_dates(tmp_path: Path) -> None:
    suspended = record_data(status="suspended", targets=[target_data(id=f"cobalt-{number}") for number in range(5)])
    registry = registry_of(tmp_path, suspended)
    page = policy_page(registry, registry.policies[0], TODAY, Place())
    assert (len(page.suspended), page.suspended_rest) == (4, "2 more stand in the tables below.")


def test_home_names_living_policies_with_their_status(tmp_path: Path) -> None:
    rich = [target_data(id=f"cobalt-{number}") for number in range(9)]
    records = [
        record_data("eu-dead", status="superseded", targets=rich),
        record_data("eu-paused", status="suspended", targets=rich),
        record_data("eu-coming", status="proposed", targets=rich),
        record_data("eu-current"),
        record_data("us-dead", status="expired"),
    ]
    view = home(registry_of(tmp_path, *records), TODAY)
    first = {card.region.path: [(one.policy.path, one.status.text) for one in card.first] for card in view.regions}
    assert first["regions/eu/"] == [("policies/eu-current/", "In force"), ("policies/eu-coming/", "Proposed")]
    assert first["regions/us/"] == []
    assert '<a href="policies/eu-coming/">Example eu-coming</a> <span class="badge badge--status-coming"' in render(
        "home.html", view, view.path
    )


@pytest.mark.parametrize(
    ("changes", "since"),
    [
        ({"status": "adopted", "events": [event_data(date="2027-05-27")]}, ("from 2027", "in force")),
        ({"events": [event_data(date="2026-11-22")]}, ("2026", "in force")),
        (
            {
                "status": "proposed",
                "events": [
                    event_data(kind="postponed", date="2025-02"),
                    event_data(id="draft", kind="proposed", date="2026-03-04"),
                ],
            },
            ("2026", "proposed"),
        ),
    ],
)
def test_a_list_never_calls_a_policy_law_before_it_is(tmp_path: Path, changes: dict[str, Any], since: tuple[str, str]) -> None:
    registry = registry_of(tmp_path, record_data(**changes))
    (line,) = policy_lines(registry, registry, TODAY)
    assert (line.since.replace("\u00a0", " "), line.since_what) == since


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ({"value": "12"}, "before 12 % (stated until 18 June 2021)"),
        ({"by": "2030"}, "before 2030 (stated until 18 June 2021)"),
        ({"note": "No year was named."}, "before No year was named. (stated until 18 June 2021)"),
        ({"by": "2031-08-18", "note": "Dropped."}, "before at least 16 % 18 August 2031 Dropped. (stated until 18 June 2021)"),
    ],
    ids=["number", "date", "wording", "nothing but that it stands"],
)
def test_what_was_stated_before_is_told_by_what_changed(tmp_path: Path, old: dict[str, str], words: str) -> None:
    same = {"value": "16", "comparator": "at-least"} if "value" not in old else {}
    earlier = same | {"unit": "percent", "until": "2021-06-18", "citation": CITATION} | old
    registry = registry_of(tmp_path, record_data(instrument="strategy", targets=[target_data(earlier=[earlier])]))
    page = policy_page(registry, registry.policies[0], TODAY, Place())
    html = render("policy.html", page, page.path)
    told = html[html.index('<span class="detail earlier"') :].partition("</th>")[0]
    assert " ".join(re.sub(r"<[^>]+>", " ", told).replace("\u00a0", " ").split()) == words


def test_the_calendar_runs_from_its_day(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, record_data())
    years = {
        day: [year.heading for year in calendar_page(registry, day).years] for day in (date(2027, 2, 18), date(2027, 2, 19))
    }
    assert years == {date(2027, 2, 18): ["2027", "2031"], date(2027, 2, 19): ["2031"]}


def test_duties_are_grouped_by_who_must_act(tmp_path: Path) -> None:
    duties = [
        obligation_data(id="late", who=["recyclers"], applies_from="2030"),
        obligation_data(id="early", who=["recyclers"], applies_from="2026"),
        obligation_data(id="other", who=["manufacturers", "importers"]),
    ]
    registry = registry_of(tmp_path, record_data(obligations=duties))
    page = policy_page(registry, registry.policies[0], TODAY, Place())
    assert [(group.heading, [row.id for row in group.rows]) for group in page.duties] == [
        ("Manufacturers, importers", ["other"]),
        ("Recyclers", ["early", "late"]),
    ]


@pytest.mark.parametrize(
    ("near", "is_open"), [(0, False), (3, False), (4, True)], ids=["none in a year", "half of them", "most of them"]
)
def test_a_long_group_begins_folded_unless_most_of_it_is_due_within_a_year(tmp_path: Path, near: int, is_open: bool) -> None:
    dates = ["2027-11-22"] * near + ["2027-11-23"] * (6 - near)
    duties = [obligation_data(id=f"duty-{place}", who=["recyclers"], applies_from=day) for place, day in enumerate(dates)]
    few = [obligation_data(id=f"few-{place}", who=["manufacturers"], applies_from="2040") for place in range(5)]
    targets = [target_data(id=f"cobalt-{place}") for place in range(6)]
    registry = registry_of(tmp_path, record_data(obligations=[*duties, *few], targets=targets))
    page = policy_page(registry, registry.policies[0], TODAY, Place())
    assert [(group.heading, group.is_open) for group in page.duties] == [("Manufacturers", True), ("Recyclers", is_open)]
    assert [group.is_open for group in page.targets] == [True]
    html = render("policy.html", page, page.path)
    assert ('<details class="group" id="duties-2" open>' in html) == is_open
    assert ('data-component="groups"' in html) != is_open


def test_a_duty_that_has_ended_stands_after_those_that_have_not(tmp_path: Path) -> None:
    duties = [
        obligation_data(id="ended", applies_from="2024", applies_until="2026-11-21"),
        obligation_data(id="ends-today", applies_from="2025", applies_until="2026-11-22"),
        obligation_data(id="coming", applies_from="2027"),
        obligation_data(id="undated", applies_from=None),
    ]
    duties = [{key: value for key, value in duty.items() if value is not None} for duty in duties]
    registry = registry_of(tmp_path, record_data(obligations=duties))
    (group,) = policy_page(registry, registry.policies[0], TODAY, Place()).duties
    assert [row.id for row in group.rows] == ["ends-today", "coming", "undated", "ended"]


def test_a_fact_on_an_unread_source_is_unverified(tmp_path: Path) -> None:
    unread = source_data(id="unread", consulted="not-consulted", consulted_on=None)
    del unread["consulted_on"]
    targets = [target_data(), target_data(id="doubtful", citation={"source": "unread"})]
    registry = registry_of(tmp_path, record_data(targets=targets, sources=[source_data(), unread]))
    rows = policy_page(registry, registry.policies[0], TODAY, Place()).targets[0].rows
    assert [(row.id, row.evidence.is_unverified) for row in rows] == [("recycled-cobalt-2031", False), ("doubtful", True)]


def test_a_source_that_may_not_be_linked_has_no_address(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, record_data(sources=[source_data(linkable="false")]))
    page = policy_page(registry, registry.policies[0], TODAY, Place())
    assert (page.sources[0].url, page.sources[0].url_withheld) == ("", True)
    assert page.targets[0].rows[0].evidence.url == ""


def test_two_policies_that_complement_each_other_say_so_once(tmp_path: Path) -> None:
    to_two = {"id": "to-two", "type": "complements", "target": "eu-two", "citation": CITATION}
    to_one = {"id": "to-one", "type": "complements", "target": "eu-one", "citation": CITATION}
    registry = registry_of(tmp_path, record_data("eu-one", relations=[to_two]), record_data("eu-two", relations=[to_one]))
    page = policy_page(registry, registry.policies[0], TODAY, Place())
    assert [relation.words for relation in page.relations] == ["complements"]


def test_rows_that_wait_for_one_event_are_one_group_whose_rule_is_said_once(tmp_path: Path) -> None:
    rule = {"later_of": ["2025-11-08", {"days": "1", "after": "end of the suspension", "happened": None}]}
    other = {"months": "12", "after": "the act", "happened": None}
    duties = [obligation_data(id=f"licence-{place}", applies_from=rule) for place in range(3)]
    alone = obligation_data(id="alone", what="Label each cell", applies_from=other)
    record = record_data(obligations=[*duties, alone], targets=[target_data(by=rule)])
    page = region_page(registry_of(tmp_path, record), "eu", TODAY)
    assert [(group.heading, group.waits, len(group.rows)) for group in page.pending] == [
        ("3 duties and 1 target", "wait for end of the suspension", 4),
        ("Label each cell", "waits for the act", 1),
    ]
    html = render("region.html", page, page.path)
    waiting = html[html.index('id="pending"') : html.index('id="targets"')] if page.targets else html
    assert waiting.count("1\xa0day after end of the suspension") == 1
    assert "<details" in waiting
    assert "open>" not in waiting


def test_the_page_of_a_region_folds_targets_by_metric_and_never_repeats_its_name(tmp_path: Path) -> None:
    targets = [target_data(id=f"cobalt-{place}", by="2035") for place in range(6)]
    rate = target_data(id="rate", metric="collection-rate")
    registry = registry_of(tmp_path, record_data("cn-one", targets=[*targets, rate]), record_data("kr-two"))
    page = region_page(registry, "cn", TODAY)
    assert [(group.heading, len(group.rows), group.path, group.is_open) for group in page.targets] == [
        ("Recycled content", 6, "compare/metrics/recycled-content/", False),
        ("Collection rate", 1, "compare/metrics/collection-rate/", False),
    ]
    assert [group.is_open for group in region_page(registry, "kr", TODAY).targets] == [True]
    html = render("region.html", page, page.path)
    assert 'href="../../compare/metrics/recycled-content/"' in html
    assert "China</span>" not in html


def test_deadlines_after_the_next_year_begin_folded(tmp_path: Path) -> None:
    dates = ("2026-12", "2027-12-31", "2028-01-01", "2031")
    duties = [obligation_data(id=f"duty-{place}", applies_from=day) for place, day in enumerate(dates)]
    registry = registry_of(tmp_path, record_data(obligations=duties, targets=[]))
    folds = [("2026", True), ("2027", True), ("2028", False), ("2031", False)]
    for years in (calendar_page(registry, TODAY).years, region_page(registry, "eu", TODAY).coming):
        assert [(year.heading, year.is_open) for year in years] == folds


def test_the_calendar_offers_the_actors_regions_and_kinds_that_it_lists(tmp_path: Path) -> None:
    suspended = record_data("us-b", status="suspended", obligations=[obligation_data(who=["importers"])])
    page = calendar_page(registry_of(tmp_path, record_data(), suspended), TODAY)
    assert {filter.name: [choice.id for choice in filter.choices] for filter in page.filters} == {
        "who": ["importers", "economic-operators"],
        "region": ["eu", "us"],
        "kind": ["duty", "target"],
    }
    html = render("calendar.html", page, page.path)
    assert '<tr data-who="economic-operators" data-region="eu" data-kind="duty"' in html
    assert '<tr data-who="" data-region="eu" data-kind="target"' in html


def test_what_no_source_confirms_is_marked_at_its_value_or_at_its_words(tmp_path: Path) -> None:
    no_source = {"citation": None, "unverified": "Seen in a report only."}
    doubted = [
        target_data(id="doubted", value="60", **no_source),
        target_data(id="wordless", what="Lead the world", **no_source),
    ]
    for name in ("value", "unit", "comparator", "measured_as"):
        del doubted[1][name]
    targets = [{key: value for key, value in target.items() if value is not None} for target in (target_data(), *doubted)]
    registry = registry_of(tmp_path, record_data(targets=targets))
    policy = policy_page(registry, registry.policies[0], TODAY, Place())
    region, calendar = region_page(registry, "eu", TODAY), calendar_page(registry, TODAY)
    metric = metric_page(registry, "recycled-content", TODAY)
    pages = {
        "policy": render("policy.html", policy, policy.path),
        "region": render("region.html", region, region.path),
        "metric": render("metric.html", metric, metric.path),
        "calendar": render("calendar.html", calendar, calendar.path),
    }
    for name, html in pages.items():
        marked = re.findall(r'<span class="doubtful"><span class="unseen">unverified: </span>([^<]+)</span>', html)
        assert {words.replace("\xa0", " ").casefold() for words in marked} == {"at least 60 %", "lead the world"}, name


def test_home_says_up_to_when_sources_were_read_and_of_when_the_records_are(tmp_path: Path) -> None:
    look = {"on": "2026-11-22", "method": "against-sources", "result": "first-entry"}
    one = record_data("eu-one", verified=[look | {"sources_up_to": "2026-09"}])
    two = record_data("kr-two", verified=[look | {"sources_up_to": "2026-07"}])
    page = home(registry_of(tmp_path, one, two), TODAY)
    assert (page.read_up_to, page.recorded.replace("\xa0", " ")) == ("July 2026 to September 2026", "22 November 2026")
    html = render("home.html", page, page.path).replace("\xa0", " ")
    line = html[html.index("hero__trust") :].partition("</p>")[0]
    assert re.findall(r'href="([^"]+)"', line) == ["changelog/", "about/cite/", "about/contribute/#without-a-text-editor"]
    assert html.count('<time class="quiet" datetime="2026-11-22">22 November 2026</time>') == 2
    assert home(registry_of(tmp_path / "other", record_data()), TODAY).read_up_to == ""


def test_a_region_page_keeps_past_policies_apart(tmp_path: Path) -> None:
    ended = record_data("eu-old", status="expired", events=[event_data(), event_data(id="end", kind="expired", date="2024")])
    page = region_page(registry_of(tmp_path, ended, record_data("eu-new")), "eu", TODAY)
    assert [(group.heading, [line.policy.path for line in group.lines]) for group in page.groups] == [
        ("Now", ["policies/eu-new/"]),
        ("Past", ["policies/eu-old/"]),
    ]


def test_home_shows_each_policy_once_among_the_next_deadlines(tmp_path: Path) -> None:
    records = [record_data("eu-one"), record_data("kr-two", targets=[target_data(by="2027-01-01")])]
    coming = home(registry_of(tmp_path, *records), TODAY).coming
    assert [(row.policy.path, row.id) for row in coming] == [
        ("policies/kr-two/", "recycled-cobalt-2031"),
        ("policies/eu-one/", "passport"),
    ]


@pytest.mark.parametrize(
    ("changes", "day", "reason"),
    [
        ({}, date(2027, 5, 21), ""),
        ({}, date(2027, 5, 22), "Not checked for 180 days"),
        ({"sources": [source_data(consulted_on="2026-05")]}, TODAY, ""),
        ({"sources": [source_data(consulted_on="2026-05-25")]}, TODAY, "1 source not read for 180 days"),
        ({"open_questions": [{"id": "suspension", "text": "Is it over?", "check_on": "2026-11-10"}]}, TODAY, "Is it over?"),
        (
            {"obligations": [obligation_data(applies_from={"days": "0", "after": "end of it", "expected": "2026-11-10"})]},
            TODAY,
            "End of it was expected for 10 November 2026; 1 duty or target waits for it",
        ),
    ],
)
def test_a_record_is_due_for_a_reason(tmp_path: Path, changes: dict[str, Any], day: date, reason: str) -> None:
    page = due_page(registry_of(tmp_path, record_data(**changes)), day)
    assert [found.text.replace("\u00a0", " ") for record in page.records for found in record.reasons] == (
        [reason] if reason else []
    )


def test_a_frozen_page_knows_the_current_version(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, record_data())
    history = [
        {"version": "2", "recorded": "2026-11-22", "cause": "editorial", "summary": "Reworded."},
        {"version": "1", "recorded": "2026-11-22", "cause": "new", "summary": "The record was written."},
    ]
    page = policy_page(registry, registry.policies[0], TODAY, Place(), a_policy(version="2", history=history))
    assert (page.path, page.is_frozen) == ("policies/eu-example/v/1/", True)
    assert [(version.number, version.summary) for version in page.newer] == [(2, "Reworded.")]


def test_an_archived_copy_is_offered(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, record_data(sources=[source_data(archived_url="https://archive.example.org/act")]))
    assert (
        policy_page(registry, registry.policies[0], TODAY, Place()).sources[0].archived_url == "https://archive.example.org/act"
    )


def test_a_metric_that_left_the_vocabulary_comes_last_with_its_id(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, record_data())
    old = a_policy(targets=[target_data(id="gone", metric="a-metric-of-old"), target_data()])
    page = policy_page(registry, old, TODAY, Place())
    assert [group.heading for group in page.targets] == ["Recycled content", "a-metric-of-old"]
