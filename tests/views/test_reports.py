"""The links to the form for a wrong value."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from builders import CITATION, TODAY, event_data, obligation_data, record_data, registry_folder, target_data
from policy_registry.place import Place
from policy_registry.record_pages import record_pages
from policy_registry.store import load
from policy_registry.views.policy_page import LONGEST_REPORTED, policy_page

REPOSITORY = "https://example.org/r"
FUNDING = {
    "id": "fund", "form": "grant", "what": "Pays for plants", "value": "5", "unit": "vehicles", "citation": CITATION
}  # fmt: skip


def test_every_fact_of_a_current_page_leads_to_the_form_and_no_frozen_one_does(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, record_data(funding=[FUNDING]))).registry
    pages = {output.path: output.html for output in record_pages(registry, "eu-example", TODAY, Place(repository=REPOSITORY))}
    found = re.findall(r'<a class="permalink permalink--report" href="([^"]+)"', pages["policies/eu-example/"])
    filled = [parse_qs(urlsplit(unescape(link)).query) for link in found]
    assert [one["fact"] for one in filled] == [["passport"], ["recycled-cobalt-2031"], ["fund"], ["entry-into-force"]]
    assert filled[1]["record"] == ["eu-example"]
    assert filled[1]["version"] == ["1"]
    assert filled[1]["value"][0].replace("\u00a0", " ").startswith("Minimum recycled cobalt, at least 16 %")
    assert "permalink--report" not in pages["policies/eu-example/v/1/"]


def test_without_a_repository_there_is_no_form(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, record_data())).registry
    assert not any("permalink--report" in output.html for output in record_pages(registry, "eu-example", TODAY, Place()))


def test_an_address_stays_short_whatever_the_words_are(tmp_path: Path) -> None:
    long = "電池の回収" * 400
    data = record_data(
        targets=[target_data(what=long)], obligations=[obligation_data(what=long)], events=[event_data(what=long)]
    )
    registry = load(registry_folder(tmp_path, data)).registry
    view = policy_page(registry, registry.policies[0], TODAY, Place(repository=REPOSITORY))
    assert len(view.reports) == 3
    for address in view.reports.values():
        assert len(address) < 8000
        assert len(parse_qs(urlsplit(address).query)["value"][0]) <= LONGEST_REPORTED
