"""What `registry diff --format review` tells a reviewer."""

from __future__ import annotations

from typing import Any

from builders import CITATION, SHIPPED, a_policy, history_data, target_data
from policy_registry.exports.differences import record_difference
from policy_registry.exports.review import as_review
from policy_registry.store import load_vocabularies

SECOND = ("2026-11-22", "correction", "The share was given as 16 %; it is 18 %.")
FIRST = ("2026-11-01", "new", "The record was written.")


def review(**after: Any) -> str:
    found = record_difference(a_policy(), a_policy(**after), load_vocabularies(SHIPPED))
    return as_review([found] if found else [])


def test_a_new_version_moves_pages_and_feeds() -> None:
    text = review(version="2", history=history_data(FIRST, SECOND), targets=[target_data(value="18", metric="milestone")])
    assert "at least **major**" in text
    for path in ("policies/eu-example/v/2/", "compare/metrics/recycled-content/", "compare/metrics/milestone/", "regions/eu/"):
        assert f"- `{path}`\n" in text
    assert "- `feeds/topics/recycling.atom`\n" in text


def test_an_edit_within_a_version_is_in_no_feed() -> None:
    text = review(summary="Another text that says something else.")
    assert "Feeds" not in text
    assert "- `policies/eu-example/`\n" in text


def test_the_other_side_of_a_relation_moves_too() -> None:
    assert "- `policies/cn-x/`\n" in review(
        relations=[{"id": "one", "type": "complements", "target": "cn-x", "citation": CITATION}]
    )


def test_a_long_list_is_cut() -> None:
    relations = [{"id": f"r{n}", "type": "complements", "target": f"cn-x{n}", "citation": CITATION} for n in range(90)]
    assert "\n- and 39 more\n" in review(relations=relations)


def test_nothing_is_said_of_nothing() -> None:
    assert review() == "No record differs.\n"
