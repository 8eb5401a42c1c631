"""The references of the shipped site: a box on every page of a policy, and the files that it offers."""

from __future__ import annotations

import re

from policy_registry.urls import CITATION_FILES
from sites import BuiltPage, BuiltSite

VERSION = re.compile(r"policies/([^/]+)/v/(\d+)/")


def policy_pages(site: BuiltSite) -> list[BuiltPage]:
    """The pages of current records and of frozen versions."""
    return [
        page for path, page in site.pages.items() if re.fullmatch(r"policies/[^/]+/(v/\d+/)?", path) and "sources" in page.ids
    ]


def test_every_current_and_every_frozen_page_has_the_box_and_its_files(shipped_site: BuiltSite) -> None:
    pages = policy_pages(shipped_site)
    assert {bool(VERSION.fullmatch(page.path)) for page in pages} == {True, False}
    for page in pages:
        assert "cite" in page.ids, page.path
        for name in CITATION_FILES:
            assert name in page.links, page.path
            assert (page.file.parent / name).is_file(), page.path


def test_the_files_of_a_current_page_are_those_of_its_version(shipped_site: BuiltSite) -> None:
    for page in policy_pages(shipped_site):
        if VERSION.fullmatch(page.path):
            continue
        (named,) = set(re.findall(r"/v/(\d+)/\"", (page.file.parent / "cite.json").read_text(encoding="utf-8")))
        for name in CITATION_FILES:
            frozen = shipped_site.folder / f"{page.path}v/{named}/{name}"
            assert (page.file.parent / name).read_bytes() == frozen.read_bytes(), page.path


def test_each_fact_has_a_link_to_itself_on_the_page_of_its_version(shipped_site: BuiltSite) -> None:
    for page in policy_pages(shipped_site):
        links = re.findall(
            r'<a class="permalink" href="#([^"]+)".*?<a class="permalink permalink--cite" href="([^"]+)"', page.html
        )
        frozen = VERSION.fullmatch(page.path)
        number = re.search(r"/v/(\d+)/", (page.file.parent / "cite.bib").read_text(encoding="utf-8"))
        assert links, page.path
        assert number, page.path
        for id, link in links:
            assert link == (f"#{id}" if frozen else f"v/{number[1]}/#{id}"), page.path
