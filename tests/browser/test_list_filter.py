"""The changelog, narrowed by region, topic and cause; the calendar, by who must act, region and kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from builders import PROJECT, obligation_data, record_data, registry_folder, write_record
from conftest import EPOCH
from policy_registry.archive import freeze
from policy_registry.store import load
from policy_registry.writing import yaml_text
from servers import serving
from sites import build_site


def entry(version: str, recorded: str, cause: str) -> dict[str, str]:
    return {"version": version, "recorded": recorded, "cause": cause, "summary": "It was written down."}


FIRST = entry("1", "2026-11-02", "new")
CHINA = record_data("cn-example", topics=["recycling", "safety"], history=[FIRST])
EUROPE = record_data("eu-example", topics=["recycling"], history=[FIRST])
KOREA = record_data("kr-example", topics=["trade"], history=[entry("1", "2026-11-03", "new")])
EUROPE_AGAIN = EUROPE | {
    "version": "2",
    "history": [entry("2", "2026-11-20", "new-evidence"), FIRST],
    "obligations": [obligation_data(applies_from="2028-02-18", citation={"source": "oj", "locator": "Art. 2"})],
}
ALL = [
    "Example eu-example, version 2",
    "Example kr-example, version 1",
    "Example cn-example, version 1",
    "Example eu-example, version 1",
]


@pytest.fixture(scope="module")
def changelog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a changelog of three records, one of them with two versions, on three days."""
    folder = tmp_path_factory.mktemp("filter")
    root = registry_folder(folder, CHINA, EUROPE, KOREA)
    for policy in load(root).registry:
        freeze(root, policy)
    write_record(root, yaml_text(EUROPE_AGAIN), "eu-example")
    with serving(build_site(PROJECT, folder / "site", epoch=EPOCH, registry=root).folder) as address:
        yield f"{address}changelog/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def open_page(page: Page, address: str) -> None:
    """Open the changelog and wait until its script has offered the choices."""
    page.goto(address)
    expect(page.locator(".filter")).to_be_visible()


def shown(page: Page) -> list[str]:
    """Each change that can be seen, as the name of its record and its version."""
    heads = page.locator(".changes > li:visible .changes__head")
    read = "heads => heads.map(head => [...head.children].slice(0, 2).map(a => a.textContent).join(', '))"
    names: list[str] = heads.evaluate_all(read)
    return names


def days(page: Page) -> list[str]:
    return [text.replace("\u00a0", " ") for text in page.locator("section > h2:visible").all_inner_texts()]


def test_without_a_choice_every_change_is_shown(page: Page, changelog: str) -> None:
    open_page(page, changelog)
    assert shown(page) == ALL
    expect(page.get_by_role("status").first).to_have_text("4 changes")
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


def test_choices_narrow_the_list_and_hide_empty_days(page: Page, changelog: str) -> None:
    open_page(page, changelog)
    page.get_by_label("Topic").select_option("recycling")
    assert shown(page) == ["Example eu-example, version 2", "Example cn-example, version 1", "Example eu-example, version 1"]
    assert days(page) == ["20 November 2026", "2 November 2026"]
    assert page.locator(".md-nav--secondary a:visible").count() == 2
    expect(page.locator(".filter [role=status]")).to_have_text("3 of 4 changes")
    page.get_by_label("Cause").select_option("new")
    page.get_by_label("Region").select_option("eu")
    assert shown(page) == ["Example eu-example, version 1"]
    assert days(page) == ["2 November 2026"]
    assert page.url == f"{changelog}?topic=recycling&cause=new&region=eu"


def test_each_option_counts_what_it_would_leave(page: Page, changelog: str) -> None:
    open_page(page, f"{changelog}?region=eu")
    options = {label: page.get_by_label(label).locator("option").all_inner_texts() for label in ("Region", "Topic", "Cause")}
    assert options == {
        "Region": ["all (4)", "China (1)", "Korea (1)", "European Union (2)"],
        "Topic": ["all (2)", "Recycling (2)", "Safety (0)", "Trade (0)"],
        "Cause": ["all (2)", "New record (1)", "New evidence (1)"],
    }
    expect(page.get_by_label("Topic").locator("option", has_text="Trade")).to_be_disabled()


def test_the_address_holds_the_choices_and_history_leads_back(page: Page, changelog: str) -> None:
    open_page(page, f"{changelog}?from=mail&region=cn#top")
    assert shown(page) == ["Example cn-example, version 1"]
    page.get_by_label("Region").select_option("kr")
    assert page.url == f"{changelog}?from=mail&region=kr#top"
    page.reload()
    expect(page.locator(".filter [role=status]")).to_have_text("1 of 4 changes")
    assert shown(page) == ["Example kr-example, version 1"]
    page.go_back()
    expect(page.get_by_label("Region")).to_have_value("cn")
    assert shown(page) == ["Example cn-example, version 1"]
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == ALL
    assert page.url == f"{changelog}?from=mail#top"
    expect(page.get_by_label("Region")).to_be_focused()


