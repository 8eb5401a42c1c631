"""The box "Cite this", asked of its view."""

from __future__ import annotations

from pathlib import Path

from builders import TODAY, event_data, history_data, publish, record_data, registry_folder
from policy_registry.cite_box import CiteBox
from policy_registry.place import Place
from policy_registry.store import load
from policy_registry.views.policy_page import policy_page

BASE = "https://registry.example.org/"
FUNDING = {
    "id": "grant", "form": "grant", "what": "Recycling plants", "value": "40", "unit": "EUR", "ends": "2030",
    "unverified": "an example",
}  # fmt: skip


def boxes(folder: Path) -> tuple[CiteBox, CiteBox]:
    """The boxes of a current page in version 2 and of the frozen page of version 1."""
    root = registry_folder(folder)
    history = history_data(("2026-11-01", "new", "Written."), ("2026-11-22", "correction", "The name was wrong."))
    publish(root, record_data(funding=[FUNDING]), record_data(version="2", short_title="Mended", history=history))
    registry = load(root).registry
    current, first = registry.policies[0], registry.version("eu-example", 1)
    assert first
    now = policy_page(registry, current, TODAY, Place(BASE)).cite
    return now, policy_page(registry, first, TODAY, Place(BASE), current).cite


def test_a_reference_names_the_version_and_its_address_never_the_current_page(tmp_path: Path) -> None:
    now, before = boxes(tmp_path)
    assert (now.title, now.version, now.recorded.replace("\u00a0", " ")) == ("Mended", 2, "22 November 2026")
    assert (now.page, now.address) == ("policies/eu-example/v/2/", f"{BASE}policies/eu-example/v/2/")
    assert (before.title, before.version, before.address) == ("Example eu-example", 1, f"{BASE}policies/eu-example/v/1/")
    for text in (*now.texts, *before.texts):
        assert "policies/eu-example/v/" in text.text


def test_each_form_is_beside_its_page_and_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    now, before = boxes(tmp_path)
    assert [text.path for text in now.texts] == [f"policies/eu-example/{text.file}" for text in now.texts]
    assert [text.path for text in before.texts] == [f"policies/eu-example/v/1/{text.file}" for text in before.texts]
    assert [text.kept_as for text in before.texts] == ["eu-example-v1.bib", "eu-example-v1.ris", "eu-example-v1.json"]


def test_each_target_duty_line_of_money_and_event_can_be_cited_in_a_phrase(tmp_path: Path) -> None:
    _, before = boxes(tmp_path)
    assert {id: words.replace("\u00a0", " ") for id, words in before.facts.items()} == {
        event_data()["id"]: "17 August 2023, Enters into force",
        "recycled-cobalt-2031": "Minimum recycled cobalt, at least 16 %, by 18 August 2031",
        "passport": "Give each battery a passport, from 18 February 2027",
        "grant": "Recycling plants, EUR 40, until 2030",
    }
