"""Policies side by side, as a reader chooses them in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from builders import SHIPPED
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.store import load

EU, IRA, CHINA, KOREA, JAPAN = (
    "eu-batteries-regulation", "us-inflation-reduction-act", "cn-nev-battery-recycling-measures-2026",
    "kr-resource-circulation-act", "jp-battery-industry-strategy",
)  # fmt: skip
PAGE = "compare/policies/"
STATES = """() => [...document.querySelectorAll('.comparison tbody tr:has(.comparison__state)')].map(row => [
    row.querySelector('th > div > :first-child').textContent, row.querySelector('th .detail')?.textContent ?? '',
    row.className.replace('comparison__line--', '')])"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may fail."""
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []


def asking(*ids: str, only: bool = False) -> str:
    return "?" + "&".join([*(f"p={id}" for id in ids), *(["only=differences"] if only else [])])


def open_comparison(page: Page, address: str, *ids: str, only: bool = False) -> None:
    page.goto(f"{address}{PAGE}{asking(*ids, only=only)}")
    expect(heads(page)).to_have_count(len(ids))


def heads(page: Page) -> Locator:
    return page.locator(".comparison__name")


def faults(page: Page) -> Locator:
    return page.locator(".side-by-side__faults[role=status]")


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Add a policy")


def ids_in_address(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("p", [])


def names(page: Page) -> list[str]:
    return heads(page).all_inner_texts()


def result(page: Page) -> Locator:
    return page.locator(".side-by-side__result")


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("IRA", IRA),
        ("2023/1542", EU),
        ("32023R1542", EU),
        ("inflation reduction", IRA),
        ("蓄電池産業戦略", JAPAN),
        ("ｅｕｂｒ", EU),
    ],
)
def test_a_policy_is_chosen_by_typing_any_of_its_names(page: Page, address: str, typed: str, id: str) -> None:
    page.goto(f"{address}{PAGE}")
    field(page).fill(typed)
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    field(page).press("Enter")
    expect(heads(page)).to_have_count(1)
    assert ids_in_address(page) == [id]
    expect(field(page)).to_have_value("")


def test_a_part_of_a_chinese_title_finds_every_policy_that_bears_it(page: Page, address: str, registry: Registry) -> None:
    page.goto(f"{address}{PAGE}")
    field(page).fill("电池")
    expected = {
        policy.short_title
        for policy in registry
        if any(
            "电池" in name.replace("電", "电")
            for name in (*policy.also_known_as, *(title.text for title in policy.original_titles))
        )
    }
    assert len(expected) > 3
    expect(page.get_by_role("option")).to_have_count(len(expected))
    shown = page.get_by_role("option").evaluate_all("options => options.map(option => option.firstChild.textContent)")
    assert set(shown) == expected
    expect(page.locator(".chooser__hits")).to_have_text(f"{len(expected)} policies found.")
    page.get_by_role("option").filter(has=page.locator("[lang=zh]", has_text="电池")).first.click()
    expect(heads(page)).to_have_count(1)
    assert ids_in_address(page)[0].startswith("cn-")


def test_the_field_is_a_combobox_for_the_keyboard_and_for_screen_readers(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}")
    field(page).focus()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("battery")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    for key, place in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowUp", 0), ("ArrowUp", -1)):
        page.keyboard.press(key)
        active = options.nth(place)
        expect(active).to_have_attribute("aria-selected", "true")
        expect(active).to_be_in_viewport()
        assert field(page).get_attribute("aria-activedescendant") == active.get_attribute("id")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    assert field(page).get_attribute("aria-activedescendant") is None
    expect(field(page)).to_have_value("battery")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options.first).to_be_hidden()


def test_enter_that_ends_a_word_of_an_input_method_chooses_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}")
    field(page).fill("电池")
    expect(page.get_by_role("option").first).to_be_visible()
    selected = "document.querySelector('[aria-selected=true]').id"
    before = page.evaluate(selected)
    field(page).dispatch_event("keydown", {"key": "ArrowDown", "isComposing": True})
    assert page.evaluate(selected) == before


