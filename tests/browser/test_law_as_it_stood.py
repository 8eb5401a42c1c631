"""The law as it stood on a day that the reader chooses, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builders import CITATION, PROJECT, SHIPPED, TODAY, event_data, obligation_data, record_data, registry_folder, target_data
from conftest import EPOCH
from policy_registry.archive import freeze
from policy_registry.legal_state import stated_on, turning_points
from policy_registry.store import load
from servers import serving
from sites import build_site

NOW = "2026-11-23T12:00:00Z"
DUE_DILIGENCE = obligation_data(
    id="due-diligence",
    what="Run a due diligence policy",
    applies_from="2027-08-18",
    earlier=[{"applies_from": "2025-08-18", "until": "2025-07-31", "changed_by": "eu-stop-the-clock", "citation": CITATION}],
)
EARLIER_VALUE = {key: target_data(value="12")[key] for key in ("value", "unit", "comparator", "measured_as", "citation")}
EXAMPLE = record_data(
    status="adopted",
    events=[event_data(id="adopted", kind="adopted", date="2023-07-12")],
    obligations=[
        DUE_DILIGENCE,
        obligation_data(id="collect", what="Collect waste", who=["recyclers"], stated_from="2024-07-18"),
    ],
    targets=[
        target_data(
            value="20",
            by="2031",
            earlier=[
                {"by": "2030", "until": "2025-07-31", "citation": CITATION},
                EARLIER_VALUE | {"until": "2024-07-18"},
            ],
        )
    ],
)
ENDED = record_data(
    "eu-ended",
    status="repealed",
    events=[
        event_data(id="adopted", kind="adopted", date="2006-09-06"),
        event_data(id="end", kind="repealed", date="2025-08-18"),
    ],
)
PAGE = "policies/eu-example/"
SCRIPTS = ("/main.js", "/law-as-it-stood.js", "/stated-rows.js")
ROWS_ON_DAYS = """days => days.map(day => {
  const form = document.querySelector(".law form");
  form.elements.law.value = day;
  form.requestSubmit();
  const shown = [...document.querySelectorAll("tr[data-stated-from]")].filter(row => row.checkVisibility());
  return [shown, shown.filter(row => row.querySelector(".as-it-stood"))].map(rows => rows.map(row => row.id).sort());
})"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the examples above, each also frozen."""
    folder = tmp_path_factory.mktemp("law")
    root = registry_folder(folder, EXAMPLE, ENDED, record_data("eu-stop-the-clock"))
    for policy in load(root).registry:
        freeze(root, policy)
    with serving(build_site(PROJECT, folder / "site", epoch=EPOCH, registry=root).folder) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.clock.set_fixed_time(NOW)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def open_page(page: Page, address: str) -> None:
    """Open a page and wait until its script has offered the choice of a day."""
    page.goto(address)
    expect(page.locator(".law")).to_be_visible()


def choose(page: Page, day: str) -> None:
    page.get_by_label("The law as it stood on", exact=True).fill(day)
    page.get_by_role("button", name="Show").click()


def words(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).inner_text().split())


def hidden_facts(page: Page) -> list[str]:
    return [row.get_attribute("id") or "" for row in page.locator("tr[data-stated-from]").all() if not row.is_visible()]


@pytest.mark.parametrize(("day", "stated"), [("2025-06-01", "18 August 2025"), ("2025-08-15", "18 August 2027")])
def test_the_start_of_due_diligence_is_the_one_that_the_law_then_stated(
    page: Page, context: BrowserContext, small: str, day: str, stated: str
) -> None:
    open_page(page, f"{small}{PAGE}")
    context.set_offline(True)
    choose(page, day)
    assert words(page, "#due-diligence td.when") == stated
    assert page.url == f"{small}{PAGE}?law={day}"


@pytest.mark.parametrize(("day", "stated"), [("2025-06-01", "18 August 2025"), ("2025-08-15", "18 August 2027")])
def test_the_shipped_batteries_regulation_is_shown_as_it_stood(
    page: Page, context: BrowserContext, address: str, day: str, stated: str
) -> None:
    open_page(page, f"{address}policies/eu-batteries-regulation/")
    context.set_offline(True)
    assert words(page, "#due-diligence-policy td.when") == "18 August 2027"
    choose(page, day)
    assert words(page, "#due-diligence-policy td.when") == stated
    choose(page, "2023-07-11")
    assert not page.locator("tr[data-stated-from]:visible").count()


def test_a_row_that_reads_differently_is_marked_and_says_until_when(page: Page, small: str) -> None:
    open_page(page, f"{small}{PAGE}?law=2025-06-01")
    earlier = "as it stood (stated until 31 July 2025, changed by Example eu-stop-the-clock)"
    assert words(page, "#due-diligence .earlier") == earlier
    choose(page, "2025-07-31")
    assert words(page, "#due-diligence .earlier").startswith("before 18 August 2025 (stated until 31 July 2025")


