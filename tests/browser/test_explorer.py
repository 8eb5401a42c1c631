"""The explorer of policies in a browser, against counts made here from the records."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, Route, expect

from builders import SHIPPED, TODAY
from policy_registry.deadlines import resolved
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.store import load

PAGE = "policies/"
FACETS = ("region", "topic", "status", "instrument", "bindingness", "year", "targets", "deadlines")
SELECTIONS = [
    "",
    "region=eu",
    "region=eu&region=jp",
    "topic=recycling&topic=safety",
    "region=eu&region=kr&topic=recycling&status=in-force",
    "region=us&instrument=tax-credit",
    "bindingness=binding&year=2024&year=2025",
    "deadlines=yes&targets=no",
    "region=cn&deadlines=no&name=battery",
    "status=repealed&bindingness=non-binding",
    "name=2023/1542&region=us",
]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One cache for all tests of this file."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which any error of a script is a failure."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type in {"error", "warning"} else None)
    yield page
    page.close()
    assert errors == []


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def year(policy: Policy) -> str:
    for kind in ("proposed",) if policy.status == "proposed" else ("in-force", "adopted", "published"):
        years = [event.date.first_day.year for event in policy.events if event.kind == kind]
        if years:
            return str(years[0])
    return str(policy.events[0].date.first_day.year) if policy.events else "undated"


def has_deadline(policy: Policy) -> bool:
    facts = [(duty.standing, duty.applies_from) for duty in policy.obligations]
    facts += [(target.standing, target.by) for target in policy.targets]
    days = [resolved(when) for standing, when in facts if when and standing not in {"lapsed", "proposal", "estimate"}]
    is_current = policy.status in {"adopted", "in-force", "partly-in-force", "active"}
    return is_current and any(day is not None and day.last_day >= TODAY for day in days)


def answers(policy: Policy, facet: str) -> set[str]:
    match facet:
        case "topic":
            return set(policy.topics)
        case "year":
            return {year(policy)}
        case "targets":
            return {"yes" if policy.targets else "no"}
        case "deadlines":
            return {"yes" if has_deadline(policy) else "no"}
    return {getattr(policy, facet)}


def has_word(names: str, word: str) -> bool:
    """A short word of Latin letters counts only where a word begins."""
    beginning = r"(?<![a-z0-9])" if re.fullmatch("[a-z]{1,4}", word) else ""
    return re.search(beginning + re.escape(word), names) is not None


def has_words(policy: Policy, text: str) -> bool:
    numbers = [number for numbers in policy.identifiers.values() for number in numbers]
    titles = [title.text for title in policy.original_titles]
    names = folded("\n".join([policy.short_title, policy.title.text, *titles, *policy.also_known_as, *numbers]))
    return all(has_word(names, word) for word in folded(text).split())


def fitting(registry: Registry, query: str, without: str = "") -> list[Policy]:
    """The policies that a query leaves; the choice in one facet may be left out of account."""
    asked: dict[str, list[str]] = {}
    for name, value in parse_qsl(query):
        asked.setdefault(name, []).append(value)
    words = asked.pop("name", [""])[0]
    asked.pop(without, None)
    return [
        policy
        for policy in registry
        if has_words(policy, words) and all(answers(policy, facet) & set(values) for facet, values in asked.items())
    ]


def open_explorer(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}{PAGE}{'?' + query if query else ''}")
    wait_for_rows(page)


def wait_for_rows(page: Page) -> None:
    """The data have come and are drawn, however busy the machine is."""
    expect(page.locator(".explorer__count")).to_contain_text("polic", timeout=60_000)


def rows(page: Page) -> list[str]:
    """The ids of the rows, once all are drawn."""
    expect(page.locator(".explorer tbody[aria-busy=true]")).to_have_count(0)
    links = page.locator(".explorer tbody th a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [link.rstrip("/") for link in links]


def counts(page: Page, facet: str) -> dict[str, int]:
    lines = page.locator(f"[data-facet={facet}] label").evaluate_all(
        "lines => lines.map(line => [line.querySelector('input').value, line.querySelector('.facet__count').textContent])"
    )
    return {value: int(count) for value, count in lines}


def box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f"[data-facet={facet}] input[value='{value}']")


def expect_count(page: Page, found: int, all: int) -> None:
    words = f"{all} policies." if found == all else f"{found} of {all} policies."
    expect(page.get_by_role("status").filter(has_text="polic").first).to_have_text(words)


@pytest.mark.parametrize("query", SELECTIONS)
def test_rows_and_counts_follow_the_selection(page: Page, address: str, registry: Registry, query: str) -> None:
    open_explorer(page, address, query)
    found = fitting(registry, query)
    assert sorted(rows(page)) == sorted(policy.id for policy in found)
    expect_count(page, len(found), len(registry))
    for facet in FACETS:
        given = Counter(answer for policy in fitting(registry, query, without=facet) for answer in answers(policy, facet))
        assert {value: count for value, count in counts(page, facet).items() if count} == given, facet


def test_the_selections_that_are_tested_differ(registry: Registry) -> None:
    found = [len(fitting(registry, query)) for query in SELECTIONS]
    assert len(set(found)) > 6
    assert 0 in found


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("动力电池", "cn-power-battery-action-plan-2017"),
        ("公告2025年第58号", "cn-export-controls-batteries-2025"),
        ("蓄電池産業", "jp-battery-industry-strategy"),
        ("産業戦略", "jp-battery-industry-strategy"),
        ("배터리", "kr-k-battery-strategy-2021"),
        ("이차전지 전략", "kr-k-battery-strategy-2021"),
        ("2023/1542", "eu-batteries-regulation"),
        ("32023r1542", "eu-batteries-regulation"),
        ("２０２３／１５４２", "eu-batteries-regulation"),
        ("  REGULATION   batteries ", "eu-batteries-regulation"),
        ("国发[2012]22号", "cn-nev-plan-2012-2020"),
        ("117-169", "us-inflation-reduction-act"),
        ("117‑169", "us-inflation-reduction-act"),
    ],
)
def test_a_text_finds_names_in_every_script_and_numbers(
    page: Page, address: str, registry: Registry, text: str, id: str
) -> None:
    open_explorer(page, address)
    page.get_by_label("Name or number").fill(text)
    spelled = text.replace("[", "〔").replace("]", "〕").replace("‑", "-")
    found = fitting(registry, urlencode({"name": spelled}))
    expect_count(page, len(found), len(registry))
    assert sorted(rows(page)) == sorted(policy.id for policy in found)
    assert id in rows(page)
    assert len(found) < len(registry) / 2


def test_a_short_word_is_found_only_where_a_word_begins(page: Page, address: str, registry: Registry) -> None:
    inside = [policy for policy in registry if "ess" in policy.title.text.lower() and not has_words(policy, "ess")]
    assert inside
    open_explorer(page, address, "name=ess")
    found = rows(page)
    assert found
    assert not set(found) & {policy.id for policy in inside}
    page.get_by_label("Name or number").fill("competit")
    assert {policy.id for policy in registry if "competit" in policy.title.text.lower()} <= set(rows(page))


@pytest.mark.parametrize(("typed", "written"), [("動力電池", "动力电池"), ("蓄电池", "蓄電池"), ("補貼", "补贴")])
def test_a_text_finds_names_in_every_form_of_chinese_letters(page: Page, address: str, typed: str, written: str) -> None:
    found = []
    for text in (typed, written):
        open_explorer(page, address, urlencode({"name": text}))
        found.append(rows(page))
    assert found[0] == found[1] != []


@pytest.mark.parametrize("text", [".*", "<b>", "battery zzz", "\\", "100%"])
def test_a_text_is_taken_as_it_is_written(page: Page, address: str, registry: Registry, text: str) -> None:
    open_explorer(page, address, urlencode({"name": text}))
    found = fitting(registry, urlencode({"name": text}))
    assert rows(page) == [policy.id for policy in found]
    expect(page.get_by_role("button", name=f"Remove “{text}”")).to_be_visible()
    if not found:
        expect(page.locator(".explorer tbody")).to_contain_text("No policy fits. Take away a choice or a word.")


def test_the_list_is_sorted_as_chosen(page: Page, address: str, registry: Registry) -> None:
    open_explorer(page, address)
    policies = {policy.id: policy for policy in registry}
    regions = [region.id for region in registry.vocabularies["regions"]]

    def sorted_by(label: str) -> list[Policy]:
        page.get_by_label("Sort by").select_option(label=label)
        return [policies[id] for id in rows(page)]

    def name(policy: Policy) -> str:
        return policy.short_title.casefold()

    def start(policy: Policy) -> str:
        events = {event.kind: event.date for event in reversed(policy.events)}
        if policy.status == "proposed":
            return str(events["proposed"])
        return str(next(events[kind] for kind in ("in-force", "adopted", "published", policy.events[0].kind) if kind in events))

    by_name = sorted_by("Name")
    assert [name(policy) for policy in by_name] == sorted(name(policy) for policy in registry)
    expect(page).to_have_url(f"{address}{PAGE}?sort=name")
    targets = [len(policy.targets) for policy in sorted_by("Most targets")]
    assert targets == sorted(targets, reverse=True)
    newest = sorted_by("Newest in force")
    begun = [policy for policy in newest if start(policy) <= TODAY.isoformat()]
    ahead = [policy.id for policy in newest if policy not in begun]
    assert newest[: len(begun)] == begun
    assert ahead
    for id in ahead:
        since = page.locator(f'.explorer tbody tr:has(input[value="{id}"]) td[data-label=Since]')
        expect(since).to_contain_text("from\u00a0")
    assert page.locator(".explorer tbody td[data-label=Since]", has_text="from").count() == len(ahead)
    starts = [start(policy) for policy in begun]
    assert [day[:4] for day in starts] == sorted((day[:4] for day in starts), reverse=True)
    days = [day for day in starts if len(day) == 10]
    assert days == sorted(days, reverse=True)
    recorded = [str(policy.history[0].recorded) for policy in sorted_by("Newest change of the record")]
    assert recorded == sorted(recorded, reverse=True)
    places = [(regions.index(policy.region), name(policy)) for policy in sorted_by("Region")]
    assert places == sorted(places)
    expect(page).to_have_url(f"{address}{PAGE}")


def test_a_choice_is_a_step_back_and_a_letter_is_not(page: Page, address: str, registry: Registry) -> None:
    open_explorer(page, address)
    box(page, "region", "eu").check()
    page.get_by_label("Name or number").press_sequentially("act")
    box(page, "status", "in-force").check()
    expect(page).to_have_url(f"{address}{PAGE}?region=eu&status=in-force&name=act")
    third = rows(page)
    page.go_back()
    expect(page).to_have_url(f"{address}{PAGE}?region=eu&name=act")
    expect(page.get_by_label("Name or number")).to_have_value("act")
    expect(box(page, "status", "in-force")).not_to_be_checked()
    assert sorted(rows(page)) == sorted(policy.id for policy in fitting(registry, "region=eu&name=act"))
    page.go_back()
    expect(page).to_have_url(f"{address}{PAGE}")
    expect_count(page, len(registry), len(registry))
    expect(page.get_by_label("Name or number")).to_have_value("")
    page.go_forward()
    page.go_forward()
    expect(box(page, "status", "in-force")).to_be_checked()
    assert rows(page) == third
    page.reload()
    wait_for_rows(page)
    assert rows(page) == third


def test_a_shared_address_shows_the_same_and_keeps_what_is_not_its_own(page: Page, address: str, registry: Registry) -> None:
    query = "region=jp&region=kr&topic=recycling&name=plan&sort=targets&from=mail"
    open_explorer(page, address, query)
    found = fitting(registry, "region=jp&region=kr&topic=recycling&name=plan")
    assert rows(page) == [
        policy.id for policy in sorted(found, key=lambda policy: (-len(policy.targets), policy.short_title.casefold()))
    ]
    expect(page.get_by_label("Sort by")).to_have_value("targets")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{address}{PAGE}?from=mail&sort=targets")


def test_what_an_address_asks_for_in_vain_is_told(page: Page, address: str, registry: Registry) -> None:
    open_explorer(page, address, "region=atlantis&topic=recycling&sort=luck&p=eu-nothing")
    status = page.locator(".explorer__count")
    expect(status).to_contain_text("Passed over, because nothing here has it: region “atlantis”, sort “luck”, p “eu-nothing”.")
    assert len(rows(page)) == len(registry.on_topic("recycling"))
    box(page, "region", "eu").check()
    expect(status).not_to_contain_text("atlantis")
    expect(page).to_have_url(f"{address}{PAGE}?region=eu&topic=recycling")


def test_chips_take_a_choice_away_and_keep_the_focus(page: Page, address: str, registry: Registry) -> None:
    open_explorer(page, address, "region=eu&region=us&topic=trade&name=battery")
    chips = page.locator(".explorer__chips button")
    labels = ["Region: European Union", "Region: United States", "Topic: Trade", "“battery”", "Clear all"]
    assert chips.all_inner_texts() == labels
    page.get_by_role("button", name="Remove Region: United States").press("Enter")
    expect(page.get_by_role("button", name="Remove Topic: Trade")).to_be_focused()
    page.get_by_role("button", name="Remove “battery”").press("Enter")
    expect(page.get_by_role("button", name="Remove Topic: Trade")).to_be_focused()
    expect(page).to_have_url(f"{address}{PAGE}?region=eu&topic=trade")
    expect(page.get_by_label("Name or number")).to_have_value("")
    assert len(rows(page)) == len(fitting(registry, "region=eu&topic=trade"))
    page.get_by_role("button", name="Clear all").press("Enter")
    expect(page.get_by_label("Name or number")).to_be_focused()
    expect(page.locator(".explorer__chips")).to_be_hidden()
    expect(page).to_have_url(f"{address}{PAGE}")
    expect_count(page, len(registry), len(registry))


def download(page: Page, form: str) -> tuple[str, str]:
    with page.expect_download() as event:
        page.get_by_role("button", name=form, exact=True).click()
    return event.value.suggested_filename, Path(event.value.path()).read_bytes().decode("utf-8")


def test_a_view_is_downloaded_as_csv(page: Page, address: str, registry: Registry) -> None:
    open_explorer(page, address, "region=jp&region=cn&deadlines=yes&sort=name")
    name, text = download(page, "CSV")
    assert name == "battery-policies-2026-11-23.csv"
    assert text.startswith("\ufeffid,version,short_title,")
    assert re.search(r"(?<!\r)\n", text) is None
    records = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [record["id"] for record in records] == rows(page)
    for record in records:
        policy = registry.policy(record["id"])
        assert policy
        assert record["original_titles"] == "; ".join(title.text for title in policy.original_titles)
        assert record["topics"].split("; ") == [
            topic.id for topic in registry.vocabularies["topics"] if topic.id in policy.topics
        ]
        assert record["status_label"] == registry.vocabularies["statuses"].label(policy.status)
        assert (record["targets"], record["version"]) == (str(len(policy.targets)), str(policy.version))
        assert (record["since"][:4], record["has_deadlines"]) == (year(policy), "true")
        assert record["page"] == f"{address}policies/{policy.id}/"
        numbers = [f"{scheme}: {value}" for scheme, values in policy.identifiers.items() for value in values]
        assert record["identifiers"] == "; ".join(numbers)


def test_a_view_is_downloaded_as_json(page: Page, address: str, registry: Registry) -> None:
    open_explorer(page, address, "region=jp&name=蓄電池")
    name, text = download(page, "JSON")
    assert name == "battery-policies-2026-11-23.json"
    records = json.loads(text)
    assert [record["id"] for record in records] == rows(page)
    for record in records:
        policy = registry.policy(record["id"])
        assert policy
        assert record["short_title"] == policy.short_title
        assert record["original_titles"] == [title.model_dump() for title in policy.original_titles]
        assert record["also_known_as"] == list(policy.also_known_as)
        assert record["region"] == {"id": "jp", "label": "Japan"}
        assert {topic["id"] for topic in record["topics"]} == set(policy.topics)
        answer = page.request.get(record["record"])
        assert answer.json()["id"] == policy.id


def test_no_cell_of_a_csv_is_taken_for_a_formula(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}")
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", 'say "so"', "a,b", "a\nb", "plain", 12, "a=b"]
    written = page.evaluate(
        "async cells => cells.map((await import('../assets/javascripts/view-files.js')).csvCell)",
        cells,
    )
    [read] = csv.reader(io.StringIO(",".join(written), newline=""))
    guarded = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\rx", "'＝1"]
    assert read == [*guarded, 'say "so"', "a,b", "a\nb", "plain", "12", "a=b"]


@pytest.mark.parametrize(
    ("query", "feed"),
    [
        ("", "feeds/changes"),
        ("sort=name", "feeds/changes"),
        ("region=kr", "feeds/regions/kr"),
        ("topic=recycling", "feeds/topics/recycling"),
        ("region=kr&region=eu", None),
        ("region=kr&topic=recycling", None),
        ("status=in-force", None),
        ("name=act", None),
    ],
)
def test_a_feed_is_offered_where_it_holds_what_is_seen(page: Page, address: str, query: str, feed: str | None) -> None:
    open_explorer(page, address, query)
    links = page.locator(".explorer__keep a:visible")
    if feed is None:
        assert links.count() == 0
        expect(page.get_by_text("No feed fits this view")).to_be_visible()
        return
    expect(page.get_by_text("No feed fits this view")).to_be_hidden()
    assert [link.evaluate("link => link.href") for link in links.all()] == [f"{address}{feed}.atom", f"{address}{feed}.json"]
    for link in links.all():
        assert page.request.get(link.evaluate("link => link.href")).ok


def compare_box(page: Page, id: str) -> Locator:
    return page.locator(f".explorer tbody input[value='{id}']")


def test_up_to_four_policies_are_chosen_for_comparison_across_views(page: Page, address: str) -> None:
    open_explorer(page, address, "region=eu")
    tray = page.get_by_role("group", name="Compare")
    expect(tray).to_be_hidden()
    compare_box(page, "eu-batteries-regulation").check()
    expect(tray.get_by_role("status")).to_contain_text("Choose another")
    expect(tray.get_by_role("link")).to_be_hidden()
    box(page, "region", "eu").uncheck()
    box(page, "region", "kr").check()
    page.get_by_label("Name or number").fill("배터리")
    compare_box(page, "kr-k-battery-strategy-2021").check()
    chosen = ["eu-batteries-regulation", "kr-k-battery-strategy-2021"]
    link = tray.get_by_role("link", name="Compare 2 policies")
    assert link.evaluate("link => link.href") == f"{address}compare/policies/?p={chosen[0]}&p={chosen[1]}"
    expect(page).to_have_url(re.compile("region=kr&name=.*&p=eu-batteries-regulation&p=kr-k-battery-strategy-2021$"))
    page.reload()
    wait_for_rows(page)
    expect(compare_box(page, chosen[1])).to_be_checked()
    page.get_by_role("button", name="Clear all").click()
    for id in ("eu-afir", "jp-gx-promotion-act"):
        compare_box(page, id).check()
    expect(tray.get_by_role("status")).to_contain_text("4 policies chosen, which is the most.")
    expect(compare_box(page, "eu-resourceeu")).to_be_disabled()
    tray.get_by_role("button", name="Do not compare EU Batteries Regulation").click()
    expect(compare_box(page, "eu-batteries-regulation")).not_to_be_checked()
    expect(compare_box(page, "eu-resourceeu")).to_be_enabled()
    tray.get_by_role("link").click()
    expect(page).to_have_url(f"{address}compare/policies/?p=kr-k-battery-strategy-2021&p=eu-afir&p=jp-gx-promotion-act")
    page.go_back()
    wait_for_rows(page)
    expect(compare_box(page, "eu-afir")).to_be_checked()


def test_everything_is_reached_by_keyboard_alone(page: Page, address: str, registry: Registry) -> None:
    open_explorer(page, address)
    page.get_by_label("Name or number").focus()
    page.keyboard.type("strategy")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Sort by")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Region"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(box(page, "region", "jp")).to_be_checked()
    expect(box(page, "region", "jp")).to_be_focused()
    expect_count(page, len(fitting(registry, "region=jp&name=strategy")), len(registry))
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "p":
            break
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{address}{PAGE}?region=jp&name=strategy&sort=targets&p={rows(page)[0]}")


def test_the_drawn_rows_say_what_the_plain_rows_say(browser: Browser, page: Page, address: str) -> None:
    said = """rows => rows.map(row => [...row.cells].slice(0, -1).map(cell =>
        [cell.innerText.replace(/\\s+/g, ' '), cell.dataset.label, ...[...cell.querySelectorAll('*')].map(part =>
            [part.tagName, part.className, part.getAttribute('href'), part.lang, part.title, part.dateTime])]))"""
    open_explorer(page, address)
    without = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    without.goto(f"{address}{PAGE}")
    plain = without.locator(".explorer tbody tr").evaluate_all(said)
    without.context.close()
    assert len(plain) > 80
    assert page.locator(".explorer tbody tr").evaluate_all(said) == plain


def test_without_a_script_the_whole_table_is_there_and_nothing_dead(browser: Browser, address: str, registry: Registry) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}{PAGE}?region=eu")
    assert sorted(rows(page)) == sorted(registry.ids())
    for control in ("input", "select", "button", "summary", "[data-label=Compare]"):
        assert page.locator(f".explorer {control}:visible").count() == 0, control
    expect(page.locator("noscript p")).to_be_visible()
    page.context.close()


def test_without_a_script_or_its_data_no_room_is_kept_for_facets(browser: Browser, address: str) -> None:
    for has_script in (False, True):
        page = browser.new_page(java_script_enabled=has_script, viewport={"width": 1280, "height": 900})
        page.route("**/explorer.json", lambda route: route.fulfill(status=503, body="busy"))
        page.goto(f"{address}{PAGE}")
        if has_script:
            expect(page.get_by_text("The filters could not be loaded.")).to_be_visible()
        table, heading = page.locator(".explorer table").bounding_box(), page.get_by_role("heading", level=1).bounding_box()
        assert table
        assert heading
        assert table["x"] == heading["x"]
        page.close()


@pytest.mark.parametrize("width", [1130, 1280])
def test_no_word_is_broken_in_the_table(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_explorer(page, address, "region=eu")
    lines = page.locator("td[data-label=Region] a").evaluate_all("links => links.map(link => link.getClientRects().length)")
    assert lines
    assert max(lines) <= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_day_of_the_record_is_a_column_where_it_tells_records_apart(page: Page, address: str, registry: Registry) -> None:
    heads = page.get_by_role("columnheader", name="Record of")
    differ = len({policy.recorded for policy in registry}) > 1
    open_explorer(page, address, "sort=recorded")
    expect(heads).to_have_count(int(differ))
    expect(page.locator(".explorer tbody tr").first.locator("[data-label='Record of']")).to_have_count(int(differ))
    columns = page.locator(".explorer thead th").count()
    page.get_by_label("Name or number").fill("qqqzzz")
    assert page.locator(".explorer tbody td").get_attribute("colspan") == str(columns)


def test_without_its_data_the_plain_table_stays(browser: Browser, address: str, registry: Registry) -> None:
    page = browser.new_page()
    page.route("**/explorer.json", lambda route: route.fulfill(status=503, body="busy"))
    page.goto(f"{address}{PAGE}")
    expect(page.get_by_text("The filters could not be loaded.")).to_be_visible()
    assert len(rows(page)) == len(registry)
    assert page.locator(".explorer :is(input, select, [data-label=Compare]):visible").count() == 0
    page.close()


def with_many(route: Route) -> None:
    """The shipped data three times over."""
    data: dict[str, Any] = route.fetch().json()
    for column in data["columns"].values():
        column *= 3
    data["columns"]["id"] = [f"{id}-{place}" for place, id in enumerate(data["columns"]["id"])]
    for facet in data["facets"]:
        facet["answers"] *= 3
    for name in ("since", "since_what", "recorded", "name_steps"):
        data[name] *= 3
    route.fulfill(json=data)


def test_a_long_list_is_drawn_in_portions(page: Page, address: str, registry: Registry) -> None:
    page.route("**/explorer.json", with_many)
    open_explorer(page, address)
    all = 3 * len(registry)
    status, more = page.locator(".explorer__count"), page.locator(".explorer__more button")
    expect(status).to_have_text(f"{all} policies; the first 100 are shown.")
    assert len(rows(page)) == 100
    more.focus()
    page.keyboard.press("Enter")
    assert len(rows(page)) == 200
    expect(status).to_have_text(f"{all} policies; the first 200 are shown.")
    expect(page.locator(".explorer tbody tr").nth(100).get_by_role("link").first).to_be_focused()
    page.reload()
    wait_for_rows(page)
    expect(status).to_have_text(f"{all} policies; the first 200 are shown.")
    expect(more).to_have_text(f"Show {all - 200} more")
    more.click()
    expect(more).to_be_hidden()
    assert len(set(rows(page))) == all
    box(page, "region", "eu").check()
    expect(status).to_have_text(f"{3 * len(registry.in_region('eu'))} of {all} policies.")
    assert len(csv_ids(download(page, "CSV")[1])) == 3 * len(registry.in_region("eu"))


IN_ONE_GO = """async steps => {
  const drawn = () => document.querySelectorAll(".explorer tbody tr").length;
  const counts = [];
  for (const step of steps) {
    document.querySelector(step).click();
    counts.push(drawn());
  }
  return counts;
}"""


def test_a_choice_draws_what_a_screen_holds_and_then_the_rest(page: Page, address: str, registry: Registry) -> None:
    page.route("**/explorer.json", with_many)
    open_explorer(page, address)
    binding, strategy = ("[data-facet] input[value=binding]", "[data-facet] input[value=eu]")
    many = 3 * sum(policy.bindingness == "binding" for policy in registry)
    both = 3 * sum(policy.bindingness == "binding" and policy.region == "eu" for policy in registry)
    assert many > 125 > 100 > both > 25
    body = page.locator(".explorer tbody")
    # Of two choices in one go the second alone is drawn to its end.
    assert page.evaluate(IN_ONE_GO, [binding, strategy]) == [25, 25]
    assert len(set(rows(page))) == both
    expect(body).to_have_attribute("aria-busy", "false")
    # More rows may be asked for before the first ones are all there.
    assert page.evaluate(IN_ONE_GO, [strategy, ".explorer__more button"]) == [25, min(many, 200)]
    assert len(set(rows(page))) == min(many, 200)
    page.wait_for_timeout(100)
    assert len(rows(page)) == min(many, 200)
    assert page.locator(".explorer").evaluate("root => root.style.minHeight") == ""


def test_a_choice_moves_nothing_under_the_eyes(page: Page, address: str) -> None:
    page.route("**/explorer.json", with_many)
    open_explorer(page, address)
    page.evaluate("scrollTo(0, 3000)")
    assert page.evaluate("() => { document.querySelector('[name=sort]').value = 'since'; return scrollY }") == 3000
    page.locator("[name=sort]").dispatch_event("change")
    assert len(rows(page)) == 100
    assert page.evaluate("scrollY") == 3000


def in_parts(page: Page, rows: int) -> list[str]:
    """Sends the shipped names in parts of so many rows; tells which parts are asked for, in the list that it gives."""
    asked: list[str] = []
    parts: dict[str, dict[str, list[Any]]] = {}

    def data(route: Route) -> None:
        content: dict[str, Any] = route.fetch().json()
        columns, names = content["columns"], content["names"]
        names["rows"] = rows
        for kind, held in names["kinds"].items():
            for place in range(1, -(-len(columns["id"]) // rows)):
                parts[f"{kind}-{place}"] = {name: columns[name][place * rows : (place + 1) * rows] for name in held}
            for name in held:
                columns[name] = columns[name][:rows]
        route.fulfill(json=content)

    def part(route: Route) -> None:
        name = route.request.url.rpartition("/")[2].removesuffix(".json")
        asked.append(name)
        route.fulfill(json=parts[name])

    page.route("**/data/explorer.json", data)
    page.route("**/data/explorer/*/*.json", part)
    return asked


def test_names_in_parts_are_fetched_when_their_rows_are_shown(page: Page, address: str, registry: Registry) -> None:
    asked = in_parts(page, 20)
    page.goto(f"{address}{PAGE}?region=cn&sort=recorded")
    wait_for_rows(page)
    found = fitting(registry, "region=cn")
    assert sorted(rows(page)) == sorted(policy.id for policy in found)
    last = -(-len(found) // 20) - 1
    assert sorted(asked) == [f"shown-{place}" for place in range(1, last + 1)]
    box(page, "region", "cn").uncheck()
    expect_count(page, len(registry), len(registry))
    assert sorted(rows(page)) == sorted(registry.ids())
    assert len(set(asked)) == len(asked) == -(-len(registry) // 20) - 1


def test_a_name_is_looked_for_in_all_parts(page: Page, address: str, registry: Registry) -> None:
    asked = in_parts(page, 5)
    page.goto(f"{address}{PAGE}?region=us&p=us-inflation-reduction-act")
    expect(page.get_by_role("button", name="Do not compare Inflation Reduction Act")).to_be_visible()
    page.get_by_label("Name or number").fill("act")
    found = fitting(registry, "region=us&name=act")
    expect_count(page, len(found), len(registry))
    assert sorted(rows(page)) == sorted(policy.id for policy in found)
    assert len(set(asked)) == len(asked) == 2 * (-(-len(registry) // 5) - 1)


def test_a_view_of_names_in_parts_is_downloaded_whole(page: Page, address: str, registry: Registry) -> None:
    asked = in_parts(page, 20)
    open_explorer(page, address, "region=us")
    assert not [name for name in asked if name.startswith("other")]
    records = {record["id"]: record for record in json.loads(download(page, "JSON")[1])}
    assert {id: record["title"] for id, record in records.items()} == {
        policy.id: policy.title.text for policy in registry.in_region("us")
    }


def test_a_policy_to_compare_is_found_by_a_name_in_a_part(page: Page, address: str) -> None:
    asked = in_parts(page, 5)
    page.goto(f"{address}compare/policies/?p=us-inflation-reduction-act")
    expect(page.get_by_role("columnheader", name="Inflation Reduction Act")).to_be_visible()
    assert asked == []
    page.get_by_label("Add a policy").fill("32023R1542")
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_label("Add a policy").press("Enter")
    expect(page).to_have_url(re.compile("p=us-inflation-reduction-act&p=eu-batteries-regulation$"))


def test_names_that_did_not_come_are_asked_for_again(browser: Browser, address: str, registry: Registry) -> None:
    page = browser.new_page()
    in_parts(page, 20)
    page.route("**/data/explorer/*/*.json", lambda route: route.fulfill(status=503, body="busy"), times=1)
    page.goto(f"{address}{PAGE}?region=us")
    expect(page.locator(".explorer__count")).to_have_text("The names could not be loaded. Choose again to try once more.")
    box(page, "region", "us").uncheck()
    expect_count(page, len(registry), len(registry))
    assert sorted(rows(page)) == sorted(registry.ids())
    page.close()


def test_a_later_choice_is_not_overtaken_by_names_for_an_earlier_one(page: Page, address: str, registry: Registry) -> None:
    held: list[Route] = []
    in_parts(page, 20)
    page.route("**/data/explorer/*/shown-*.json", lambda route: held.append(route), times=1)
    page.goto(f"{address}{PAGE}")
    status = page.locator(".explorer__count")
    expect(status).to_have_text("The names are being loaded.")
    box(page, "region", "cn").check()
    box(page, "topic", "trade").check()
    held[0].fallback()
    found = fitting(registry, "region=cn&topic=trade")
    expect_count(page, len(found), len(registry))
    assert sorted(rows(page)) == sorted(policy.id for policy in found)


def test_a_choice_made_while_names_are_loaded_keeps_those_of_the_address(page: Page, address: str, registry: Registry) -> None:
    held: list[Route] = []
    in_parts(page, 20)
    page.route("**/data/explorer/*/*.json", lambda route: held.append(route), times=1)
    page.goto(f"{address}{PAGE}?region=eu&name=battery")
    expect(page.locator(".explorer__count")).to_have_text("The names are being loaded.")
    box(page, "region", "jp").check()
    held[0].fallback()
    found = fitting(registry, "region=eu&region=jp&name=battery")
    expect_count(page, len(found), len(registry))
    assert sorted(rows(page)) == sorted(policy.id for policy in found)


def test_what_could_not_be_loaded_is_not_saved_as_something_else(browser: Browser, address: str) -> None:
    saved: list[Download] = []
    page = browser.new_page()
    page.on("download", lambda download: saved.append(download))
    in_parts(page, 20)
    page.route("**/data/explorer/*/*.json", lambda route: route.fulfill(status=503, body="busy"))
    page.goto(f"{address}{PAGE}?name=battery")
    status = page.locator(".explorer__count")
    unread = "The names could not be loaded. Choose again to try once more."
    expect(status).to_have_text(unread)
    page.get_by_role("button", name="CSV").click()
    page.get_by_role("button", name="JSON").click()
    expect(status).to_have_text(unread)
    page.close()
    assert saved == []


def csv_ids(text: str) -> list[str]:
    return [record["id"] for record in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


def test_on_a_phone_the_facets_fold_and_rows_are_cards(page: Page, address: str, registry: Registry) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_explorer(page, address)
    expect(box(page, "region", "eu")).to_be_hidden()
    page.locator(".explorer__filter > summary").click()
    box(page, "region", "eu").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name=f"Show {len(registry.in_region('eu'))} policies").click()
    expect(box(page, "region", "eu")).to_be_hidden()
    expect(page.locator(".explorer__filter > summary")).to_have_text("Filter 1 chosen")
    row = page.locator(".explorer tbody tr").first
    left = {round(cell.bounding_box()["x"]) for cell in row.locator("th, td").all() if cell.is_visible()}  # type: ignore[index]
    assert len(left) == 1
    page.set_viewport_size({"width": 320, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