def test_a_name_that_nothing_bears_is_answered_in_words(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}")
    field(page).fill("<b>perpetuum mobile</b>")
    expect(page.locator(".chooser__hits")).to_have_text("No policy bears “<b>perpetuum mobile</b>” in a name or number.")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field(page).press("Enter")
    assert ids_in_address(page) == []


def test_the_empty_field_offers_policies_on_the_same_topics_first(page: Page, address: str, registry: Registry) -> None:
    open_comparison(page, address, EU)
    field(page).click()
    expect(page.get_by_role("option")).to_have_count(len(registry))
    chosen = registry.policy(EU)
    assert chosen
    topics = {policy.short_title: len(set(policy.topics) & set(chosen.topics)) for policy in registry}
    shown = page.get_by_role("option").evaluate_all("options => options.map(option => option.firstChild.textContent)")
    order = [topics[name] for name in shown]
    assert order == sorted(order, reverse=True)
    expect(page.get_by_role("option", name="EU Batteries Regulation chosen")).to_have_attribute("aria-disabled", "true")


def test_a_fifth_policy_and_one_twice_are_refused_with_words(page: Page, address: str) -> None:
    open_comparison(page, address, EU, IRA, CHINA, KOREA)
    for typed, words in (
        ("蓄電池産業戦略", "At most four policies stand side by side. Remove one to add Battery Industry Strategy (2022)."),
        ("IRA", "Inflation Reduction Act is there already."),
    ):
        field(page).fill(typed)
        expect(page.get_by_role("option").first).to_be_visible()
        field(page).press("Enter")
        expect(faults(page)).to_have_text(words)
    assert ids_in_address(page) == [EU, IRA, CHINA, KOREA]
    page.get_by_role("button", name="Remove Inflation Reduction Act").click()
    expect(heads(page)).to_have_count(3)
    expect(faults(page)).to_be_empty()


def test_an_address_with_too_many_or_unknown_policies_shows_the_others_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}{asking(EU, 'xx-nothing', EU, IRA)}")
    expect(heads(page)).to_have_count(2)
    expect(faults(page)).to_have_text("The registry knows no record “xx-nothing”.")
    expect(faults(page).get_by_role("link")).to_have_count(0)
    page.goto(f"{address}{PAGE}{asking(EU, IRA, CHINA, KOREA, JAPAN)}")
    expect(heads(page)).to_have_count(4)
    expect(faults(page)).to_contain_text(f"Left out: {JAPAN}.")


def test_of_a_retired_id_the_page_tells_what_became(page: Page, address: str) -> None:
    retired = {"id": "eu-old", "status": "retired", "address": "policies/eu-old/"}
    page.route("**/versions.json", lambda route: route.fulfill(json={"policies": [retired]}))
    page.goto(f"{address}{PAGE}{asking('eu-old')}")
    expect(faults(page)).to_contain_text("There is no current record “eu-old”.")
    assert page.get_by_role("link", name="What became of it").get_attribute("href") == f"{address}policies/eu-old/"


def test_columns_move_and_leave_and_the_focus_stays_with_them(page: Page, address: str) -> None:
    open_comparison(page, address, EU, IRA, CHINA)
    page.get_by_role("button", name="Move EU Batteries Regulation to the right").click()
    expect(heads(page).nth(1)).to_have_text("EU Batteries Regulation")
    assert ids_in_address(page) == [IRA, EU, CHINA]
    expect(page.get_by_role("button", name="Move EU Batteries Regulation to the right")).to_be_focused()
    page.keyboard.press("Enter")
    expect(heads(page).nth(2)).to_have_text("EU Batteries Regulation")
    expect(page.get_by_role("button", name="Move EU Batteries Regulation to the left")).to_be_focused()
    expect(page.get_by_role("button", name="Move EU Batteries Regulation to the right")).to_have_count(0)
    page.get_by_role("button", name="Remove EU Batteries Regulation").click()
    expect(heads(page)).to_have_count(2)
    expect(page.get_by_role("button", name="Remove NEV Battery Recycling Measures (2026)")).to_be_focused()
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Remove")).first.click()
    expect(heads(page)).to_have_count(0)
    expect(field(page)).to_be_focused()
    assert page.url == f"{address}{PAGE}"


