from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import pytest

from policy_registry.exports.search_index import search_files
from policy_registry.facing import Badge
from policy_registry.search_text import SearchEntry, SearchFact, SearchName


def entry(number: int, **changes: Any) -> SearchEntry:
    fields: dict[str, Any] = {
        "path": f"policies/{number}/",
        "kind": "Policy",
        "names": (SearchName(f"Act {number}"), SearchName("电池", "zh")),
        "about": "recycling",
        "summary": f"Summary of {number}.",
        "facts": (SearchFact("passport", "Duty", f"word{number} for each battery"),),
        "region": "China",
        "status": Badge("In force", "status-current"),
    }
    return SearchEntry(**(fields | changes))


def index(*entries: SearchEntry) -> tuple[dict[str, Any], dict[str, list[int]], dict[str, Any]]:
    """The contents, the lines of every word, and the other files, as a browser reads them."""
    files = {path: json.loads(content) for path, content in search_files(entries)}
    contents = files.pop("search/contents.json")
    folder = f"search/{contents['folder']}"
    files = {path.removeprefix(folder): content for path, content in files.items()}
    lines: dict[str, list[int]] = {}
    for place, first in enumerate(contents["first_words"]):
        volume = files.pop(f"words-{place}.json")
        assert volume["words"][0] == first
        lines |= {word: list(accumulate(told)) for word, told in zip(volume["words"], volume["lines"], strict=True)}
    return contents, lines, files


def test_a_word_tells_the_lines_that_hold_it() -> None:
    _, lines, _ = index(entry(1), entry(2))
    # Five lines each: two names, what it is about, the summary, one fact.
    assert lines["act"] == [0, 5]
    assert lines["电池"] == [1, 6]
    assert lines["recycling"] == [2, 7]
    assert lines["word2"] == [9]
    assert lines["duty"] == [4, 9]


def test_the_contents_say_what_lines_belong_to() -> None:
    contents, _, _ = index(entry(1), entry(2, status=None, region="", facts=()))
    assert contents["names"] == [2, 2]
    assert contents["facts"] == [1, 0]
    assert contents["lengths"] == "2222"
    assert contents["regions"] == ["China"]
    assert contents["region"] == [0, -1]
    assert contents["is_policy"] == [1, 0]


def test_an_abbreviation_stands_in_capitals_too() -> None:
    _, lines, _ = index(entry(1, summary="The IRA of 2022, not iran."), entry(2, names=(SearchName("ira and IRAQI-EU"),)))
    assert lines["IRA"] == [3]
    assert lines["ira"] == [3, 5]
    assert lines["EU"] == lines["eu"] == [5]


def test_the_contents_say_which_facts_are_duties_and_which_records_bind() -> None:
    facts = (SearchFact("t", "Share", "16 %"), *(SearchFact(id, "Duty", "do", is_duty=True) for id in ("a", "b")))
    contents, _, _ = index(entry(1, facts=facts, is_binding=True), entry(2))
    assert contents["duties"] == [[1, 2], [0, 0]]
    assert contents["is_binding"] == [1, 0]


def test_entries_are_kept_a_few_to_a_file() -> None:
    contents, _, files = index(*(entry(number) for number in range(20)))
    size = contents["entries_in_a_file"]
    assert files[f"entries-{19 // size}.json"][19 % size] == {
        "path": "policies/19/",
        "kind": "Policy",
        "status": ["In force", "status-current"],
        "names": ["Act 19", ["电池", "zh"]],
        "about": "recycling",
        "summary": "Summary of 19.",
        "facts": [["passport", "Duty", "word19 for each battery"]],
    }


def test_volumes_are_small_and_in_the_order_of_the_alphabet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_registry.exports.search_volumes.VOLUME_SIZE", 60)
    contents, lines, _ = index(*(entry(number) for number in range(40)))
    assert len(contents["first_words"]) > 5
    assert list(lines) == sorted(lines)


def test_words_beyond_the_first_plane_stand_where_a_browser_looks_for_them() -> None:
    _, lines, _ = index(entry(1, about="\U00020000 \ufa0e"))
    assert list(lines)[-2:] == ["\U00020000", "\ufa0e"]


def test_the_folder_of_the_volumes_is_named_by_what_they_hold() -> None:
    first, _, _ = index(entry(1))
    assert index(entry(1))[0]["folder"] == first["folder"]
    assert index(entry(2))[0]["folder"] != first["folder"]


def test_no_entries_make_an_index_without_words() -> None:
    contents, lines, _ = index()
    assert (contents["first_words"], lines) == ([], {})
