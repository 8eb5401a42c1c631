"""A region and a topic that the registry did not know: two terms and a record, and the whole site follows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builders import PROJECT, record_data, registry_folder, three_policies
from conftest import EPOCH
from policy_registry.archive import freeze
from policy_registry.store import load
from sites import BuiltSite, build_site

REGION = "xa"
TOPIC = "battery-swapping"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("new-region")
    root = registry_folder(folder, *three_policies(), record_data("xa-example", topics=[TOPIC]))
    add_term(root, "regions", REGION, "Exampleland", "A land that no map shows.")
    add_term(root, "topics", TOPIC, "Battery swapping", "Stations that change an empty battery for a full one.")
    for policy in load(root).registry:
        freeze(root, policy)
    return build_site(PROJECT, folder / "site", epoch=EPOCH, registry=root)


def add_term(root: Path, scheme: str, id: str, label: str, definition: str) -> None:
    """Append a term to a vocabulary, as a contributor does in an editor."""
    path = root / "vocabularies" / f"{scheme}.yml"
    term = f"  - id: {id}\n    label: {label}\n    definition: {definition}\n"
    path.write_text(path.read_text(encoding="utf-8") + term, encoding="utf-8")


def data(site: BuiltSite, path: str) -> str:
    return (site.folder / path).read_text(encoding="utf-8")


def test_the_region_has_its_page_with_its_policy(site: BuiltSite) -> None:
    page = site.pages["regions/xa/"]
    assert "Example xa-example" in page.text
    assert "../../policies/xa-example/" in page.links


@pytest.mark.parametrize("page", ["", "compare/", "policies/xa-example/", "regions/cn/", "regions/jp/"])
def test_the_region_is_reached_from(site: BuiltSite, page: str) -> None:
    ways = {"../" * page.count("/") + "regions/xa/", "../xa/"}
    content = site.pages[page].html.partition('id="__content"')[2]
    assert any(f'href="{way}"' in content for way in ways)
    assert "Exampleland" in content


def test_the_menu_lists_the_regions_as_the_vocabulary_does(site: BuiltSite) -> None:
    menu = " ".join(re.sub("<[^>]*>", " ", site.pages["regions/eu/"].html.partition('id="__content"')[0]).split())
    assert "China Japan Korea European Union" in menu
    assert "United States Exampleland" in menu
    assert "../xa/" in site.pages["regions/eu/"].html.partition('id="__content"')[0]


def test_the_comparison_has_its_column_and_a_line_for_the_topic(site: BuiltSite) -> None:
    page = site.pages["compare/"]
    assert '<th scope="col"><a href="../regions/xa/">Exampleland</a></th>' in page.html
    assert "topics/battery-swapping/" in page.links


def test_the_topic_has_its_page_with_every_region(site: BuiltSite) -> None:
    page = site.pages["compare/topics/battery-swapping/"]
    assert "../../../policies/xa-example/" in page.links
    assert {"Exampleland", "China"} <= set(page.text.replace(",", " ").split())


@pytest.mark.parametrize("feed", ["regions/xa", "topics/battery-swapping"])
def test_the_feeds_tell_of_the_record(site: BuiltSite, feed: str) -> None:
    for form in ("atom", "json"):
        assert "Example xa-example" in data(site, f"feeds/{feed}.{form}")
        assert "Example cn-example" not in data(site, f"feeds/{feed}.{form}")


@pytest.mark.parametrize(("facet", "term", "label"), [("region", REGION, "Exampleland"), ("topic", TOPIC, "Battery swapping")])
def test_the_explorer_can_choose_it(site: BuiltSite, facet: str, term: str, label: str) -> None:
    explorer = json.loads(data(site, "data/explorer.json"))
    found = next(one for one in explorer["facets"] if one["name"] == facet)
    place = [value["id"] for value in found["values"]].index(term)
    assert found["values"][place]["label"] == label
    assert [id for id, answer in zip(explorer["columns"]["id"], found["answers"], strict=True) if answer == place] == [
        "xa-example"
    ]


def test_the_search_finds_the_record_and_the_page_of_the_region(site: BuiltSite) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (site.folder / "search").rglob("*.json*")]
    for found in ("policies/xa-example/", "regions/xa/", "compare/topics/battery-swapping/"):
        assert any(found in text for text in texts), found


def test_the_changelog_can_be_narrowed_to_it(site: BuiltSite) -> None:
    html = site.pages["changelog/"].html
    assert '<option value="xa">Exampleland' in html
    assert 'data-region="xa"' in html


def test_a_picture_gives_it_a_colour(site: BuiltSite) -> None:
    colours = set(re.findall(r"var\(--region-xa[^)]*", site.pages["compare/metrics/recycled-content/"].html))
    assert colours == {"var(--region-xa, var(--md-typeset-a-color"}


def test_no_link_inside_the_site_is_dead(site: BuiltSite) -> None:
    assert site.dead_links() == []
    assert "WARNING" not in site.output
