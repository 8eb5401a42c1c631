"""A record in a frame on a page of another site, as its readers meet it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from policy_registry.embed_code import FRAME_HEIGHT
from servers import serving
from sites import BuiltSite

ID = "eu-batteries-regulation"
SITE = "http://127.0.0.1:8000/"


@pytest.fixture(scope="module")
def code(browser: Browser, address: str) -> str:
    """The code as a reader copies it, for the address where the site stands now."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}policies/{ID}/")
    page.get_by_role("button", name="Copy the code to embed", exact=True).click()
    expect(page.locator(".cite-box [role=status]")).to_have_text("Copied: the code to embed.")
    text = str(page.evaluate("navigator.clipboard.readText()"))
    context.close()
    assert SITE in text
    return text.replace(SITE, address)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory, code: str) -> Iterator[str]:
    """A page of another origin that holds the code."""
    folder = tmp_path_factory.mktemp("host")
    start = '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>News</title>'
    start += '<link rel="icon" href="data:,"><body><p>As the law says:</p>'
    (folder / "index.html").write_text(start + code, encoding="utf-8")
    with serving(folder) as address:
        yield address


@pytest.fixture(params=[320, 390, 800])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_record_stands_in_the_frame_without_a_script_and_fits(page: Page, host: str, address: str) -> None:
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("console", lambda message: failed.append(message.text))
    page.goto(host)
    frame = page.frame_locator(f'iframe[src="{address}embed/{ID}/"]')
    expect(frame.get_by_role("heading", level=1)).to_have_text("EU Batteries Regulation")
    expect(frame.get_by_text("In force", exact=True)).to_be_visible()
    expect(frame.get_by_role("listitem")).to_have_count(5)
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["height"] == FRAME_HEIGHT
    (inside,) = [other for other in page.frames if "/embed/" in other.url]
    assert inside.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert failed == []


def test_a_link_leaves_the_frame_for_the_record(page: Page, host: str, address: str) -> None:
    page.goto(host)
    page.frame_locator("iframe").get_by_role("link", name="All facts with their sources").click()
    expect(page).to_have_url(f"{address}policies/{ID}/")


def test_the_frame_is_light_or_dark_as_the_reader_has_it(browser: Browser, shipped_site: BuiltSite, address: str) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(f"{address}embed/{ID}/")
        grounds[scheme] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        page.close()
    assert grounds == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 25, 27)"}


def test_no_record_is_wider_than_the_narrowest_frame(
    browser: Browser, shipped_site: BuiltSite, address: str, tmp_path: Path
) -> None:
    ids = [folder.name for folder in sorted((shipped_site.folder / "embed").iterdir())]
    frames = "".join(f'<iframe src="{address}embed/{id}/" width="320"></iframe>' for id in ids)
    (tmp_path / "index.html").write_text(f"<!doctype html><title>All</title>{frames}", encoding="utf-8")
    page = browser.new_page()
    with serving(tmp_path) as host:
        page.goto(host)
        shown = [frame for frame in page.frames if "/embed/" in frame.url]
        assert len(shown) == len(ids) > 1
        for frame in shown:
            assert frame.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), frame.url
    page.close()
