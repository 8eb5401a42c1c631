"""The pictures of the shipped site, as screens of two widths and two schemes show them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

PAGES = ("regions/eu/", "calendar/", "compare/metrics/fleet-emissions/", "compare/metrics/recovery-rate/")
LEAST_TEXT = 10.4

PICTURES = """() => [...document.querySelectorAll("figure.chart svg.chart__picture")]
    .filter(svg => svg.getClientRects().length)
    .map(svg => ({
        scale: svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
        sizes: [...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize)),
        width: svg.viewBox.baseVal.width,
    }))"""
INK = """() => {
    const mark = document.querySelector("figure.chart svg path[fill^='var(--region']");
    const probe = document.createElement("span");
    probe.style.color = "var(--region-eu)";
    document.body.append(probe);
    return [getComputedStyle(mark).fill, getComputedStyle(probe).color];
}"""


def opened(browser: Browser, address: str, path: str, width: int, scheme: str = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{address}{path}")
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_the_words_of_a_picture_can_be_read_and_the_page_does_not_scroll_sideways(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = opened(browser, address, path, width)
    found = page.evaluate(PICTURES)
    assert found
    least = min(size * picture["scale"] for picture in found for size in picture["sizes"])
    assert least >= LEAST_TEXT * min(1, width / 390)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize(("width", "drawn_for"), [(390, 360), (1280, 800)])
def test_of_a_wide_and_a_narrow_picture_one_is_shown(browser: Browser, address: str, width: int, drawn_for: int) -> None:
    page = opened(browser, address, "regions/kr/", width)
    assert [picture["width"] for picture in page.evaluate(PICTURES)] == [drawn_for]
    page.close()


def test_a_picture_takes_the_colours_of_the_page_in_both_schemes(browser: Browser, address: str) -> None:
    inks = []
    for scheme in ("light", "dark"):
        page = opened(browser, address, "compare/metrics/fleet-emissions/", 1280, scheme)
        mark, region = page.evaluate(INK)
        assert mark == region
        inks.append(mark)
        page.close()
    assert inks[0] != inks[1]


def test_the_steps_of_a_region_can_be_read_and_followed_without_the_picture(browser: Browser, address: str) -> None:
    page = opened(browser, address, "regions/eu/", 390)
    page.get_by_text("The same in words").click()
    page.get_by_role("link", name="18 February 2027: ").first.click()
    assert "/policies/eu-" in page.url
    page.close()
