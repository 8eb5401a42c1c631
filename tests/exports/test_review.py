"""What `registry diff --format review` tells a reviewer."""

from __future__ import annotations

from typing import Any

from builders import CITATION, SHIPPED, a_policy, history_data, target_data
from policy_registry.exports.differences import record_difference
from policy_registry.exports.review import as_review
from policy_registry.vocabulary_files import load_vocabularies

SECOND = ("2026-11-22", "correction", "The share was given as 16 %; it is 18 %.")
FIRST = ("2026-11-01", "new", "The record was written.")


def review(**after: Any) -> str:
    found = record_difference(a_policy(), a_policy(**after), load_vocabularies(SHIPPED))
    return as_review([found] if found else [])


def test_a_new_version_moves_pages_and_feeds() -> None:
    text = review(version="2", history=history_data(FIRST, SECOND), targets=[target_data(value="18", metric="milestone")])
    assert "at least **major**" in text
    for path in ("policies/eu-example/v/2/", "compare/metrics/recycled-content/", "compare/metrics/milestone/", "regions/eu/"):
        assert f"`{path}`" in text
    assert "`feeds/topics/recycling.atom`" in text


def test_an_edit_within_a_version_is_in_no_feed() -> None:
    text = review(summary="Another text that says something else.")
    assert "Feeds" not in text
    assert "Pages that it moves: " in text
    assert "`policies/eu-example/`" in text


def test_the_other_side_of_a_relation_moves_too() -> None:
    assert "`policies/cn-x/`" in review(
        relations=[{"id": "one", "type": "complements", "target": "cn-x", "citation": CITATION}]
    )


def test_a_long_list_is_cut() -> None:
    relations = [{"id": f"r{n}", "type": "complements", "target": f"cn-x{n}", "citation": CITATION} for n in range(90)]
    assert ", and 39 more\n" in review(relations=relations)


def test_nothing_is_said_of_nothing() -> None:
    assert review() == "No record differs.\n"


def test_a_reader_learns_why_and_what_without_reading_yaml() -> None:
    third = ("2026-11-22", "law-change", "Cobalt comes later.")
    before = a_policy(version="2", history=history_data(FIRST, SECOND))
    after = a_policy(
        version="3",
        history=history_data(FIRST, SECOND, third),
        targets=[target_data(value="18", scope="new batteries")],
        short_title="Example *act*",
    )
    found = record_difference(before, after, load_vocabularies(SHIPPED))
    assert found
    text = as_review([found])
    assert (
        "### Example \\*act\\*\n\n`eu-example, version 2 -> 3, major`\n\nThe law changed: Cobalt comes later.\n\n"
        "- *patch* short title: Example eu-example → Example \\*act\\*\n"
        "- Minimum recycled cobalt by 18 August 2031\n"
        "  - *major* number: 16 % → 18 %\n"
        "  - *minor* scope added: new batteries\n"
    ) in text
    assert "The share was given" not in text
    assert "After a *major* change readers would act otherwise" in text


def test_a_new_record_is_summed_up() -> None:
    found = record_difference(None, a_policy(), load_vocabularies(SHIPPED))
    assert found
    assert (
        "`eu-example, new, version 1`\n\nNew record: The record was written.\n\nAn example that asks for recycled cobalt.\n"
    ) in as_review([found])
