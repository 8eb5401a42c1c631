"""Every kind of page for readers who enlarge it, leave the mouse, want no motion or choose their own colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from page_kinds import KINDS

# WCAG 1.4.12: what readers may set without losing words.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
CUT = """() => [...document.querySelectorAll("main *, header *, nav *")].filter((element) => {
  const { overflowX, overflowY, clipPath, position } = getComputedStyle(element);
  const hides = [overflowX, overflowY].some((overflow) => ["hidden", "clip"].includes(overflow));
  // What is there for screen readers alone is cut on purpose.
  const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  if (!hides || clipPath !== "none" || !isSeen) return false;
  return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
}).map((element) => element.outerHTML.slice(0, 120))"""
FOCUS = """() => {
  const element = document.activeElement;
  const shown = (node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  };
  const { left, right, width } = element.getBoundingClientRect();
  return {
    kind: [element.localName, ...element.classList].filter((name) => name !== "focus-visible").join("."),
    name: element.ariaLabel || element.textContent.trim(),
    // Where the theme hides a box, its label shows the focus; within the field of a date the browser shows it.
    isShown: shown(element) || element.type === "date" || [...(element.labels ?? [])].some(shown),
    isOffSide: width > 0 && (right <= 0 || left >= innerWidth),
  };
}"""
LASTING = """() => [...document.querySelectorAll("*")]
  .flatMap((element) => [null, "::before", "::after"].map((part) => getComputedStyle(element, part)))
  .flatMap((style) => `${style.transitionDuration},${style.animationDuration}`.split(","))
  .filter((duration) => parseFloat(duration) > 0.01).length"""
# One row of each table stands for all.
SHORTENED = """() => document.querySelectorAll("tbody tr:nth-of-type(n + 3), :is(.timeline, .sources) > li + li")
  .forEach((row) => row.remove())"""


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(base_url=address, bypass_csp=True)
    yield page
    page.close()


def tab(page: Page) -> dict[str, str]:
    page.keyboard.press("Tab")
    focus: dict[str, str] = page.evaluate(FOCUS)
    return focus


def test_no_kind_of_page_scrolls_sideways_on_a_small_screen_or_enlarged(page: Page) -> None:
    for kind, path in KINDS.items():
        if kind == "forward":
            continue
        page.set_viewport_size({"width": 640, "height": 450})
        page.goto(path)
        for width in (640, 320):
            page.set_viewport_size({"width": width, "height": 450})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, kind


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", ["policy", "home", "explorer", "metric"])
def test_wider_spacing_cuts_no_words(page: Page, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(KINDS[kind])
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", ["home", "policy", "methodology", "lost"])
def test_the_first_key_leads_past_the_header(page: Page, kind: str) -> None:
    page.goto(KINDS[kind])
    assert tab(page)["name"] == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#__content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content, .md-footer') !== null")


def test_the_keyboard_goes_through_the_header_in_the_order_of_the_eye(page: Page) -> None:
    page.goto(KINDS["policy"])
    names = [tab(page)["name"].split("\n")[0].strip() for _ in range(12)]
    assert names == [
        "Skip to content", "Battery Policy Registry", "Follow the system", "Search",
        "Home", "Policies", "Regions", "Compare", "Calendar", "Changelog", "Data", "About",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("kind", ["policy", "explorer", "comparison"])
def test_the_focus_is_seen_wherever_the_keyboard_goes(page: Page, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(KINDS[kind])
    page.wait_for_load_state("networkidle")
    page.evaluate(SHORTENED)
    seen: dict[str, dict[str, str]] = {}
    for _ in range(400):
        focus = tab(page)
        if focus["kind"] == "body":
            break
        seen[f"{focus['kind']} {focus['name'][:30]}"] = focus
    assert len(seen) > 15
    assert [name for name, focus in seen.items() if not focus["isShown"] or focus["isOffSide"]] == []


def test_the_menu_of_a_narrow_screen_opens_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(KINDS["policy"])
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="Calendar")
    expect(link).to_be_hidden()
    assert [tab(page)["name"] for _ in range(2)] == ["Skip to content", "Menu"]
    page.keyboard.press("Space")
    expect(link).to_be_in_viewport()
    for _ in range(20):
        if tab(page)["name"] == "Calendar":
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.partition('policies/')[0]}{KINDS['calendar']}")


@pytest.mark.parametrize("kind", ["home", "explorer", "policy", "comparison", "methodology", "embed"])
def test_nothing_moves_where_a_reader_wants_no_motion(page: Page, kind: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(KINDS[kind])
    assert page.evaluate(LASTING) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("kind", ["policy", "explorer", "changes", "changelog"])
def test_badges_keep_an_edge_in_colours_that_the_system_chooses(page: Page, kind: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(KINDS[kind])
    edges = page.locator(".badge, .chip").evaluate_all(
        "badges => badges.map((badge) => getComputedStyle(badge).borderTopStyle)"
    )
    assert edges
    assert set(edges) == {"solid"}