def test_back_leads_through_every_choice_and_a_shared_link_shows_the_same(page: Page, address: str) -> None:
    open_comparison(page, address, EU)
    field(page).fill("IRA")
    expect(page.get_by_role("option").first).to_be_visible()
    field(page).press("Enter")
    expect(heads(page)).to_have_count(2)
    page.get_by_label("Only differences").check()
    expect(result(page)).to_contain_text("and left out")
    shared, table = page.url, page.locator(".comparison").inner_text()
    assert shared == f"{address}{PAGE}{asking(EU, IRA, only=True)}"
    page.go_back()
    expect(page.get_by_label("Only differences")).not_to_be_checked()
    page.go_back()
    expect(heads(page)).to_have_count(1)
    page.go_forward()
    page.go_forward()
    expect(page.get_by_label("Only differences")).to_be_checked()
    assert page.locator(".comparison").inner_text() == table
    page.goto("about:blank")
    page.goto(shared)
    expect(heads(page)).to_have_count(2)
    assert page.locator(".comparison").inner_text() == table
    assert page.title().startswith("EU Batteries Regulation · Inflation Reduction Act · ")


def test_the_ways_to_the_sections_keep_the_choice(page: Page, address: str) -> None:
    open_comparison(page, address, EU, IRA)
    page.get_by_role("link", name="Targets", exact=True).click()
    expect(page.locator("#targets")).to_be_in_viewport()
    assert page.url.endswith(f"{asking(EU, IRA)}#targets")
    page.go_back()
    expect(heads(page)).to_have_count(2)
    page.goto("about:blank")
    page.goto(f"{address}{PAGE}{asking(EU, IRA)}#targets")
    expect(page.locator("#targets")).to_be_in_viewport()


Said = dict[tuple[str, str], set[str]]


def facts(policy: Policy, registry: Registry) -> Said:
    """What a record says, by the label of the line and what a number is counted in: from the model alone."""
    terms = registry.vocabularies
    said: Said = {
        ("Region", ""): {f"{policy.region} {policy.jurisdiction}"},
        ("Status", ""): {policy.status},
        ("Bindingness", ""): {policy.bindingness},
        ("Instrument", ""): {policy.instrument},
        ("Made by", ""): set(policy.passed_by),
        ("Topics", ""): set(policy.topics),
    }
    milestones = (("adopted", "Adopted"), ("published", "Published"), ("in-force", "In force since"),
                  ("superseded", "Superseded"), ("repealed", "Repealed"), ("expired", "Expired"))  # fmt: skip
    for kind, label in milestones:
        dates = [str(event.date) for event in policy.events if event.kind == kind]
        if dates:
            said[label, ""] = {dates[0]}
    for duty in policy.obligations:
        for actor in duty.who:
            key = (terms["actors"].label(actor), "")
            others = sorted(set(duty.who) - {actor})
            words = (duty.what, duty.who_exactly, others, duty.applies_from, duty.applies_until, duty.standing)
            said.setdefault(key, set()).add(repr(words))
    for target in policy.targets:
        unit = terms["units"].label(target.unit) if target.unit else "no number"
        counting = unit[:1].upper() + unit[1:] + (f", {target.measured_as}" if target.measured_as else "")
        number = (target.value, target.max_value, target.comparator, target.by, target.standing)
        scope = (target.what, target.material, target.chemistry, target.scope, target.baseline)
        said.setdefault((terms["metrics"].label(target.metric), counting), set()).add(repr((*number, *scope)))
    for line in policy.funding:
        money = (line.value, line.max_value, line.comparator, line.unit, line.starts, line.ends)
        purpose = (line.what, line.measured_as, line.paid_by, line.paid_to, line.period)
        said.setdefault((terms["funding-forms"].label(line.form), ""), set()).add(repr((*money, *purpose)))
    return said


