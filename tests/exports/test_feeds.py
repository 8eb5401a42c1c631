"""Feeds as their readers take them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from builders import SHIPPED, TODAY, a_policy, history_data, publish, record_data, registry_folder, retire, target_data
from policy_registry.exports.atom import atom
from policy_registry.exports.feeds import NEWEST, Feed, feeds
from policy_registry.exports.json_feed import json_feed
from policy_registry.registry import Record, Registry
from policy_registry.store import load

BASE = "https://example.org/x/"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = ("2026-11-01", "new", "The record was written.")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture(scope="module")
def shipped(registry: Registry) -> tuple[Feed, ...]:
    return tuple(feeds(registry, max(policy.recorded.last_day for policy in registry)))


def feed_at(registry: Registry, path: str, as_of: date = TODAY) -> Feed:
    return next(feed for feed in feeds(registry, as_of) if feed.atom_path == path)


def names(feed: Feed) -> list[str]:
    return [entry.id.partition(":policies/")[2] for entry in feed.entries]


def in_three_steps(folder: Path) -> Registry:
    """A record whose second version moves a value and whose third is worded anew, beside a record of another region."""
    entries = (FIRST, ("2026-11-10", "law-change", "More cobalt."), ("2026-11-20", "editorial", "Worded anew."))
    states: tuple[dict[str, Any], ...] = (
        {},
        {"targets": [target_data(value="18")]},
        {"targets": [target_data(value="18")], "summary": "An example that wants recycled cobalt."},
    )
    root = registry_folder(folder)
    publish(root, record_data("kr-other", topics=["safety"], history=history_data(("2026-11-15", "new", "Another."))))
    publish(root, *(
        record_data(version=str(number), history=history_data(*entries[:number]), **state)
        for number, state in enumerate(states, start=1)
    ))  # fmt: skip
    return load(root).registry


def test_every_shipped_atom_feed_is_well_formed_and_whole(shipped: tuple[Feed, ...]) -> None:
    for feed in shipped:
        read = feedparser.parse(atom(feed, BASE))
        assert (read.bozo, read.version) == (0, "atom10"), feed.id
        assert (read.feed.id, read.feed.title, read.feed.author) == (feed.id, feed.title, "Battery Policy Registry")
        assert MOMENT.fullmatch(read.feed.updated)
        links = {link.rel: link.href for link in read.feed.links}
        assert links["self"] == BASE + feed.atom_path
        assert links["alternate"] == BASE + feed.page
        for entry, shown in zip(feed.entries, read.entries, strict=True):
            assert (shown.id, shown.title, shown.summary) == (entry.id, entry.title, entry.summary)
            assert MOMENT.fullmatch(shown.updated)
            assert shown.link == BASE + entry.page
            assert {tag.label for tag in shown.tags} == {category.label for category in entry.categories}


def test_every_shipped_json_feed_has_its_required_fields(shipped: tuple[Feed, ...]) -> None:
    for feed in shipped:
        data: dict[str, Any] = json.loads(json_feed(feed, BASE))
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert data["title"] == feed.title
        assert data["feed_url"] == BASE + feed.json_path
        assert data["authors"] == [{"name": "Battery Policy Registry"}]
        assert [item["id"] for item in data["items"]] == [entry.id for entry in feed.entries]
        for item in data["items"]:
            assert item["content_text"]
            assert item["url"].startswith(BASE)
            assert MOMENT.fullmatch(item["date_published"])


def test_what_the_shipped_feeds_hold_adds_up(shipped: tuple[Feed, ...], registry: Registry) -> None:
    held = {feed.atom_path: names(feed) for feed in shipped}
    by_region = {name for path, entries in held.items() if path.startswith("feeds/regions/") for name in entries}
    assert len(held["feeds/changes.atom"]) == min(NEWEST, len(by_region))
    assert set(held["feeds/changes.atom"]) <= by_region
    for policy in registry:
        versions = [f"{policy.id}/v/{entry.version}" for entry in policy.history]
        assert held[f"policies/{policy.id}/feed.atom"] == versions
    for feed in shipped:
        days = [entry.day for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert len(set(names(feed))) == len(days)
        if days:
            assert feed.updated == days[0]


def test_a_patch_is_told_to_those_who_follow_the_policy_only(tmp_path: Path) -> None:
    registry = in_three_steps(tmp_path)
    assert names(feed_at(registry, "policies/eu-example/feed.atom")) == [f"eu-example/v/{number}" for number in (3, 2, 1)]
    for path in ("feeds/regions/eu.atom", "feeds/topics/recycling.atom"):
        assert names(feed_at(registry, path)) == ["eu-example/v/2", "eu-example/v/1"]
    assert names(feed_at(registry, "feeds/changes.atom")) == ["kr-other/v/1", "eu-example/v/2", "eu-example/v/1"]


def test_an_entry_says_what_changed_and_where_to_look(tmp_path: Path) -> None:
    entry = feed_at(in_three_steps(tmp_path), "feeds/regions/eu.atom").entries[0]
    assert entry.title == "Example eu-example, version 2: The law changed"
    assert entry.summary == "More cobalt."
    assert (entry.page, entry.related) == ("policies/eu-example/v/2/", ("policies/eu-example/changes/#v2",))
    assert [(category.term, category.label) for category in entry.categories] == [
        ("eu", "European Union"),
        ("recycling", "Recycling"),
        ("law-change", "The law changed"),
    ]


def test_nothing_is_told_before_its_day(tmp_path: Path) -> None:
    registry = in_three_steps(tmp_path)
    everything = {day: names(feed_at(registry, "feeds/changes.atom", date(2026, 11, day))) for day in (9, 10, 15)}
    assert everything == {
        9: ["eu-example/v/1"],
        10: ["eu-example/v/2", "eu-example/v/1"],
        15: ["kr-other/v/1", "eu-example/v/2", "eu-example/v/1"],
    }


def test_an_empty_feed_is_as_old_as_the_newest_entry_of_the_registry(tmp_path: Path) -> None:
    registry = in_three_steps(tmp_path)
    empty = feed_at(registry, "feeds/regions/jp.atom")
    assert (empty.entries, empty.updated) == ((), date(2026, 11, 20))
    assert feed_at(registry, "feeds/regions/jp.atom", date(2026, 10, 1)).updated == date(2026, 10, 1)


def test_a_month_counts_from_its_first_day(tmp_path: Path) -> None:
    history = history_data(("2026-11", "new", "The record was written."))
    registry = load(registry_folder(tmp_path, record_data(history=history))).registry
    assert feed_at(registry, "feeds/changes.atom").entries[0].day == date(2026, 11, 1)
    assert feed_at(registry, "feeds/changes.atom", date(2026, 10, 31)).entries == ()


def test_ids_stay_when_the_site_moves(tmp_path: Path) -> None:
    feed = feed_at(in_three_steps(tmp_path), "policies/eu-example/feed.atom")
    here, there = (ElementTree.fromstring(atom(feed, base)) for base in (BASE, "https://other.example/"))
    ids = [element.text for element in here.iter(f"{ATOM}id")]
    assert ids == [element.text for element in there.iter(f"{ATOM}id")]
    assert ids[1] == "tag:battery-policy-registry.example,2026:policies/eu-example/v/3"
    links = [link.get("href") for link in there.iter(f"{ATOM}link") if link.get("rel") != "license"]
    assert all(link and link.startswith("https://other.example/") for link in links)


def test_a_retired_id_ends_in_every_feed_that_it_stood_in(tmp_path: Path) -> None:
    in_three_steps(tmp_path)
    root = tmp_path / "registry"
    publish(root, record_data("eu-successor", topics=["trade"], history=history_data(FIRST)))
    end = {"id": "eu-example", "name": "Example", "kind": "moved", "on": "2026-11-21", "reason": "It has a new name."}
    retire(root, end | {"successors": ["eu-successor"]})
    registry = load(root).registry
    for path in ("policies/eu-example/feed.atom", "feeds/changes.atom", "feeds/regions/eu.atom", "feeds/topics/recycling.atom"):
        feed = feed_at(registry, path)
        assert names(feed)[0] == "eu-example/retired", path
        assert "eu-example/v/1" in names(feed), path
    for path in ("feeds/regions/kr.atom", "feeds/topics/trade.atom", "policies/eu-successor/feed.atom"):
        assert "eu-example/retired" not in names(feed_at(registry, path)), path
    entry = feed_at(registry, "feeds/changes.atom").entries[0]
    assert (entry.title, entry.summary) == ("Example: Record moved", "It has a new name.")
    assert (entry.page, entry.related) == ("policies/eu-example/", ("policies/eu-successor/",))
    assert "eu-example/retired" not in names(feed_at(registry, "feeds/changes.atom", date(2026, 11, 20)))


def test_overviews_hold_the_newest_and_a_policy_all(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path)).registry
    policies = (a_policy(f"eu-p{number:03}", history=history_data(FIRST)) for number in range(NEWEST))
    newest = a_policy("eu-zz", history=history_data(("2026-11-02", "new", "The newest.")))
    records = tuple(Record(policy, f"policies/eu/{policy.id}.yml") for policy in (*policies, newest))
    full = replace(registry, records=records)
    for path in ("feeds/changes.atom", "feeds/regions/eu.atom", "feeds/topics/recycling.atom"):
        feed = feed_at(full, path)
        assert (len(feed.entries), names(feed)[0]) == (NEWEST, "eu-zz/v/1"), path
    assert len(feed_at(full, f"policies/eu-p{NEWEST - 1:03}/feed.atom").entries) == 1


def test_markup_and_scripts_in_a_record_stay_text(tmp_path: Path) -> None:
    evil = """<script>alert(1)</script> & <b x="y">' ]]> &lt; 电池 \U0001f50b"""
    data = record_data(short_title=evil, history=history_data(("2026-11-01", "new", evil)))
    feed = feed_at(load(registry_folder(tmp_path, data)).registry, "policies/eu-example/feed.atom")
    (entry,) = ElementTree.fromstring(atom(feed, BASE)).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"{evil}, version 1: New record"
    assert entry.findtext(f"{ATOM}summary") == evil
    assert b"<script" not in atom(feed, BASE)
    assert feedparser.parse(atom(feed, BASE)).bozo == 0
    (item,) = json.loads(json_feed(feed, BASE))["items"]
    assert item["content_text"] == evil
