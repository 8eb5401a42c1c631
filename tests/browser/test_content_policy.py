"""What the pages ask of the network and of the browser: files of the site alone, and nothing that its policy forbids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

from page_kinds import KINDS


@dataclass
class Traffic:
    """What a page asked for, and what went wrong."""

    requested: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.requested.append(request.url))
        # A page that is left breaks off what it still waits for.
        page.on(
            "requestfailed",
            lambda request: (
                self.failed.append(f"{request.url} {request.failure}") if request.failure != "net::ERR_ABORTED" else None
            ),
        )
        page.on(
            "response",
            lambda response: self.failed.append(f"{response.url} {response.status}") if response.status >= 400 else None,
        )
        page.on("console", lambda message: self.failed.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.failed.append(str(error)))

    def foreign(self, address: str) -> list[str]:
        return [url for url in self.requested if not url.startswith((address, "data:"))]


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture
def page(browser: Browser, address: str, traffic: Traffic) -> Iterator[Page]:
    page = browser.new_page(base_url=address)
    traffic.watch(page)
    yield page
    page.close()


def test_no_kind_of_page_asks_another_host_or_breaks_its_policy(page: Page, traffic: Traffic, address: str) -> None:
    for kind, path in KINDS.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, kind
        assert traffic.foreign(address) == [], kind
        assert traffic.failed == [], kind


def test_what_a_reader_does_asks_no_other_host(page: Page, traffic: Traffic, address: str) -> None:
    page.goto(KINDS["home"])
    page.locator("header [data-component=site-search][role=button]").click()
    page.get_by_role("combobox", name="Search").fill("battery passport")
    expect(page.locator(".search-result").first).to_be_visible()
    page.goto(KINDS["explorer"])
    page.locator(".explorer__filter input[type=checkbox]").first.check()
    expect(page.locator(".explorer__chips li").first).to_be_visible()
    page.goto(KINDS["policy"])
    page.locator(".law__choices button").first.click()
    expect(page.locator(".law--past")).to_be_visible()
    page.locator("details.evidence > summary").first.click()
    page.goto(KINDS["comparison of none"])
    page.get_by_role("combobox", name="Add a policy").fill("afir")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("table.comparison")).to_be_visible()
    assert traffic.foreign(address) == []
    assert traffic.failed == []


def test_a_script_that_someone_slips_in_does_not_run(page: Page, traffic: Traffic) -> None:
    page.route(
        "**/calendar/",
        lambda route: route.fulfill(
            body=route.fetch()
            .text()
            .replace("</main>", "<img src=x onerror='window.slipped = 1'><script>window.slipped = 1</script></main>"),
            content_type="text/html",
        ),
    )
    page.goto(KINDS["calendar"])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.slipped") is None
    assert sum("Content Security Policy" in failure for failure in traffic.failed) == 2
