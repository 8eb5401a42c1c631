"""The plan of a site, as a whole and record by record."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from builders import TODAY, history_data, publish, record_data, registry_folder, retire, three_policies, typefaces
from policy_registry.exports.sitemap import with_records
from policy_registry.place import Place
from policy_registry.site import SitePlan, plan_site
from policy_registry.store import load

BASE = "https://registry.example.org/a&b/"
LOCATIONS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HISTORY = history_data(("2026-11-20", "new", "It was written."), ("2026-11-22", "editorial", "It says it better."))
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>https://registry.example.org/a&amp;b/about/cite/</loc></url>
</urlset>"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> SitePlan:
    """Three records, one of them with two versions, and a retired id that has a version."""
    root = registry_folder(tmp_path_factory.mktemp("plan"), *three_policies())
    gone = {"id": "eu-gone", "name": "Gone", "kind": "withdrawn", "on": "2026-11-22", "reason": "It was no policy."}
    publish(root, record_data("eu-example"), record_data("eu-example", version="2", summary="Another.", history=HISTORY))
    publish(root, record_data("eu-gone"))
    retire(root, gone)
    return plan_site(load(root).registry, TODAY, Place(BASE), typefaces())


@pytest.fixture(scope="module")
def pages(plan: SitePlan) -> dict[str, str]:
    return {page.path: page.head + page.html for page in plan.pages}


@pytest.fixture(scope="module")
def files(plan: SitePlan) -> dict[str, bytes]:
    return {file.path: file.content for file in plan.files}


def test_no_address_is_taken_twice(plan: SitePlan) -> None:
    paths = Counter([f"{page.path}index.html" for page in plan.pages] + [file.path for file in plan.files])
    assert len(paths) > 100
    assert [path for path, uses in paths.items() if uses > 1] == []


def test_records_may_be_made_in_any_order_and_apart_from_the_rest(
    plan: SitePlan, pages: dict[str, str], files: dict[str, bytes]
) -> None:
    assert plan.ids == ("cn-example", "eu-example", "eu-gone", "kr-example")
    # With nothing in memory of what the whole plan made, and the last id first.
    fresh = replace(plan, registry=replace(plan.registry))
    made = {page.path: page.head + page.html for id in reversed(plan.ids) for page in fresh.record_pages(id)}
    data = {file.path: file.content for id in reversed(plan.ids) for file in fresh.record_files(id)}
    made |= {page.path: page.head + page.html for page in fresh.overview_pages()}
    data |= {file.path: file.content for file in fresh.overview_files()}
    assert made == pages
    assert data == files


def test_what_is_made_for_an_id_belongs_to_it_alone(plan: SitePlan) -> None:
    for id in plan.ids:
        paths = [page.path for page in plan.record_pages(id)] + [file.path for file in plan.record_files(id)]
        assert [path for path in paths if f"/{id}" not in f"/{path}"] == []
        assert f"policies/{id}/changes/" in paths


def test_a_version_keeps_its_page_and_its_files_though_its_record_is_retired(
    plan: SitePlan, pages: dict[str, str], files: dict[str, bytes]
) -> None:
    for id, number in (("eu-example", 1), ("eu-example", 2), ("eu-gone", 1)):
        assert f"policies/{id}/v/{number}/" in pages
        assert files[f"policies/{id}/v/{number}/record.yml"] == plan.registry.frozen[id][number]


def test_the_sitemap_names_each_current_record_once_and_no_frozen_version(plan: SitePlan) -> None:
    text = with_records(SITEMAP, plan.registry, BASE)
    found = [entry.text for entry in ElementTree.fromstring(text).iter(f"{LOCATIONS}loc")]
    assert found[0] == f"{BASE}about/cite/"
    assert sorted(map(str, found[1:])) == sorted(
        f"{BASE}policies/{policy.id}/{page}" for policy in plan.registry for page in ("", "changes/")
    )
    days = [entry.text for entry in ElementTree.fromstring(text).iter(f"{LOCATIONS}lastmod")]
    assert set(days) == {"2026-11-22"}
