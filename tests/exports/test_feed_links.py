"""How readers of feeds find them on the pages."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from builders import TODAY, history_data, publish, record_data, registry_folder, retire
from policy_registry.outputs import PageOutput
from policy_registry.place import Place
from policy_registry.site import SitePlan, plan_site
from policy_registry.store import load

BASE = "https://example.org/x/"
FEED_TYPES = {"application/atom+xml", "application/feed+json"}
FOLLOWED = ("", "changelog/", "regions/eu/", "compare/topics/recycling/", "policies/eu-example/", "policies/eu-old/")


class _Links(HTMLParser):
    """The links of a head, and those of a body that name a media type."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in {"link", "a"}:
            self.found.append({name: value or "" for name, value in attributes})


def links(html: str) -> list[dict[str, str]]:
    reader = _Links()
    reader.feed(html)
    return reader.found


def advertised(page: PageOutput) -> set[str]:
    """The feeds of a page as HTML defines them: `alternate` among the relations, and the type of a feed."""
    return {
        urljoin(BASE + page.path, link["href"])
        for link in links(page.head)
        if "alternate" in link["rel"].split() and link.get("type") in FEED_TYPES
    }


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> SitePlan:
    root = registry_folder(tmp_path_factory.mktemp("feeds"))
    history = history_data(("2026-11-01", "new", "The record was written."))
    publish(root, record_data(short_title='A "quoted" <title>', history=history), record_data("eu-old", history=history))
    retire(root, {"id": "eu-old", "name": "Old", "kind": "withdrawn", "on": "2026-11-22", "reason": "A mistake."})
    return plan_site(load(root).registry, TODAY, Place(BASE))


def test_pages_that_one_may_follow_name_their_feed_in_both_forms(plan: SitePlan) -> None:
    pages = {page.path: page for page in plan.pages}
    files = {BASE + file.path for file in plan.files}
    for path in FOLLOWED:
        assert len(advertised(pages[path])) == 2, path
    for page in plan.pages:
        assert advertised(page) <= files, page.path
    assert advertised(pages["regions/eu/"]) == {f"{BASE}feeds/regions/eu.atom", f"{BASE}feeds/regions/eu.json"}
    assert advertised(pages["policies/eu-example/v/1/"]) == set()


def test_no_page_has_a_relation_that_the_theme_takes_for_a_translation(plan: SitePlan) -> None:
    assert [page.path for page in plan.pages for link in links(page.head) if link["rel"] == "alternate"] == []


def test_readers_see_a_link_to_the_feed(plan: SitePlan) -> None:
    pages = {page.path: page for page in plan.pages}
    for path in (
        "changelog/",
        "regions/eu/",
        "compare/topics/recycling/",
        "policies/eu-example/",
        "policies/eu-example/changes/",
    ):
        shown = {urljoin(BASE + path, link["href"]) for link in links(pages[path].html) if link.get("type") in FEED_TYPES}
        assert shown == advertised(pages[path]), path


def test_the_name_of_a_feed_is_escaped(plan: SitePlan) -> None:
    head = next(page.head for page in plan.pages if page.path == "policies/eu-example/")
    titles = re.findall(r'type="application/atom\+xml" title="([^"]*)"', head)
    assert [unescape(title) for title in titles] == ['A "quoted" <title>']
