"""The search of the shipped site, asked in a real browser as a reader asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser import ARGUMENTS, browser_path
from servers import serving
from sites import BuiltSite

QUERIES = [
    ("EU Batteries Regulation", "eu-batteries-regulation"),
    ("2023/1542", "eu-batteries-regulation"),
    ("32023R1542", "eu-batteries-regulation"),
    ("EUBR", "eu-batteries-regulation"),
    ("Net-Zero Industry Act", "eu-net-zero-industry-act"),
    ("NZIA", "eu-net-zero-industry-act"),
    ("Critical Raw Materials Act", "eu-critical-raw-materials-act"),
    ("CRMA", "eu-critical-raw-materials-act"),
    ("EBA250", "eu-european-battery-alliance"),
    ("Strategic Action Plan on Batteries", "eu-strategic-action-plan-batteries"),
    ("Green Deal Industrial Plan", "eu-green-deal-industrial-plan"),
    ("新能源汽车产业发展规划", "cn-nev-plan-2021-2035"),
    ("节能与新能源汽车", "cn-nev-plan-2012-2020"),
    ("国发〔2012〕22号", "cn-nev-plan-2012-2020"),
    ("中长期科学和技术发展规划", "cn-mlp-st-2006-2020"),
    ("蓄電池産業戦略", "jp-battery-industry-strategy"),
    ("産業戦略", "jp-battery-industry-strategy"),
    ("グリーン成長戦略", "jp-green-growth-strategy"),
    ("第6次エネルギー基本計画", "jp-strategic-energy-plan-6"),
    ("第7次エネルギー基本計画", "jp-strategic-energy-plan-7"),
    ("이차전지 산업 발전 전략", "kr-k-battery-strategy-2021"),
    ("혁신전략", "kr-battery-innovation-strategy-2022"),
    ("K-배터리", "kr-k-battery-strategy-2021"),
    ("IRA", "us-inflation-reduction-act"),
    ("Inflation Reduction Act", "us-inflation-reduction-act"),
    ("Paris Agreement", "us-paris-agreement"),
    ("National Blueprint for Lithium Batteries", "us-national-blueprint-lithium-batteries"),
    ("LFP export", "cn-export-technology-catalogue-2025"),
    ("动力电池", "cn-power-battery-action-plan-2017"),
    ("公告2025年第14号", "cn-black-mass-imports-2025"),
    ("資源の有効な利用の促進に関する法律", "jp-resource-utilization-act-2025"),
    ("回收利用管理", "cn-nev-battery-recycling-measures-2018"),
    ("45X", "us-45x-advanced-manufacturing-credit"),
    ("Public Law 117-169", "us-inflation-reduction-act"),
    ("117-169", "us-inflation-reduction-act"),
]

KINDS_OF_PAGE = (
    "",
    "policies/",
    "policies/eu-batteries-regulation/",
    "policies/eu-batteries-regulation/v/1/",
    "regions/eu/",
    "compare/",
    "compare/topics/recycling/",
    "compare/metrics/recycled-content/",
    "calendar/",
    "changelog/",
    "data/",
    "data/dictionary/",
    "id/",
    "id/public-law/117-169/",
    "about/methodology/",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    assert path, "no Chromium; run: make test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(shipped_site: BuiltSite) -> Iterator[str]:
    with serving(shipped_site.folder) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


def found(page: Page, query: str, address: str) -> list[str]:
    """The ids of the first three policies that a query finds."""
    field = page.locator(".md-search__input")
    if not page.locator("#__search").is_checked():
        page.locator("[data-component=search-opener]").click()
    field.fill("")
    field.press("End")
    _wait_for_words(page, "Type to start")
    field.fill(query)
    field.press("End")
    _wait_for_words(page, "matching document")
    links = [link.get_attribute("href") or "" for link in page.locator(".md-search-result__link").all()[:3]]
    return [link.removeprefix(address).removeprefix("policies/").partition("/")[0] for link in links]


def _wait_for_words(page: Page, words: str) -> None:
    page.wait_for_function("words => document.querySelector('.md-search-result__meta')?.textContent.includes(words)", arg=words)


@pytest.mark.parametrize(("query", "id"), QUERIES)
def test_a_query_finds_its_policy_among_the_first_three(page: Page, address: str, query: str, id: str) -> None:
    assert id in found(page, query, address)


def test_nothing_leaves_the_host_and_nothing_fails(browser: Browser, address: str) -> None:
    page = browser.new_page()
    requested: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in KINDS_OF_PAGE:
        page.goto(f"{address}{path}")
        page.wait_for_load_state("networkidle")
    page.close()
    assert [url for url in requested if not url.startswith((address, "data:", "blob:"))] == []
    assert errors == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in KINDS_OF_PAGE:
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


def test_a_source_opens_beside_its_fact_without_a_script(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}policies/eu-batteries-regulation/")
    evidence = page.locator("#recycled-cobalt-2031 details.evidence")
    assert not evidence.locator("a").first.is_visible()
    evidence.locator("summary").click()
    assert evidence.locator("a").first.is_visible()
    page.context.close()