def expected_states(policies: list[Policy], registry: Registry) -> dict[tuple[str, str], str]:
    said = [facts(policy, registry) for policy in policies]
    states = {}
    for key in {key for one in said for key in one}:
        stated = [one[key] for one in said if key in one]
        differs = any(other != stated[0] for other in stated[1:])
        states[key] = "differs" if differs else "alike" if len(stated) == len(said) else "partly"
    return states


def shown_states(page: Page) -> dict[tuple[str, str], str]:
    rows: list[list[str]] = page.evaluate(STATES)
    assert len({(label, counting) for label, counting, _ in rows}) == len(rows)
    return {(label, counting): state for label, counting, state in rows}


def groups(registry: Registry) -> list[list[str]]:
    """Every shipped policy with its neighbour on its first topic, and some groups of three and four."""
    by_topic: dict[str, list[str]] = {}
    for policy in registry:
        by_topic.setdefault(policy.topics[0], []).append(policy.id)
    pairs = [[*pair] for ids in by_topic.values() for pair in pairwise(ids)]
    return [*pairs[::4], [EU, CHINA, KOREA], [EU, IRA, CHINA, KOREA], ["us-30d-clean-vehicle-credit", IRA]]


def test_differences_are_those_of_the_records(page: Page, address: str, registry: Registry) -> None:
    asked = groups(registry)
    assert len(asked) > 15
    seen: set[str] = set()
    for ids in asked:
        policies = [policy for id in ids if (policy := registry.policy(id))]
        open_comparison(page, address, *ids)
        expected = expected_states(policies, registry)
        assert shown_states(page) == expected, ids
        seen |= set(expected.values())
        counts = {state: [*expected.values()].count(state) for state in ("differs", "partly", "alike")}
        page.get_by_label("Only differences").check()
        expect(page).to_have_url(re.compile("only=differences"))
        assert shown_states(page) == {key: state for key, state in expected.items() if state != "alike"}, ids
        words = result(page).inner_text().rpartition(": ")[2]
        numbers = [int(word) if word.isdigit() else 0 for word in re.findall(r"(?:^|, )(\d+|none|no) ", words)]
        assert numbers == [*counts.values()], words
    assert seen == {"differs", "partly", "alike"}


def test_relations_between_the_chosen_policies_are_told_and_no_others(page: Page, address: str) -> None:
    old = "eu-batteries-directive-2006"
    open_comparison(page, address, EU, old)
    cells = page.locator("tbody:has(#relations) td")
    expect(cells.nth(0)).to_contain_text("repeals")
    expect(cells.nth(1)).to_contain_text("is repealed by EU Batteries Regulation")
    open_comparison(page, address, EU, KOREA)
    expect(page.locator("tbody:has(#relations) td")).to_have_text("No relation between them is recorded.")


def test_what_is_not_recorded_is_said(page: Page, address: str) -> None:
    open_comparison(page, address, IRA, KOREA)
    published = page.get_by_role("row", name="Published")
    expect(published.get_by_role("cell").first).to_have_text("no such line in this record")


def test_lines_that_two_or_more_share_are_shown_alone_on_demand(page: Page, address: str) -> None:
    filled = """() => [...document.querySelectorAll('.comparison tbody tr:has(th[scope=row])')].map(
        row => row.querySelectorAll('td:not(.comparison__blank)').length)"""
    open_comparison(page, address, EU, IRA, KOREA)
    columns = page.evaluate(filled)
    assert min(columns) == 1
    page.get_by_label("Only lines that two or more share").check()
    expect(page).to_have_url(f"{address}{PAGE}{asking(EU, IRA, KOREA)}&only=shared")
    expect(result(page)).to_contain_text(re.compile("in some only.*left out"))
    assert page.evaluate(filled) == [count for count in columns if count > 1]
    page.get_by_label("Only differences").check()
    expect(page).to_have_url(f"{address}{PAGE}{asking(EU, IRA, KOREA, only=True)}&only=shared")
    assert set(shown_states(page).values()) <= {"differs", "partly"}
    page.reload()
    expect(page.get_by_label("Only lines that two or more share")).to_be_checked()
    assert 1 not in page.evaluate(filled)


