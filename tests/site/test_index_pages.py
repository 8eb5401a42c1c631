"""The pages that stand above others: whoever shortens an address finds something."""

from __future__ import annotations

from posixpath import normpath

import pytest

from sites import BuiltSite


def test_every_folder_of_pages_has_a_page(shipped_site: BuiltSite) -> None:
    folders = {
        "/".join(path.split("/")[:depth]) + "/"
        for path in shipped_site.pages
        for depth in range(1, path.count("/"))
        if path.endswith("/")
    }
    # Frozen versions are listed on the page of their policy, frames have none, and each number has its own address.
    wanted = {path for path in folders if not path.startswith("id/") and not path.endswith("/v/") and path != "embed/"}
    assert wanted - set(shipped_site.pages) == set()


def test_the_regions_are_listed_with_their_numbers(shipped_site: BuiltSite) -> None:
    page = shipped_site.pages["regions/"]
    assert {f"{id}/" for id in ("cn", "jp", "kr", "eu", "us")} <= set(page.links)
    count = sum(path.startswith("policies/eu-") and path.count("/") == 2 for path in shipped_site.pages)
    assert f"European Union {count} " in page.text


def test_every_feed_and_calendar_but_those_of_policies_is_listed(shipped_site: BuiltSite) -> None:
    listed = {normpath(f"feeds/{link}") for link in shipped_site.pages["feeds/"].links}
    files = {path.relative_to(shipped_site.folder).as_posix() for path in shipped_site.folder.rglob("*") if path.is_file()}
    feeds = {path for path in files if path.startswith("feeds/") and not path.endswith(".html")}
    calendars = {path for path in files if path.endswith("deadlines.ics") and not path.startswith("policies/")}
    assert feeds
    assert calendars
    assert feeds | calendars <= listed


@pytest.mark.parametrize("part", ["topics", "metrics"])
def test_the_addresses_above_topics_and_metrics_lead_to_their_lists(shipped_site: BuiltSite, part: str) -> None:
    page = shipped_site.pages[f"compare/{part}/"]
    assert f'<meta http-equiv="refresh" content="0; url=../#{part}">' in page.html
    assert page.links == [f"../#{part}"]


def test_breadcrumbs_lead_to_the_pages_above(shipped_site: BuiltSite) -> None:
    assert "../../#metrics" in shipped_site.pages["compare/metrics/recycled-content/"].links
    assert "../../#topics" in shipped_site.pages["compare/topics/recycling/"].links
    assert "../" in shipped_site.pages["regions/eu/"].links
