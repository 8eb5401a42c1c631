"""What the reader's own day and hand change on a page: days left, deadlines that pass, groups that fold."""

from __future__ import annotations

import datetime
import re
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
        for row in page.locator("#year-2026").locator("tr[data-due]:has(time)").all()
    }
    assert {words for written, words in told if len(written) == 4} == {"this year"}
    assert {words for written, words in told if len(written) == 7} <= {"this month", "next month"}
    page.close()


def test_a_page_built_long_ago_shows_what_is_still_to_come(browser: Browser, address: str) -> None:
    for path, rows in (("", "#due ~ [data-component=due-next] tr[data-due]"), (PAGE, ".coming__list li")):
        page = open_on(browser, f"{address}{path}", "2027-03-01")
        shown = page.locator(f"{rows}:visible")
        expect(shown.first).to_have_attribute("data-due", re.compile(r"2027-(0[3-9]|1)|202[89]|20[3-9]"))
        dues = [row.get_attribute("data-due") or "" for row in shown.all()]
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
    button = page.get_by_role("navigation", name="Who must act").locator("button")
    expect(duty).to_be_visible()
    expect(button).to_have_text("Unfold all (1 of 8 folded)")
    button.click()
    expect(button).to_have_text("Fold all")
    button.click()
    expect(button).to_have_text("Unfold all (8 of 8 folded)")
    expect(duty).to_be_hidden()
    page.evaluate("location.hash = 'due-diligence-policy'")
    expect(duty).to_be_visible()
    button.click()
    button.click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(duty).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_an_address_leads_to_a_row_in_a_group_that_began_folded(browser: Browser, address: str, has_script: bool) -> None:
    page = browser.new_page(java_script_enabled=has_script)
    page.goto(f"{address}{PAGE}")
    folded = page.locator("details.group:not([open])").last
    row = folded.locator("tbody tr").last.get_attribute("id")
    expect(page.locator(f"#{row}")).to_be_hidden()
    # Another page first: from one place of a page to another nothing is loaded.
    page.goto(f"{address}rules/")
    page.goto(f"{address}{PAGE}#{row}")
    expect(page.locator(f"#{row}")).to_be_in_viewport()
    page.close()


def test_a_comparison_and_a_frame_mark_what_no_source_confirms(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}embed/us-foreign-entity-rules/")
    expect(page.locator(".fact__value.doubtful").first).to_have_text("At least 60\u00a0%")
    page.goto(f"{address}compare/policies/?p=us-foreign-entity-rules&p=us-45x-advanced-manufacturing-credit")
    marked = page.locator(".statement:has(.unverified)")
    expect(marked.first).to_be_attached()
    assert marked.count() == page.locator(".statement:has(.doubtful)").count()
    assert set(marked.locator(".doubtful .unseen").all_text_contents()) == {"unverified: "}
    page.close()


def test_an_address_of_a_folded_group_opens_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{PAGE}")
    id = page.locator("details.group:not([open])").last.get_attribute("id")
    page.goto(f"{address}rules/")
    page.goto(f"{address}{PAGE}#{id}")
    expect(page.locator(f"#{id}")).to_have_attribute("open", "")
    page.close()


def test_a_folded_group_opens_for_the_law_as_it_stood_and_folds_again(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{PAGE}")
    id = page.locator("details.group:not([open])").last.get_attribute("id")
    page.locator(".law__choices button").first.click()
    expect(page.locator(f"#{id} tbody tr:visible").first).to_be_visible()
    page.get_by_role("button", name="Back to today").click()
    expect(page.locator(f"#{id} tbody tr").first).to_be_hidden()
    page.close()