def test_a_section_that_loses_all_its_lines_is_not_said_to_be_empty(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}{asking(EU, IRA)}&only=shared")
    expect(heads(page)).to_have_count(2)
    assert page.locator("#targets").count() == 0
    page.get_by_label("Only lines that two or more share").uncheck()
    expect(page.locator("#targets")).to_have_count(1)


def test_each_fact_leads_to_its_record(page: Page, address: str) -> None:
    open_comparison(page, address, EU, IRA)
    facts = page.locator(".comparison .statement__leads ~ a").evaluate_all("links => links.map(link => link.href)")
    assert len(facts) > 50
    for prefix in (f"{address}policies/{EU}/#", f"{address}policies/{IRA}/#"):
        assert any(link.startswith(prefix) for link in facts)
    page.goto(facts[0])
    assert page.locator(f"[id='{urlsplit(facts[0]).fragment}']").is_visible()


def test_loaded_policies_stay_usable_without_a_connection(page: Page, context: BrowserContext, address: str) -> None:
    open_comparison(page, address, EU, IRA)
    field(page).fill("蓄電池産業戦略")
    expect(page.get_by_role("option").first).to_be_visible()
    context.set_offline(True)
    page.get_by_role("button", name="Remove EU Batteries Regulation").click()
    expect(heads(page)).to_have_count(1)
    page.go_back()
    expect(heads(page)).to_have_count(2)
    page.get_by_label("Only differences").check()
    expect(result(page)).to_contain_text("left out")
    field(page).press("Enter")
    expect(faults(page)).to_contain_text(f"“{JAPAN}” could not be loaded. Is there a connection?")
    expect(heads(page)).to_have_count(2)
    context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(heads(page)).to_have_count(3)
    expect(faults(page)).to_be_empty()


def test_names_that_cannot_be_loaded_are_asked_for_again(page: Page, context: BrowserContext, address: str) -> None:
    page.goto(f"{address}{PAGE}")
    expect(field(page)).to_be_visible()
    context.set_offline(True)
    field(page).fill("IRA")
    expect(page.locator(".chooser__hits")).to_contain_text("could not be loaded")
    context.set_offline(False)
    field(page).fill("IR")
    expect(page.get_by_role("option").first).to_be_visible()


def test_an_answer_to_what_is_no_longer_typed_is_not_announced(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/data/explorer.json", lambda route: held.append(route))
    page.goto(f"{address}{PAGE}")
    hits = page.locator(".chooser__hits")
    field(page).fill("battery")
    expect(hits).to_have_text("The names of the policies are being loaded.")
    field(page).fill("")
    held[0].continue_()
    expect(page.get_by_role("option").first).to_be_visible()
    expect(hits).to_have_text("")


def test_long_lists_unfold_and_paper_shows_all_with_addresses_and_versions(
    page: Page, address: str, registry: Registry
) -> None:
    open_comparison(page, address, EU, IRA)
    eu = registry.policy(EU)
    assert eu
    folded = page.locator(".statement--folded")
    assert folded.count()
    expect(folded.first).to_be_hidden()
    page.emulate_media(media="print")
    assert all(item.is_visible() for item in folded.all())
    expect(page.locator(".chooser")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("Remove|Move|more"))).to_have_count(0)
    expect(page.locator(".side-by-side__address")).to_have_text(page.url)
    addresses = page.get_by_role("row", name="Permanent address").get_by_role("cell").all_inner_texts()
    assert [text.partition("/policies/")[2] for text in addresses] == [
        f"{policy.id}/v/{policy.version}/" for id in (EU, IRA) if (policy := registry.policy(id))
    ]
    expect(page.locator(".comparison__origin").first).to_have_text(f"European Union · version {eu.version}")
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = [tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([^\]]*)\]", pdf)]
    assert sizes
    assert all(width > height for _, _, width, height in sizes)
    page.emulate_media(media="screen")
    cell = page.get_by_role("row", name="Manufacturers").get_by_role("cell").first
    duties = sum("manufacturers" in duty.who for duty in eu.obligations)
    cell.get_by_role("button", name=f"{duties - 5} more").click()
    expect(cell.get_by_role("listitem")).to_have_count(duties)
    expect(cell.get_by_role("listitem").nth(5).get_by_role("link")).to_be_focused()
    expect(cell.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390, 639])
