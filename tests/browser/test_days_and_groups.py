"""What the reader's own day and hand change on a page: days left, deadlines that pass, groups that fold."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

PAGE = "policies/eu-batteries-regulation/"


def open_on(browser: Browser, address: str, day: str) -> Page:
    page = browser.new_page()
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("day", "words"),
    [("2027-02-17", "in 1 day"), ("2027-02-18", "today"), ("2026-11-22", "in 88 days"), ("2026-02-18", "in 12 months")],
)
def test_days_are_counted_from_the_readers_day(browser: Browser, address: str, day: str, words: str) -> None:
    page = open_on(browser, f"{address}{PAGE}", day)
    expect(page.locator(".coming__list li:visible .days-left").first).to_have_text(words)


def test_a_page_built_long_ago_shows_what_is_still_to_come(browser: Browser, address: str) -> None:
    for path, rows in (("", "#due ~ [data-component=due-next] tr[data-due]"), (PAGE, ".coming__list li")):
        page = open_on(browser, f"{address}{path}", "2027-03-01")
        dues = [row.get_attribute("data-due") or "" for row in page.locator(f"{rows}:visible").all()]
        assert dues
        assert min(dues) >= "2027-03-01", path
        page.close()


def test_groups_fold_together_and_open_for_an_address_and_for_paper(browser: Browser, address: str) -> None:
    page = open_on(browser, f"{address}{PAGE}", "2026-11-22")
    duty = page.locator("#due-diligence-policy")
    expect(duty).to_be_visible()
    page.get_by_role("navigation", name="Who must act").get_by_role("button", name="Fold all").click()
    expect(duty).to_be_hidden()
    page.evaluate("location.hash = 'due-diligence-policy'")
    expect(duty).to_be_visible()
    page.get_by_role("navigation", name="Who must act").get_by_role("button", name="Fold all").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(duty).to_be_visible()