def test_choices_that_nothing_fits_say_so_and_can_be_taken_back(page: Page, changelog: str) -> None:
    open_page(page, f"{changelog}?region=kr&topic=safety")
    assert (shown(page), days(page)) == ([], [])
    expect(page.locator(".filter [role=status]")).to_have_text("Nothing fits these choices.")
    page.get_by_label("Topic").select_option("")
    assert shown(page) == ["Example kr-example, version 1"]


def test_a_word_that_is_no_choice_narrows_nothing(page: Page, changelog: str) -> None:
    open_page(page, f"{changelog}?region=atlantis&cause=")
    assert shown(page) == ALL


def test_without_a_script_the_whole_list_stands(browser: Browser, changelog: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{changelog}?region=eu")
    assert shown(page) == ALL
    assert not page.locator(".filter").is_visible()
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_choices_fit_the_screen(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, f"{address}changelog/?topic=recycling")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def calendar(address: str) -> str:
    return f"{address}calendar/"


def due(page: Page) -> int:
    return page.locator("tr[data-who]:visible").count()


def test_the_calendar_narrows_to_an_actor_and_opens_the_years_that_hold_something(page: Page, calendar: str) -> None:
    page.goto(calendar)
    expect(page.locator("#year-2026 tbody tr").first).to_be_visible()
    expect(page.locator("#year-2028 tbody tr").first).to_be_hidden()
    whole = page.locator("tr[data-who]").count()
    expect(page.locator(".filter [role=status]")).to_have_text(f"{whole} duties and targets")
    page.locator(".chart__ways").get_by_role("link", name="Importers").click()
    expect(page.locator("select[name=who]")).to_have_value("importers")
    assert page.url == f"{calendar}?who=importers#years"
    marked = page.locator("tr[data-who~=importers]").count()
    assert 0 < marked < whole
    expect(page.locator(".filter [role=status]")).to_have_text(f"{marked} of {whole} duties and targets")
    assert due(page) == marked
    assert page.locator("details.group:visible:not([open])").count() == 0
    numbers = page.locator("#years ~ details.group:visible > summary .count").all_inner_texts()
    assert numbers == page.locator("nav.groups .groups__way:visible .count").all_inner_texts()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#year-2026 tbody tr").first).to_be_visible()
    expect(page.locator("#year-2028")).not_to_have_attribute("open", "")
    assert page.url == f"{calendar}#years"


def test_what_waits_and_what_is_suspended_is_narrowed_too(page: Page, calendar: str) -> None:
    page.goto(f"{calendar}?region=cn&kind=duty")
    expect(page.locator(".filter [role=status]")).to_contain_text(" of ")
    held = {row.get_attribute("data-region") for row in page.locator("tr[data-region]:visible").all()}
    assert held == {"cn"}
    expect(page.locator("#suspended")).to_be_hidden()
    expect(page.locator(".group--waiting:visible").first).to_contain_text("16 duties wait for end of the suspension")


def test_the_first_page_leads_to_the_calendar_of_an_actor(page: Page, address: str) -> None:
    page.goto(address)
    way = page.locator(".chart__ways a").first
    name = way.inner_text()
    way.click()
    expect(page.locator("select[name=who] option:checked")).to_contain_text(name)


def test_without_a_script_the_whole_calendar_stands_in_folds_that_open(browser: Browser, calendar: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{calendar}?who=importers")
    assert not page.locator(".filter").is_visible()
    page.locator("#year-2030 > summary").click()
    expect(page.locator("#year-2030 tbody tr").first).to_be_visible()
    page.context.close()


@pytest.fixture(scope="module")
def long_calendar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a calendar that shows a part of its deadlines."""
    folder = tmp_path_factory.mktemp("long")
    days = ["2027-02-18"] * 520 + ["2028-02-18"] * 20
    who = (["importers"], ["economic-operators"])
    duties = [obligation_data(id=f"duty-{place:03}", applies_from=day, who=who[place % 2]) for place, day in enumerate(days)]
    root = registry_folder(folder, record_data(obligations=duties, targets=[]))
    with serving(build_site(PROJECT, folder / "site", epoch=EPOCH, registry=root).folder) as address:
        yield f"{address}calendar/"


def test_a_calendar_that_shows_a_part_counts_that_part_and_the_whole(page: Page, long_calendar: str) -> None:
    page.goto(long_calendar)
    result, counts = page.locator(".filter [role=status]"), page.locator("details.group > summary .count")
    expect(result).to_have_text("500 duties and targets on this page")
    expect(counts).to_have_text(["480 of 520", "20"])
    page.locator("select[name=who]").select_option("importers")
    expect(result).to_have_text("250 of 500 duties and targets on this page")
    expect(counts).to_have_text(["240", "10"])
    expect(page.locator("nav.groups .count")).to_have_text(["240", "10"])
    page.get_by_role("button", name="Show all").click()
    expect(counts).to_have_text(["480 of 520", "20"])
    expect(page.locator("nav.groups .count")).to_have_text(["480 of 520", "20"])
