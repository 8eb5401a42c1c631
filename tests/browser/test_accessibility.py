"""Every kind of page in a real browser, judged by axe-core against WCAG 2.2 AA and its best practices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser import ColorScheme
from checkers import AXE
from page_kinds import BARE, KINDS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The menu of the theme is a checkbox before the header, as its style demands, and so in no landmark.
VIOLATIONS = """async (rules) => {
  const { violations } = await axe.run({ exclude: "#__drawer" }, { runOnly: rules, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 200), nodes[0].failureSummary]);
}"""
SCHEMES: dict[ColorScheme, str] = {"light": "default", "dark": "slate"}
# These fetch what they show.
FETCHING = frozenset({"explorer", "comparison", "forward"})
FOREIGN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const unmarked = [];
  while (walker.nextNode()) {
    const { data, parentElement: parent } = walker.currentNode;
    const letters = data.match(/[\\p{sc=Han}\\p{sc=Hangul}\\p{sc=Hiragana}\\p{sc=Katakana}]/gu)?.length ?? 0;
    // WCAG 3.1.2 lets names and terms within a sentence be. The forms of a citation are code: no mark fits into them.
    if (letters < 6 || letters < data.trim().length / 2 || parent.closest("script, code")) continue;
    if (!/^(zh|ja|ko)/.test(parent.closest("[lang]").lang)) unmarked.push(data.trim());
  }
  return unmarked;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    # The pages forbid foreign scripts, and axe-core is one; motion would be judged half-way.
    page = browser.new_page(base_url=address, bypass_csp=True, reduced_motion="reduce")
    yield page
    page.close()


def stay(route: Route) -> None:
    """Answer so that the browser keeps the page that it shows."""
    route.fulfill(status=204)


def show(page: Page, kind: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="light")
    if kind == "forward":
        page.route(f"**/{KINDS['policy']}", stay)
    page.goto(KINDS[kind])
    if kind in FETCHING:
        page.wait_for_load_state("networkidle")
    page.unroute_all()


def assert_no_violation(page: Page, kind: str) -> None:
    """Asks axe-core in the light and in the dark; and what no axe sees is whether foreign words are marked as such."""
    assert page.evaluate(FOREIGN) == []
    page.add_script_tag(path=AXE)
    for scheme, name in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        if kind not in BARE:
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        assert page.evaluate(VIOLATIONS, RULES) == [], scheme


def search(page: Page) -> None:
    page.locator("header [data-component=site-search][role=button]").click()
    page.get_by_role("combobox", name="Search").fill("battery passport")
    expect(page.locator(".search-result").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def filters_on_a_phone(page: Page) -> None:
    # So tall that the button at the lower edge covers no filter.
    page.set_viewport_size({"width": 390, "height": 4000})
    page.locator(".explorer__filter > summary").click()
    page.locator(".explorer__filter input[type=checkbox]").first.check()
    expect(page.locator(".explorer__chips li").first).to_be_visible()


def menu_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator("header label[for=__drawer]").click()
    expect(page.locator(".md-sidebar--primary").get_by_role("link", name="Compare")).to_be_in_viewport()


def another_day(page: Page) -> None:
    page.locator(".law__choices button").first.click()
    expect(page.locator(".law--past")).to_be_visible()


def all_opened(page: Page) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.evaluate("location.hash = document.querySelector('[data-words]').closest('[id]').id")
    expect(page.locator(".cite-box__part--value")).to_be_visible()


def list_of_policies(page: Page) -> None:
    page.get_by_role("combobox", name="Add a policy").fill("battery")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible(page: Page, kind: str) -> None:
    show(page, kind)
    assert re.search(re.escape(KINDS[kind]) + "$", page.url)
    assert_no_violation(page, kind)


@pytest.mark.parametrize("kind", ["explorer", "policy", "comparison", "region", "metric"])
def test_a_page_is_accessible_on_a_phone(page: Page, kind: str) -> None:
    show(page, kind, width=390)
    assert_no_violation(page, kind)


@pytest.mark.parametrize(
    ("kind", "use"),
    [
        ("home", search),
        ("explorer", filters_on_a_phone),
        ("calendar", menu_on_a_phone),
        ("policy", another_day),
        ("policy", all_opened),
        ("comparison", list_of_policies),
    ],
    ids=lambda value: value.__name__ if callable(value) else value,
)
def test_what_a_reader_opens_is_accessible(page: Page, kind: str, use: Callable[[Page], None]) -> None:
    show(page, kind)
    use(page)
    assert_no_violation(page, kind)


def test_the_judge_sees_the_dark(page: Page) -> None:
    show(page, "home")
    page.add_script_tag(path=AXE)
    page.evaluate("document.querySelector('.hero__lead').style.color = '#1c2b2d'")
    assert page.evaluate(VIOLATIONS, RULES) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert [id for id, *_ in page.evaluate(VIOLATIONS, RULES)] == ["color-contrast"]
