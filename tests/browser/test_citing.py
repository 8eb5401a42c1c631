"""The box "Cite this" in a browser, as a citer uses it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from sites import BuiltSite

CURRENT = "policies/eu-batteries-regulation/"
FROZEN = f"{CURRENT}v/1/"
ADDRESS = f"http://127.0.0.1:8000/{FROZEN}"
REFERENCE = (
    f"Battery Policy Registry. EU Batteries Regulation. Record eu-batteries-regulation, version 1, 22 November 2026. {ADDRESS}"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on 9 May 2027 that may use the clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], timezone_id="Asia/Seoul")
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat("2027-05-08T20:00:00+00:00"))
    yield page
    context.close()


def copied(page: Page, what: str) -> str:
    """The text on the clipboard after the button was pressed and has said so."""
    page.get_by_role("button", name=f"Copy {what}", exact=True).click()
    expect(page.locator(".cite-box [role=status]")).to_have_text(f"Copied: {what}.")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_reference_ends_with_the_day_of_the_reader(page: Page, address: str) -> None:
    page.goto(address + FROZEN)
    assert copied(page, "the reference") == f"{REFERENCE} (accessed 9 May 2027)"


@pytest.mark.parametrize(("form", "file"), [("BibTeX", "cite.bib"), ("RIS", "cite.ris"), ("CSL-JSON", "cite.json")])
def test_a_form_is_copied_as_its_file_has_it(page: Page, address: str, shipped_site: BuiltSite, form: str, file: str) -> None:
    page.goto(address + CURRENT)
    written = (shipped_site.folder / CURRENT / file).read_bytes().decode()
    assert copied(page, form) == written.replace("\r\n", "\n")


def test_a_file_is_kept_under_a_name_of_its_own(page: Page, address: str) -> None:
    page.goto(address + FROZEN)
    with page.expect_download() as download:
        page.get_by_role("link", name="cite.ris").click()
    assert download.value.suggested_filename == "eu-batteries-regulation-v1.ris"


def test_a_fact_in_the_address_is_cited_with_its_words_and_its_own_address(page: Page, address: str) -> None:
    page.goto(address + FROZEN)
    box = page.locator(".cite-box")
    expect(box.get_by_text("This value")).to_be_hidden()
    row = page.locator("#recycled-cobalt-2031")
    row.hover()
    row.get_by_role("link", name="Cite this value").click()
    expect(box.get_by_text("This value")).to_be_visible()
    first = copied(page, "the reference to this value")
    assert first.startswith(
        "“Minimum recycled cobalt, recovered from battery manufacturing waste or post-consumer waste, at least 16 %, by"
    )
    assert first.endswith(f"”. In: {REFERENCE}#recycled-cobalt-2031 (accessed 9 May 2027)")
    page.evaluate("location.hash = 'recycled-lead-2031'")
    expect(box.get_by_text("Minimum recycled lead")).to_be_visible()
    assert f"{ADDRESS}#recycled-lead-2031 (accessed" in copied(page, "the reference to this value")


def test_the_link_beside_a_fact_leads_to_it_in_its_version_and_on_to_the_reference(page: Page, address: str) -> None:
    page.goto(f"{address}{FROZEN}#recycled-cobalt-2031")
    page.get_by_role("link", name="Go to the reference to this value").click()
    expect(page).to_have_url(f"{address}{FROZEN}#cite")
    expect(page.locator("[data-cite=words]")).to_contain_text("Minimum recycled cobalt")
    expect(page.get_by_role("button", name="Copy the reference to this value")).to_be_in_viewport()


def test_where_copying_is_not_allowed_the_text_is_selected(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(address + FROZEN)
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator(".cite-box [role=status]")).to_contain_text("The text is selected")
    assert page.evaluate("getSelection().toString()").startswith("@misc{eu-batteries-regulation-v1,")


def test_without_a_script_the_reference_stands_and_a_value_has_its_address(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + CURRENT)
    version = page.locator(".cite-box__reference a").last.inner_text().rstrip("/").rpartition("/")[2]
    expect(page.get_by_text("(accessed")).to_have_count(2)
    expect(page.get_by_text("(accessed").last).to_be_hidden()
    expect(page.locator(".cite-box__copy").first).to_be_hidden()
    row = page.locator("#recycled-cobalt-2031")
    row.hover()
    row.get_by_role("link", name="Cite this value").click()
    expect(page).to_have_url(f"{address}{CURRENT}v/{version}/#recycled-cobalt-2031")
    page.context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_box_with_everything_open_does_not_scroll_sideways(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}{FROZEN}#recycled-cobalt-2031")
    expect(page.get_by_text("This value")).to_be_visible()
    for summary in page.locator(".cite-box summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
