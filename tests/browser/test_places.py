"""The site where it stands in a folder of another site, or is opened from a disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from page_kinds import KINDS
from servers import serving
from sites import BuiltSite

FOLDER = "sub/folder/"


@pytest.fixture
def wrong() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, wrong: list[str]) -> Iterator[Page]:
    page = browser.new_page()
    # A page that is left before all of it came breaks its requests off.
    page.on("requestfailed", lambda request: wrong.append(request.url) if request.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda response: wrong.append(f"{response.url} {response.status}") if response.status >= 400 else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()


@pytest.fixture
def beside(shipped_site: BuiltSite, tmp_path: Path) -> Iterator[str]:
    """The address of the site in a folder of a server that has nothing else."""
    (tmp_path / FOLDER).parent.mkdir()
    (tmp_path / FOLDER.rstrip("/")).symlink_to(shipped_site.folder, target_is_directory=True)
    with serving(tmp_path) as address:
        yield f"{address}{FOLDER}"


def test_in_a_folder_of_another_site_everything_works(page: Page, beside: str, wrong: list[str]) -> None:
    page.goto(beside)
    page.get_by_role("link", name="Policies", exact=True).first.click()
    expect(page).to_have_url(f"{beside}policies/")
    page.get_by_label("Name or number").fill("2023/1542")
    expect(page).to_have_url(re.compile("name="))
    page.locator("tbody").get_by_role("link", name="EU Batteries Regulation", exact=True).click()
    expect(page).to_have_url(f"{beside}{KINDS['policy']}")
    page.get_by_role("link", name="Compare with another policy").click()
    page.get_by_role("combobox", name="Add a policy").fill("inflation reduction")
    page.get_by_role("option").first.click()
    expect(page.locator("thead .comparison__name")).to_have_text(["EU Batteries Regulation", "Inflation Reduction Act"])
    page.locator("header [data-component=site-search][role=button]").click()
    page.get_by_role("combobox", name="Search").fill("graphite export")
    page.locator(".search-result a").first.click()
    expect(page).to_have_url(re.compile(re.escape(f"{beside}policies/cn-")))
    page.wait_for_load_state("networkidle")
    assert wrong == []


def test_no_kind_of_page_reaches_out_of_its_folder(page: Page, beside: str, wrong: list[str]) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    # The page of addresses that lead nowhere is shown at any depth, and so names its files from the address of the site.
    for kind in ("home", "region", "frozen", "comparison", "metric", "choice", "methodology", "embed"):
        page.goto(f"{beside}{KINDS[kind]}")
        page.wait_for_load_state("networkidle")
    assert [url for url in requested if not url.startswith((beside, "data:"))] == []
    assert wrong == []


def test_from_a_disk_the_words_and_the_links_are_there(page: Page, shipped_site: BuiltSite) -> None:
    page.goto((shipped_site.folder / "index.html").as_uri())
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily").startswith('"Source Serif 4"')
    page.goto((shipped_site.folder / KINDS["policy"] / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("EU Batteries Regulation")
    page.locator("#recycled-cobalt-2031 details.evidence > summary").click()
    expect(page.locator("#recycled-cobalt-2031 .evidence__body")).to_be_visible()
    links = page.locator("article a").evaluate_all(
        "all => all.map(({ href }) => href).filter((href) => href.startsWith('file:'))"
    )
    assert links
    missing = [link for link in links if not Path(link.removeprefix("file://").partition("#")[0].partition("?")[0]).exists()]
    assert missing == []
