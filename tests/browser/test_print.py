"""Pages on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from browser import ColorScheme
from builders import SHIPPED
from page_kinds import KINDS
from policy_registry.store import load

SCREEN_ONLY = (
    ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-top, .permalink, .crumbs, nav.groups, form, .filter, "
    ".hero__search, .explorer__bar, .explorer__filter, .cite-box__copy, .cite-box__part--form, .downloads, "
    ".comparison__tools, button"
)
# Of each link that prints its address, whether it stands among the sources.
IN_SOURCES = """(links) => links.filter((link) => getComputedStyle(link, "::after").content.includes("http"))
  .map((link) => link.closest(".sources") !== null)"""
DARK = "rgb(28, 43, 45)"
A4: ViewportSize = {"width": 718, "height": 1000}


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(base_url=address, viewport=A4)
    yield page
    page.close()


def on_paper(page: Page, kind: str, scheme: ColorScheme = "light") -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(KINDS[kind])
    page.wait_for_load_state("networkidle")
    page.emulate_media(color_scheme=scheme, media="print")


def shown(locator: Locator) -> list[str]:
    texts: list[str] = locator.evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120))"
    )
    return texts


@pytest.mark.parametrize("kind", ["policy", "frozen"])
def test_a_record_ends_with_the_address_that_will_last(page: Page, kind: str) -> None:
    policy = load(SHIPPED).registry.policy("eu-batteries-regulation")
    assert policy
    version = policy.version if kind == "policy" else 1
    page.goto(KINDS[kind])
    origin = page.locator(".print-only")
    expect(origin).to_be_hidden()
    on_paper(page, kind)
    expect(origin).to_be_visible()
    address = f"http://127.0.0.1:8000/policies/eu-batteries-regulation/v/{version}/"
    expect(origin).to_contain_text(f"Printed from {address}: version {version} of the record, 2")
    assert page.locator("article > :last-child").get_attribute("class") == "print-only"


def test_a_comparison_names_its_address_and_the_versions_compared(page: Page) -> None:
    on_paper(page, "comparison")
    expect(page.locator(".side-by-side__address")).to_be_visible()
    expect(page.locator(".side-by-side__address")).to_have_text(page.url)
    versions = page.locator(".comparison__origin a")
    printed = versions.evaluate_all("all => all.map((one) => getComputedStyle(one, '::after').content)")
    addresses = versions.evaluate_all("all => all.map(({ href }) => href)")
    assert printed == [f'" {address}"' for address in addresses]
    assert [re.sub(r"\d+/$", "", address.partition("policies/")[2]) for address in addresses] == [
        "eu-batteries-regulation/v/", "us-inflation-reduction-act/v/",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["home", "explorer", "region", "topic", "metric", "calendar", "comparison"])
def test_every_page_of_records_names_its_address_and_the_day_of_its_records(page: Page, kind: str) -> None:
    on_paper(page, kind)
    path = KINDS[kind].partition("?")[0].lstrip("/")
    words = f"Printed from http://127.0.0.1:8000/{path}: the records as of 23 November 2026."
    assert " ".join((page.locator(".print-only").text_content() or "").replace("\u00a0", " ").split()) == words


@pytest.mark.parametrize("chosen", ["policies/?region=eu&status=in-force", "policies/eu-batteries-regulation/?law=2024-01-01"])
def test_every_sheet_bears_the_address_with_what_was_chosen(page: Page, chosen: str) -> None:
    page.goto(chosen)
    page.wait_for_load_state("networkidle")
    page.pdf(prefer_css_page_size=True)
    at_foot = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--imprint')")
    origin, query = page.locator(".print-only").text_content(), chosen.partition("?")[2]
    assert at_foot == f'"{origin}"'
    assert f"?{query}: " in at_foot
    boxes = page.evaluate("""() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join()""")
    assert "@bottom-left" in boxes
    assert "var(--imprint" in boxes


def test_short_rows_of_a_comparison_stay_whole_and_long_ones_break(page: Page) -> None:
    on_paper(page, "comparison")
    rows = """() => [...document.querySelectorAll(".comparison tbody tr:has(th[scope=row])")].map((row) => [
        Math.max(...[...row.cells].map((cell) => cell.querySelectorAll(".statement").length)) > 5,
        getComputedStyle(row).breakInside])"""
    found = {tuple(row) for row in page.evaluate(rows)}
    assert found == {(True, "auto"), (False, "avoid")}


@pytest.mark.parametrize("kind", ["home", "explorer", "policy", "frozen", "region", "comparison", "changelog", "calendar"])
def test_paper_has_nothing_to_press(page: Page, kind: str) -> None:
    on_paper(page, kind)
    assert shown(page.locator(SCREEN_ONLY)) == []


@pytest.mark.parametrize("kind", ["policy", "comparison", "region"])
def test_paper_is_light_where_the_screen_is_dark(page: Page, kind: str) -> None:
    on_paper(page, kind, scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == DARK
    assert page.locator("h1").evaluate("one => getComputedStyle(one).color") == DARK
    badge = page.locator(".badge--status-current").first
    assert badge.evaluate("one => getComputedStyle(one).color") == "rgb(23, 96, 58)"


@pytest.mark.parametrize("kind", ["policy", "region", "metric", "calendar", "comparison"])
def test_no_table_is_cut(page: Page, kind: str) -> None:
    on_paper(page, kind)
    assert (
        page.locator(".table-scroll").evaluate_all(
            "all => all.filter((one) => getComputedStyle(one).overflowX !== 'visible').length"
        )
        == 0
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]


def test_only_sources_print_their_addresses(page: Page) -> None:
    on_paper(page, "policy")
    printed = page.locator("article a").evaluate_all(IN_SOURCES)
    assert printed
    assert all(printed)


@pytest.mark.parametrize("has_script", [True, False])
def test_what_was_folded_is_printed(browser: Browser, address: str, has_script: bool) -> None:
    page = browser.new_page(base_url=address, viewport=A4, java_script_enabled=has_script)
    page.goto(KINDS["policy"])
    page.locator("details.group > summary").first.click()
    row = page.locator("details.group").first.locator("tbody tr").first
    expect(row).to_be_hidden()
    if has_script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(row).to_be_visible()
    page.close()
