"""What the reader's own day and hand change on a page: days left, deadlines that pass, groups that fold."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from policy_registry.dates import PartialDate
from policy_registry.facing import date_view

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


@pytest.mark.parametrize(
    ("written", "day", "words"),
    [
        ("2026", "2025-12-31", "next year"),
        ("2026", "2026-11-22", "this year"),
        ("2026", "2024-12-31", ""),
        ("2026", "2027-01-01", "passed"),
        ("2026-12", "2026-10-31", ""),
        ("2026-12", "2026-11-30", "next month"),
        ("2026-12", "2026-12-31", "this month"),
        ("2027-01", "2026-12-01", "next month"),
        ("2026-12-31", "2026-11-23", "in 38 days"),
        ("FY2026", "2026-11-22", ""),
        ("FY2026", "2027-04-01", "passed"),
    ],
)
def test_what_is_left_is_told_no_more_precisely_than_the_date(
    browser: Browser, address: str, written: str, day: str, words: str
) -> None:
    page = open_on(browser, f"{address}rules/", day)
    view = date_view(PartialDate(written), date(2026, 11, 22))
    assert view
    told = page.evaluate(
        """async ([due, date]) => {
            const { mount } = await import(new URL("../assets/javascripts/days-left.js", location));
            const place = document.createElement("span");
            Object.assign(place.dataset, { due, date });
            mount(place);
            return place.textContent;
        }""",
        [view.sort, view.machine],
    )
    assert told == words
    page.close()


def test_rows_of_one_year_do_not_claim_to_know_the_day(browser: Browser, address: str) -> None:
    page = open_on(browser, f"{address}calendar/", "2026-11-23")
    told = {
        (row.locator("time").get_attribute("datetime") or "", row.locator(".days-left").inner_text())
        for row in page.locator("h2#year-2026 ~ .table-scroll").first.locator("tr[data-due]:has(time)").all()
    }
    assert {words for written, words in told if len(written) == 4} == {"this year"}
    assert {words for written, words in told if len(written) == 7} <= {"this month", "next month"}
    page.close()


def test_a_page_built_long_ago_shows_what_is_still_to_come(browser: Browser, address: str) -> None:
    for path, rows in (("", "#due ~ [data-component=due-next] tr[data-due]"), (PAGE, ".coming__list li")):
        page = open_on(browser, f"{address}{path}", "2027-03-01")
        dues = [row.get_attribute("data-due") or "" for row in page.locator(f"{rows}:visible").all()]
        assert dues
        assert min(dues) >= "2027-03-01", path
        page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_page_shows_the_next_few_deadlines_whatever_the_width(browser: Browser, address: str, width: int) -> None:
    page = open_on(browser, address, "2026-11-22")
    page.set_viewport_size({"width": width, "height": 844})
    shown = page.locator("[data-component=due-next]").get_attribute("data-shown")
    expect(page.locator("[data-component=due-next] tbody tr:visible")).to_have_count(int(shown or 0))
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