def test_narrow_screens_stack_the_columns_and_never_scroll_sideways(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_comparison(page, address, EU, CHINA, IRA, KOREA)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cells = page.get_by_role("row", name="Bindingness").locator("td")
    boxes = [box for cell in cells.all() if (box := cell.bounding_box())]
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
    assert page.evaluate("cell => getComputedStyle(cell, '::before').content", cells.nth(1).element_handle()) == (
        '"NEV Battery Recycling Measures (2026)"'
    )


@pytest.mark.parametrize(
    ("width", "ids", "scrolls"),
    [
        (640, [EU, IRA], False),
        (768, [EU, IRA], False),
        (768, [EU, IRA, CHINA], True),
        (800, [EU, IRA, CHINA, KOREA], True),
        (810, [EU, IRA, CHINA], False),
    ],
)
def test_on_a_tablet_columns_stand_side_by_side_and_too_many_scroll_in_themselves(
    page: Page, address: str, width: int, ids: list[str], scrolls: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 1000})
    open_comparison(page, address, *ids)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cells = page.get_by_role("row", name="Bindingness").locator("td")
    assert len({box["y"] for cell in cells.all() if (box := cell.bounding_box())}) == 1
    place = page.locator("[data-part=place]")
    assert place.evaluate("place => place.scrollWidth > place.clientWidth") == scrolls
    if scrolls:
        place.evaluate("place => place.scrollLeft = 200")
        fact, frame = page.get_by_role("rowheader", name="Bindingness").bounding_box(), place.bounding_box()
        assert fact
        assert frame
        assert fact["x"] == frame["x"]


@pytest.mark.parametrize("width", [1000, 1280])
def test_wide_screens_keep_names_and_labels_in_view(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_comparison(page, address, EU, CHINA, IRA, KOREA)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#funding").scroll_into_view_if_needed()
    for name in heads(page).all():
        expect(name).to_be_in_viewport()


def test_the_page_explains_itself_without_a_script(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}{PAGE}{asking(EU, IRA)}")
    expect(page.locator("noscript p")).to_contain_text("the browser must run JavaScript")
    expect(page.locator("noscript p")).to_be_visible()
    expect(field(page)).to_be_hidden()
    expect(page.get_by_role("link", name="Recycling", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Recycled content", exact=True)).to_be_visible()
    page.context.close()


def test_the_page_of_a_policy_leads_to_its_comparison(page: Page, address: str) -> None:
    page.goto(f"{address}policies/{EU}/")
    page.get_by_role("link", name="Compare with another policy").click()
    expect(heads(page)).to_have_text(["EU Batteries Regulation"])
    expect(result(page)).to_have_text("EU Batteries Regulation stands alone. Add a policy to compare it with.")
    page.goto(f"{address}policies/{EU}/v/1/")
    expect(page.get_by_role("link", name="Compare with another policy")).to_have_count(0)


def test_a_hostile_column_stays_text(page: Page, address: str) -> None:
    column = page.request.get(f"{address}policies/{EU}/compare.json").json()
    evil = "<img src=x onerror=alert(1)>"
    column["policy"]["text"] = column["region"] = evil
    said: dict[str, Any] = column["sections"][1]["lines"][0]["statements"][0]
    said |= {"text": evil, "leads": [evil], "details": [[evil, evil]], "source": evil}
    page.route("**/compare.json", lambda route: route.fulfill(body=json.dumps(column), content_type="application/json"))
    open_comparison(page, address, EU)
    assert names(page) == [evil]
    assert page.locator(".comparison img").count() == 0
