"""How readers find the calendar files on the pages."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from builders import TODAY, obligation_data, record_data, registry_folder
from policy_registry import urls
from policy_registry.outputs import PageOutput
from policy_registry.place import Place
from policy_registry.site import SitePlan, plan_site
from policy_registry.store import load

BASE = "https://example.org/x/"
LINK = re.compile(r'<(?:a|link)\b[^>]*href="([^"]*)"[^>]*type="text/calendar"')
WITH_DEADLINES = {"calendar/", "regions/eu/", "compare/topics/recycling/", "policies/eu-example/"}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> SitePlan:
    past = record_data("kr-past", topics=["safety"], targets=None, obligations=[obligation_data(applies_from="2020-01-01")])
    root = registry_folder(tmp_path_factory.mktemp("calendars"), record_data(), past)
    return plan_site(load(root).registry, TODAY, Place(BASE))


def linked(html: str, page: PageOutput) -> set[str]:
    return {urljoin(BASE + page.path, address) for address in LINK.findall(html)}


def test_pages_with_deadlines_link_to_their_calendar_in_head_and_text(plan: SitePlan) -> None:
    files = {BASE + file.path for file in plan.files}
    for page in plan.pages:
        own = {f"{BASE}{page.path}deadlines.ics"} if page.path in WITH_DEADLINES else set()
        assert linked(page.head, page) == own
        # One page lists those of all pages.
        assert linked(page.html, page) == own or page.path == urls.FEEDS, page.path
        assert own <= files


def test_the_link_of_the_head_says_whose_deadlines_they_are(plan: SitePlan) -> None:
    heads = {page.path: page.head for page in plan.pages}
    assert 'type="text/calendar" title="Deadlines: European Union"' in heads["regions/eu/"]