def test_what_an_earlier_statement_leaves_out_reads_as_in_the_one_after_it(page: Page, small: str) -> None:
    target = "#recycled-cobalt-2031"
    readings = {
        "2023-07-12": ("2030", "At least 12 %"),
        "2024-07-18": ("2030", "At least 20 %"),
        "2025-07-31": ("2031", "At least 20 %"),
    }
    for day, reading in readings.items():
        open_page(page, f"{small}{PAGE}?law={day}")
        shown = (words(page, f"{target} td.when"), words(page, f"{target} td.value"))
        assert (shown[0], shown[1].lower()) == (reading[0], reading[1].lower())
    assert page.locator(f"{target} .earlier:visible").count() == 2


def test_rows_groups_and_counts_follow_the_day_and_the_banner_gives_account(page: Page, small: str) -> None:
    open_page(page, f"{small}{PAGE}?law=2024-07-17")
    assert hidden_facts(page) == ["collect"]
    assert page.get_by_role("table", name="Recyclers").count() == 0
    assert words(page, "#obligations .count") == "1 duty on 17 July 2024"
    assert words(page, "#targets .count") == "1 target on 17 July 2024"
    banner = words(page, ".law [role=status]")
    assert "The law as it stood on 17 July 2024. 2 of 3 duties and targets on this page were stated then" in banner
    assert "2 of them read differently from today" in banner
    assert "first day is not recorded counts from the beginning of the policy, 12 July 2023 (adopted)" in banner
    choose(page, "2023-07-11")
    assert words(page, "#obligations .count") == "no duty on 11 July 2023"
    assert "The policy stated nothing yet: its beginning is 12 July 2023 (adopted)." in words(page, ".law [role=status]")


COUNTS = """() => [...document.querySelectorAll("details.group")].filter(group => group.checkVisibility()).map(group => [
  Number.parseInt(group.querySelector("summary .count").textContent),
  Number.parseInt(document.querySelector(`nav.groups a[href="#${group.id}"] + .count`).textContent),
  [...group.querySelectorAll("tbody tr")].filter(row => row.checkVisibility()).length])"""


def test_the_groups_and_the_ways_to_them_count_the_rows_that_are_shown(page: Page, address: str) -> None:
    open_page(page, f"{address}policies/eu-batteries-regulation/")
    page.evaluate("for (const fold of document.querySelectorAll('details.group')) fold.open = true")
    everything = page.evaluate(COUNTS)
    choose(page, "2024-01-01")
    counted = page.evaluate(COUNTS)
    assert counted != everything
    for head, way, rows in (*everything, *counted):
        assert head == way == rows
    total = int(words(page, "#obligations .count").split()[0]) + int(words(page, "#targets .count").split()[0])
    assert sum(rows for _, _, rows in counted) == total
    choose(page, "2023-07-11")
    assert page.locator(".groups__way:visible").count() == 0


def test_what_comes_next_is_no_part_of_the_law_of_an_earlier_day(page: Page, address: str) -> None:
    open_page(page, f"{address}policies/eu-batteries-regulation/")
    coming = page.locator(".coming, .md-nav--secondary a[href$='#coming']")
    assert coming.count() > 1
    choose(page, "2024-01-01")
    assert not any(part.is_visible() for part in coming.all())
    page.get_by_role("button", name="Back to today").click()
    expect(page.locator(".coming")).to_be_visible()


def test_a_policy_that_has_ended_is_shown_as_it_stood_before_and_as_gone_after(page: Page, small: str) -> None:
    open_page(page, f"{small}policies/eu-ended/")
    assert hidden_facts(page) == []
    page.get_by_role("button", name="before 18 August 2025").click()
    assert page.url.endswith("?law=2025-08-17")
    assert hidden_facts(page) == []
    choose(page, "2025-08-18")
    assert hidden_facts(page) == ["passport", "recycled-cobalt-2031"]
    assert "nothing any more: its end is 18 August 2025 (repealed)." in words(page, ".law [role=status]")


def test_back_to_today_restores_the_page_exactly(page: Page, small: str) -> None:
    open_page(page, f"{small}{PAGE}")
    everything_else = "[...document.querySelector('.law').parentElement.children].map(e => e.matches('.law') || e.outerHTML)"
    before = page.evaluate(everything_else)
    for day in ("2023-07-12", "2024-07-18", "2020-01-01"):
        choose(page, day)
        assert page.evaluate(everything_else) != before
    page.get_by_role("button", name="Back to today").click()
    assert page.evaluate(everything_else) == before
    assert words(page, ".law [role=status]") == ""
    assert page.url == f"{small}{PAGE}"
    expect(page.get_by_label("The law as it stood on", exact=True)).to_be_focused()


def test_the_address_keeps_the_day_and_the_fact_and_history_leads_back(page: Page, small: str) -> None:
    open_page(page, f"{small}{PAGE}?from=mail&law=2025-06-01#due-diligence")
    expect(page.locator("#due-diligence")).to_be_in_viewport()
    choose(page, "2025-08-15")
    assert page.url == f"{small}{PAGE}?from=mail&law=2025-08-15#due-diligence"
    page.get_by_role("button", name="Back to today").click()
    assert page.url == f"{small}{PAGE}?from=mail#due-diligence"
    page.go_back()
    expect(page.locator(".law")).to_contain_text("as it stood on 15\u00a0August 2025")
    page.go_back()
    expect(page.locator("#due-diligence td.when")).to_contain_text("August 2025")
    page.reload()
    expect(page.locator("#due-diligence td.when")).to_contain_text("August 2025")
    page.go_forward()
    page.go_forward()
    expect(page.locator("#due-diligence td.when")).to_contain_text("August 2027")
    expect(page.get_by_role("button", name="Back to today")).to_be_hidden()


