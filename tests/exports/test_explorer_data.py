"""The data of the explorer: what it holds is what the records say."""

from __future__ import annotations

import json
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from builders import SHIPPED, TODAY, event_data, obligation_data, record_data, registry_folder, target_data
from policy_registry import urls
from policy_registry.exports.explorer import explorer_files
from policy_registry.listings import deadlines, has_deadline, is_paused
from policy_registry.registry import Registry
from policy_registry.store import load


def explorer(registry: Registry, as_of: date = TODAY) -> dict[str, Any]:
    files = list(explorer_files(registry, as_of))
    assert [path for path, _ in files] == [urls.EXPLORER_JSON], "a small registry has one file"
    content: dict[str, Any] = json.loads(files[0][1])
    return content


def answers(data: dict[str, Any], name: str) -> dict[str, list[str]]:
    """What each policy answers to a facet, by its id."""
    facet = next(facet for facet in data["facets"] if facet["name"] == name)
    lists = [answer if isinstance(answer, list) else [answer] for answer in facet["answers"]]
    return {
        id: [facet["values"][place]["id"] for place in places]
        for id, places in zip(data["columns"]["id"], lists, strict=True)
    }  # fmt: skip


def test_the_columns_hold_what_the_shipped_records_say() -> None:
    registry = load(SHIPPED).registry
    data = explorer(registry)
    columns = data["columns"]
    assert sorted(columns["id"]) == sorted(registry.ids())
    regions = [region.id for region in registry.vocabularies["regions"]]
    rows = [(regions.index(id[:2]), title.casefold()) for id, title in zip(columns["id"], columns["short_title"], strict=True)]
    assert rows == sorted(rows)
    by_name = sorted(zip(accumulate(data["name_steps"]), columns["short_title"], strict=True))
    assert [place for place, _ in by_name] == list(range(len(registry)))
    assert [title for _, title in by_name] == sorted(columns["short_title"], key=str.casefold)
    assert columns["is_paused"][columns["id"].index("cn-export-controls-batteries-2025")] == 1
    for row, id in enumerate(columns["id"]):
        policy = registry.policy(id)
        assert policy
        assert {name: column[row] for name, column in columns.items()} == {
            "id": policy.id,
            "version": policy.version,
            "short_title": policy.short_title,
            "title": policy.title.text,
            "original_titles": [[title.text, title.language] for title in policy.original_titles],
            "also_known_as": list(policy.also_known_as),
            "identifiers": {scheme: list(values) for scheme, values in policy.identifiers.items()},
            "targets": len(policy.targets),
            "obligations": len(policy.obligations),
            "funding": len(policy.funding),
            "is_paused": int(is_paused(policy)),
        }
        assert data["dates"][data["recorded"][row]]["date"] == str(policy.history[0].recorded)


def test_the_answers_are_those_of_the_shipped_records() -> None:
    registry = load(SHIPPED).registry
    data = explorer(registry)
    for name in ("region", "status", "instrument", "bindingness"):
        assert answers(data, name) == {policy.id: [getattr(policy, name)] for policy in registry}
    assert {id: set(topics) for id, topics in answers(data, "topic").items()} == {
        policy.id: set(policy.topics) for policy in registry
    }
    assert answers(data, "targets") == {policy.id: ["yes" if policy.targets else "no"] for policy in registry}
    due = {policy.id: ["yes" if deadlines([policy], registry, TODAY)[0] else "no"] for policy in registry}
    assert answers(data, "deadlines") == due
    assert set(map(tuple, due.values())) == {("yes",), ("no",)}


def test_a_policy_is_dated_from_its_entry_into_force_or_what_comes_nearest(tmp_path: Path) -> None:
    def on(day: str, kind: str) -> dict[str, Any]:
        return event_data(id=f"{kind}-{day}", kind=kind, date=day)

    registry = load(
        registry_folder(
            tmp_path,
            record_data("eu-force", events=[on("2019-01", "adopted"), on("2020-05-01", "in-force"), on("2021", "in-force")]),
            record_data("eu-adopted", events=[on("2015", "published"), on("2018", "adopted")], status="adopted"),
            record_data("eu-proposed", events=[on("2024", "postponed"), on("2025", "proposed")], status="proposed"),
            record_data("eu-undated", events=None, status="announced"),
        )
    ).registry
    data = explorer(registry)
    told = {
        id: (data["dates"][since]["date"], data["kinds"][what]) if since is not None else None
        for id, since, what in zip(data["columns"]["id"], data["since"], data["since_what"], strict=True)
    }
    assert told == {
        "eu-adopted": ("2018", "adopted"),
        "eu-force": ("2020-05-01", "in force"),
        "eu-proposed": ("2025", "proposed"),
        "eu-undated": None,
    }
    years = {"eu-adopted": ["2018"], "eu-force": ["2020"], "eu-proposed": ["2025"], "eu-undated": ["undated"]}
    assert answers(data, "year") == years
    assert [value["id"] for value in data["facets"][5]["values"]] == ["2025", "2020", "2018", "undated"]


