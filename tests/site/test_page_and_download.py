"""What a page shows and what a file holds are the same rows."""

from __future__ import annotations

import csv
import io
import json
from posixpath import join, normpath
from urllib.parse import urldefrag

import icalendar
import pytest

from policy_registry import urls
from policy_registry.texts import LIST_SEPARATOR
from sites import BuiltSite

SINGLE = ("region", "instrument", "status", "bindingness")


def rows(site: BuiltSite, table: str) -> list[dict[str, str]]:
    content = (site.folder / "data" / f"{table}.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def facts_named(site: BuiltSite, path: str) -> set[tuple[str, str]]:
    """The facts to which a page links on the current pages of records."""
    found = set()
    for link in site.pages[path].links:
        way, item = urldefrag(link)
        parts = normpath(join(path, way)).split("/") if way else []
        if item and len(parts) == 2 and parts[0] == "policies":
            found.add((parts[1], item))
    return found


def test_the_explorer_has_the_policies_of_the_file_with_the_same_words(shipped_site: BuiltSite) -> None:
    explorer = json.loads((shipped_site.folder / urls.EXPLORER_JSON).read_text())
    policies = {row["id"]: row for row in rows(shipped_site, "policies")}
    ids = explorer["columns"]["id"]
    assert sorted(ids) == sorted(policies)
    for facet in explorer["facets"]:
        words = [value["id"] for value in facet["values"]]
        for id, answer in zip(ids, facet["answers"], strict=True):
            told = {words[place] for place in (answer if isinstance(answer, list) else [answer])}
            if facet["name"] in SINGLE:
                assert told == {policies[id][facet["name"]]}
            if facet["name"] == "topic":
                assert told == set(policies[id]["topics"].split(LIST_SEPARATOR))


def test_a_metric_page_shows_each_target_of_the_file_and_no_other(shipped_site: BuiltSite) -> None:
    targets = rows(shipped_site, "targets")
    every = {(row["policy"], row["id"]) for row in targets}
    metrics = {row["metric"] for row in targets}
    assert len(metrics) > 30
    for metric in metrics:
        held = {(row["policy"], row["id"]) for row in targets if row["metric"] == metric}
        assert facts_named(shipped_site, urls.metric(metric)) & every == held, metric


@pytest.mark.parametrize(("table", "day"), [("obligations", "applies_from_last_day"), ("targets", "by_last_day")])
def test_the_calendar_has_the_days_of_the_file(shipped_site: BuiltSite, table: str, day: str) -> None:
    days = {f"policies/{row['policy']}/#{row['id']}": row[day] for row in rows(shipped_site, table)}
    content = (shipped_site.folder / urls.CALENDAR_FILE).read_bytes()
    certain = [event for event in icalendar.Calendar.from_ical(content).walk("VEVENT") if event["STATUS"] == "CONFIRMED"]
    found = {str(event["URL"]).partition("//")[2].partition("/")[2]: str(event.decoded("DTSTART")) for event in certain}
    told = {address: start for address, start in found.items() if address in days}
    assert len(told) > 20
    assert told == {address: days[address] for address in told}


def test_the_page_of_a_record_shows_each_fact_of_the_tables(shipped_site: BuiltSite) -> None:
    for table in ("events", "targets", "obligations", "funding", "sources", "open_questions"):
        for row in rows(shipped_site, table):
            assert row["id"] in shipped_site.pages[urls.policy(row["policy"])].ids, (table, row["policy"], row["id"])


def test_the_permanent_address_of_a_fact_leads_to_it(shipped_site: BuiltSite) -> None:
    for table in ("events", "targets", "obligations", "funding"):
        for row in rows(shipped_site, table):
            path, item = urldefrag(row["address"].partition("/policies/")[2])
            assert item == row["id"]
            assert item in shipped_site.pages[f"policies/{path}"].ids