@pytest.mark.parametrize(
    ("asked", "explained"),
    [
        ("2025-02-29", "“2025-02-29” is not a date."),
        ("<b>x</b>", "“<b>x</b>” is not a date."),
        ("2025-06", "“2025-06” is not a date."),
        ("", "Give a whole date"),
        ("2026-11-24", "24 November 2026 is still to come. Choose 23 November 2026 or a day before it."),
    ],
)
def test_a_day_that_cannot_be_shown_is_explained(page: Page, small: str, asked: str, explained: str) -> None:
    open_page(page, f"{small}{PAGE}?law={asked}")
    assert explained in words(page, ".law [role=alert]")
    assert words(page, "#due-diligence td.when") == "18 August 2027"
    choose(page, "2025-06-01")
    assert words(page, "#due-diligence td.when") == "18 August 2025"
    assert words(page, ".law [role=alert]") == ""
    assert page.get_by_label("The law as it stood on", exact=True).get_attribute("aria-invalid") is None


@pytest.mark.parametrize("day", ["", "2026-11-24"])
def test_a_day_that_cannot_be_shown_leaves_what_is_shown(page: Page, small: str, day: str) -> None:
    open_page(page, f"{small}{PAGE}?law=2025-06-01")
    choose(page, day)
    assert page.locator(".law [role=alert]").is_visible()
    assert words(page, "#due-diligence td.when") == "18 August 2025"
    assert page.url.endswith("?law=2025-06-01")


def test_days_after_the_last_look_are_shown_with_a_warning(page: Page, small: str) -> None:
    page.clock.set_fixed_time("2027-03-01T12:00:00Z")
    open_page(page, f"{small}{PAGE}?law=2027-02-01")
    assert "Changes of the law after 22 November 2026 may be missing." in words(page, ".law [role=status]")


def test_the_choices_are_the_days_before_a_change(page: Page, small: str) -> None:
    open_page(page, f"{small}{PAGE}")
    buttons = page.locator(".law__choices button")
    assert [text.replace("\u00a0", " ") for text in buttons.all_inner_texts()] == ["before 31 July 2025", "before 18 July 2024"]
    buttons.first.click()
    assert words(page, "#due-diligence td.when") == "18 August 2025"
    expect(buttons.first).to_have_attribute("aria-pressed", "true")
    expect(buttons.last).to_have_attribute("aria-pressed", "false")


def test_a_frozen_version_is_turned_back_in_the_same_way(page: Page, small: str) -> None:
    open_page(page, f"{small}{PAGE}v/1/?law=2025-06-01")
    assert words(page, "#due-diligence td.when") == "18 August 2025"
    assert "differently from this version" in words(page, ".law [role=status]")
    page.get_by_role("button", name="Back to this version").click()
    assert words(page, "#due-diligence td.when") == "18 August 2027"


def test_without_a_script_the_earlier_dates_stand_in_a_plain_list(browser: Browser, small: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{small}{PAGE}?law=2025-06-01")
    assert not page.locator(".law").is_visible()
    assert words(page, "#due-diligence td.when") == "18 August 2027"
    earlier = "before 18 August 2025 (stated until 31 July 2025, changed by Example"
    assert words(page, "#due-diligence .earlier").startswith(earlier)
    page.context.close()


def test_every_shipped_policy_shows_what_its_record_stated_before_and_after_each_change(page: Page, address: str) -> None:
    changing = [policy for policy in load(SHIPPED).registry if turning_points(policy)]
    assert "eu-batteries-regulation" in {policy.id for policy in changing}
    # The theme has no part in this, and many pages load faster without it.
    page.route(lambda url: not url.endswith(("/", *SCRIPTS)), lambda route: route.abort())
    for policy in changing:
        facts = {duty.id: duty for duty in policy.obligations} | {target.id: target for target in policy.targets}
        turns = [turn.first_day for turn in turning_points(policy) if turn.first_day <= TODAY]
        days = [date(1990, 1, 1), *(turn - timedelta(days=1) for turn in turns), *turns]
        expected = []
        for day in days:
            stated = stated_on(policy, day)
            differing = [id for id, statement in stated.items() if statement.said is not facts[id]]
            expected.append([sorted(stated), sorted(differing)])
        open_page(page, f"{address}policies/{policy.id}/")
        assert page.evaluate(ROWS_ON_DAYS, [str(day) for day in days]) == expected, policy.id


@pytest.mark.parametrize("width", [320, 390])
def test_the_choice_fits_narrow_screens(page: Page, small: str, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, f"{address}policies/eu-batteries-regulation/?law=2025-06-01")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    open_page(page, f"{small}{PAGE}?law=2024-07-17")
    assert hidden_facts(page) == ["collect"]
