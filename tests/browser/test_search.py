"""The search of the shipped site, used in a real browser as a reader uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser import ColorScheme
from checkers import AXE

BATTERIES = "policies/eu-batteries-regulation/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    errors: list[str] = []
    page = browser.new_page(base_url=address)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("")
    yield page
    page.close()
    assert errors == []


def header_button(page: Page) -> Locator:
    return page.locator("header [data-component=site-search][role=button]")


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search")


def ask(page: Page, query: str) -> Locator:
    """Type a query; gives the results, which come by and by."""
    if not field(page).is_visible():
        header_button(page).click()
    field(page).fill(query)
    return page.locator(".search-result")


def active(page: Page) -> Locator:
    return page.locator(f"#{field(page).get_attribute('aria-activedescendant')}")


def test_the_index_is_fetched_when_the_reader_searches_and_only_what_a_query_needs(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/search/" in request.url else None)
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url) if "search-ranking.js" in request.url else None)
    page.goto(address)
    expect(header_button(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert (asked, scripts) == ([], [])
    header_button(page).click()
    expect(page.get_by_role("status")).to_contain_text("An official number", ignore_case=True)
    assert [url.removeprefix(address) for url in asked] == ["search/contents.json"]
    expect(ask(page, "GB 38031")).to_have_count(1)
    kinds = [re.sub(r".*/(\w+)-\d+\.json", r"\1", url) for url in asked[1:]]
    assert kinds.count("entries") == 1
    page.close()


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_a_key_opens_the_search_and_escape_gives_the_page_back(page: Page, key: str) -> None:
    expect(header_button(page)).to_be_visible()
    page.keyboard.press(key)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator(".search")).to_be_hidden()


def test_buttons_open_the_search_and_get_the_focus_back(page: Page) -> None:
    header_button(page).focus()
    page.keyboard.press("Space")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(header_button(page)).to_be_focused()
    hero = page.locator("[data-component=search-opener]")
    hero.click()
    expect(field(page)).to_be_focused()
    page.get_by_role("button", name="Close the search").click()
    expect(hero).to_be_focused()


def test_keys_that_are_typed_into_a_field_open_nothing(page: Page) -> None:
    page.goto("policies/")
    filter = page.get_by_label("Name or number")
    expect(header_button(page)).to_be_visible()
    expect(filter).to_be_visible()
    filter.press_sequentially("safes/")
    expect(filter).to_have_value("safes/")
    expect(page.locator(".search")).to_have_count(0)


def test_a_result_shows_name_status_region_and_original_title(page: Page) -> None:
    first = ask(page, "储能专项行动").first
    expect(first.locator(".search-result__name")).to_have_text("New-type Energy Storage Action Plan 2025-2027")
    expect(first.locator(".badge")).to_have_text("Adopted")
    expect(first.locator(".search-result__where")).to_have_text("China")
    expect(first.locator("[lang=zh]")).to_have_text("新型储能规模化建设专项行动方案（2025—2027年）")
    expect(first.locator("[lang=zh] mark")).to_have_text(["储能", "专项行动"])


def test_a_fact_that_answers_is_a_link_of_its_own(page: Page) -> None:
    fact = ask(page, "batteries regulation removable").first.locator(".search-result__fact").first
    expect(fact).to_contain_text("Duty")
    expect(fact).to_have_attribute("href", re.compile(rf"/{BATTERIES}#removable-portable"))
    fact.click()
    expect(page).to_have_url(re.compile("#removable-portable"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_keyboard_alone_leads_to_a_fact(page: Page) -> None:
    expect(header_button(page)).to_be_visible()
    page.keyboard.press("/")
    field(page).press_sequentially("recycled content cobalt")
    expect(page.locator(".search-result__name").first).to_have_text("EU Batteries Regulation")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_have_attribute("aria-selected", "true")
    expect(active(page)).to_contain_text("EU Batteries Regulation")
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_contain_text("Minimum recycled cobalt")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{BATTERIES}#recycled-cobalt-2031$"))


def test_arrows_go_round_and_enter_without_them_opens_the_first(page: Page) -> None:
    ask(page, "graphite")
    expect(page.locator(".search-result__name").first).to_contain_text("Graphite")
    page.keyboard.press("ArrowUp")
    expect(active(page)).to_have_text(page.locator("[role=option]").last.text_content() or "")
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_have_attribute("id", "search_option_0")
    field(page).fill("45X")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/policies/us-45x-advanced-manufacturing-credit/$"))


def test_keys_that_end_the_writing_of_an_east_asian_word_choose_nothing(page: Page) -> None:
    ask(page, "蓄電池")
    expect(page.locator(".search-result").first).to_be_visible()
    field(page).dispatch_event("keydown", {"key": "ArrowDown", "isComposing": True})
    assert field(page).get_attribute("aria-activedescendant") is None


def test_the_query_stands_in_the_address_and_back_returns_to_its_results(page: Page) -> None:
    first = ask(page, "2023/1542").first
    expect(page).to_have_url(re.compile(r"\?q=2023%2F1542$"))
    first.locator("a").first.click()
    expect(page).to_have_url(re.compile(rf"/{BATTERIES}$"))
    page.go_back()
    expect(field(page)).to_have_value("2023/1542")
    expect(page.locator(".search-result__name").first).to_have_text("EU Batteries Regulation")
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile(r"\?"))


def test_a_shared_link_opens_the_search(page: Page) -> None:
    page.goto("about/methodology/?q=CRMA")
    expect(page.locator(".search-result__name").first).to_have_text("Critical Raw Materials Act")


def test_what_else_the_address_holds_is_kept(page: Page) -> None:
    page.goto("policies/?name=graphite")
    expect(ask(page, "cobalt").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?name=graphite&q=cobalt$"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"\?name=graphite$"))
    expect(page.get_by_label("Name or number")).to_have_value("graphite")


def test_results_are_narrowed_by_region_and_kind(page: Page) -> None:
    expect(ask(page, "due diligence").first).to_be_visible()
    page.get_by_label("Region").select_option("3")
    expect(page.locator(".search-result__where", has_text="Japan")).to_have_count(0)
    expect(page.locator(".search-result__where").first).to_have_text("European Union")
    page.get_by_label("Show").select_option("facts")
    fact = page.locator(".search-result__fact").first
    expect(fact).to_contain_text("Batteries due diligence stop-the-clock · European Union")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ facts\.$"))
    count = re.search(r"\d+", page.get_by_role("status").text_content() or "")
    assert count
    expect(page.get_by_label("Show").locator("option:checked")).to_have_text(f"Facts ({count[0]})")
    page.get_by_label("Region").select_option("")
    page.get_by_label("Show").select_option("pages")
    expect(page.locator(".search-result__name").first).to_have_text("Due diligence")
    expect(page.locator(".search-result__where").first).to_have_text("Topic")


def test_choices_that_leave_nothing_say_so(page: Page) -> None:
    expect(ask(page, "GB 38031")).to_have_count(1)
    page.get_by_label("Region").select_option(label="Korea (0)")
    expect(page.get_by_role("status")).to_have_text("Nothing found in this region and of this kind.")
    expect(page.locator(".search-result")).to_have_count(0)


def test_more_results_come_a_portion_at_a_time(page: Page) -> None:
    results = ask(page, "battery")
    expect(results).to_have_count(20)
    page.get_by_role("button", name="Show 20 more").click()
    expect(results).to_have_count(40)
    ids = page.locator("[role=option]").evaluate_all("options => options.map(({ id }) => id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("GB 38031", r"^1 record\.$"),
        ("battery passport", r"^\d+ records, 1 other page\.$"),
        ("bateries regulation", r"“bateries” was taken for “batteries”"),
        ("trump tariffs", r"no page has “trump”"),
        ("catl passport", r"^No page has all of these words; \d+ have some of the words\.$"),
        ("qqqzzz", r"^Nothing found\. Try fewer or other words, or the list of policies\.$"),
    ],
)
def test_what_was_found_is_announced(page: Page, query: str, words: str) -> None:
    ask(page, query)
    expect(page.get_by_role("status")).to_have_text(re.compile(words))


def test_a_result_that_lacks_a_word_says_so(page: Page) -> None:
    expect(ask(page, "catl passport").first).to_contain_text("without “")


def test_clearing_the_field_takes_the_results_away(page: Page) -> None:
    expect(ask(page, "cobalt").first).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".search-result")).to_have_count(0)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_a_link_within_the_page_closes_the_search(page: Page) -> None:
    page.goto(BATTERIES)
    ask(page, "recycled content cobalt").first.locator(".search-result__fact").first.click()
    expect(page.locator(".search")).to_be_hidden()
    expect(page).to_have_url(re.compile(rf"/{BATTERIES}#recycled-cobalt-2031$"))


def test_markup_in_a_record_is_shown_as_text(page: Page) -> None:
    evil = "<img src=x onerror=alert(1)> Regulation"
    page.route(
        "**/search/*/entries-*.json",
        lambda route: route.fulfill(body=route.fetch().text().replace("EU Batteries Regulation", evil)),
    )
    expect(ask(page, "32023R1542").first.locator(".search-result__name")).to_have_text(evil)


def test_without_an_index_the_list_of_policies_is_offered_and_the_search_recovers(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/search/*.json", lambda route: route.abort())
    page.goto(address)
    ask(page, "cobalt")
    expect(page.get_by_role("status").get_by_role("link", name="list of policies")).to_be_visible()
    page.unroute("**/search/*.json")
    expect(ask(page, "cobalt act").first).to_be_visible()
    page.close()


def test_letters_that_follow_quickly_are_one_question(page: Page) -> None:
    page.clock.install(time=0)
    page.goto("policies/")
    name = page.locator(".search-result__name").first
    expect(ask(page, "cobalt").first).to_be_visible()
    before = name.inner_text()
    page.clock.pause_at(1_000_000)
    for typed in ("gr", "graph", "graphite"):
        field(page).fill(typed)
        page.clock.run_for(100)
    assert name.inner_text() == before
    page.clock.run_for(100)
    expect(name).to_contain_text("Graphite")


def test_without_a_script_the_button_leads_to_the_policies(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page).to_have_url(f"{address}policies/")
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_the_dialog_is_accessible_and_never_scrolls_sideways(
    browser: Browser, address: str, width: int, scheme: ColorScheme
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page.goto(address)
    expect(ask(page, "battery passport").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelector('.search__found').scrollWidth") <= width
    assert page.evaluate("document.querySelector('.search').scrollWidth") <= width
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run('.search').then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))")
    assert found == []
    page.close()


def test_a_source_opens_beside_its_fact_without_a_script(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}policies/eu-batteries-regulation/")
    evidence = page.locator("#recycled-cobalt-2031 details.evidence")
    assert not evidence.locator("a").first.is_visible()
    evidence.locator("summary").click()
    assert evidence.locator("a").first.is_visible()
    page.context.close()