def test_dates_stand_in_their_order_so_that_places_sort_as_dates() -> None:
    data = explorer(load(SHIPPED).registry)
    days = [day["date"] for day in data["dates"] if len(day["date"]) == 10]
    assert days == sorted(days)
    assert len(days) > 20


def test_a_deadline_is_a_certain_date_from_the_day_of_the_build_on(tmp_path: Path) -> None:
    waiting = {"later_of": ["2028-01-01", {"months": "12", "after": "the delegated act", "happened": None}]}
    nothing = {"targets": None, "obligations": None}
    registry = load(
        registry_folder(
            tmp_path,
            record_data("eu-today", **nothing | {"obligations": [obligation_data(applies_from=TODAY.isoformat())]}),
            record_data("eu-past", **nothing | {"obligations": [obligation_data(applies_from="2026-11-21")]}),
            record_data("eu-waiting", **nothing | {"obligations": [obligation_data(applies_from=waiting)]}),
            record_data("eu-year", **nothing | {"targets": [target_data(by="2026")]}),
            record_data("eu-estimate", **nothing | {"targets": [target_data(by="2030", standing="estimate")]}),
            record_data("eu-proposed", status="proposed"),
            record_data("eu-suspended", status="suspended"),
            record_data("eu-concluded", status="concluded"),
            record_data("eu-empty", **nothing),
        )
    ).registry
    yes = {id for id, [answer] in answers(explorer(registry), "deadlines").items() if answer == "yes"}
    assert yes == {"eu-today", "eu-year"}
    for policy in registry:
        assert has_deadline(policy, registry, TODAY) == bool(deadlines([policy], registry, TODAY)[0]), policy.id


def test_only_terms_in_use_are_offered_in_the_order_of_their_vocabulary(tmp_path: Path) -> None:
    registry = load(
        registry_folder(tmp_path, record_data("us-b", topics=["trade"]), record_data("cn-a", topics=["recycling", "trade"]))
    ).registry
    facets = {facet["name"]: [value["id"] for value in facet["values"]] for facet in explorer(registry)["facets"]}
    assert facets["region"] == ["cn", "us"]
    assert facets["topic"] == ["recycling", "trade"]
    assert facets["targets"] == ["yes"]


def test_an_empty_registry_has_an_explorer_too(tmp_path: Path) -> None:
    data = explorer(load(registry_folder(tmp_path)).registry)
    assert data["columns"]["id"] == []
    assert all(facet["values"] == [] for facet in data["facets"])


def test_the_names_of_further_rows_stand_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = load(SHIPPED).registry
    whole = explorer(registry)["columns"]
    monkeypatch.setattr("policy_registry.exports.explorer.ROWS_IN_A_PART", 20)
    files = dict(explorer_files(registry, TODAY))
    data = json.loads(files.pop(urls.EXPLORER_JSON))
    names = data["names"]
    for kind, columns in names["kinds"].items():
        for place in range(1, -(-len(registry) // 20)):
            part = json.loads(files.pop(f"data/{names['folder']}{kind}-{place}.json"))
            assert list(part) == columns
            for name in columns:
                assert len(data["columns"][name]) == 20 * place
                data["columns"][name] += part[name]
    assert not files
    assert data["columns"] == whole


def test_the_folder_of_the_parts_is_named_by_what_they_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("policy_registry.exports.explorer.ROWS_IN_A_PART", 1)

    def folder(name: str, title: str) -> str:
        records = (record_data("eu-a"), record_data("eu-b", short_title=title))
        files = dict(explorer_files(load(registry_folder(tmp_path / name, *records)).registry, TODAY))
        found: str = json.loads(files[urls.EXPLORER_JSON])["names"]["folder"]
        assert [path for path in files if path != urls.EXPLORER_JSON] == [
            f"data/{found}shown-1.json",
            f"data/{found}other-1.json",
        ]
        return found

    assert folder("one", "Zinc Act") == folder("same", "Zinc Act") != folder("other", "Zirconium Act")
