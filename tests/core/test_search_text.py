from __future__ import annotations

import pytest

from builders import SHIPPED, a_policy, event_data, record_data, registry_folder
from policy_registry.registry import Registry
from policy_registry.search_text import page_entry, policy_entry, prose_entry
from policy_registry.search_words import fold, words
from policy_registry.store import load
from policy_registry.vocabulary_files import load_vocabularies


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ｎｅｔ-Zero", "net-zero"),
        ("CO₂", "co2"),
        ("Décision", "decision"),
        ("ｵｰｸｼｮﾝ", "オークション"),
        ("배터리", "배터리"),
        ("㎾h", "kwh"),
    ],
)
def test_case_accents_and_width_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Regulation (EU) 2023/1542", ["regulation", "eu", "2023", "1542"]),
        ("动力电池", ["动力", "力电", "电池", "池"]),
        ("公告2025年第14号", ["公告", "告", "2025", "年第", "第", "14", "号"]),
        ("K-배터리", ["k", "배터", "터리", "리"]),
        ("次世代・モーター", ["次世", "世代", "代", "モー", "ータ", "ター", "ー"]),
        ("snake_case", ["snake", "case"]),
        ("…", []),
    ],
)
def test_words_are_cut_at_signs_and_east_asian_letters_taken_in_pairs(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return load(registry_folder(tmp_path_factory.mktemp("search"), record_data())).registry


def test_a_record_is_found_by_every_name_and_number(registry: Registry) -> None:
    policy = a_policy(
        original_titles=[{"text": "電池法", "language": "ja"}], also_known_as=["EX"], identifiers={"celex": "32023R1542"}
    )
    entry = policy_entry(policy, registry)
    assert [name.text for name in entry.names] == [
        "Example eu-example", "電池法", "Example of eu-example", "EX", "32023R1542",
    ]  # fmt: skip
    assert [name.language for name in entry.names][:3] == ["", "ja", ""]
    assert entry.every_name[-1] == "eu-example"


def test_a_record_is_found_by_what_it_is_about(registry: Registry) -> None:
    about = policy_entry(a_policy(), registry).about
    for word in ("European Union", "EU", "Regulation", "In force", "Recycling", "European Parliament"):
        assert word in about


def test_each_fact_says_its_kind_its_number_and_its_day(registry: Registry) -> None:
    facts = {fact.anchor: fact for fact in policy_entry(a_policy(events=[event_data()]), registry).facts}
    assert facts["passport"].label == "Duty"
    assert facts["passport"].text.replace("\u00a0", " ") == "Give each battery a passport, from 18 February 2027"
    target = facts["recycled-cobalt-2031"]
    assert target.label == "Recycled content"
    assert target.text.replace("\u00a0", " ") == "Minimum recycled cobalt, at least 16 %, by 18 August 2031"
    assert facts["entry-into-force"].text.replace("\u00a0", " ") == "Enters into force, 17 August 2023"


def test_the_page_of_a_region_is_found_by_the_other_words_for_it() -> None:
    entry = page_entry("regions/cn/", "China", "Battery policy of China.", load_vocabularies(SHIPPED))
    assert (entry.kind, entry.region, entry.is_policy) == ("Region", "China", False)
    assert "中国" in [name.text for name in entry.names]


def test_prose_is_found_section_by_section() -> None:
    html = (
        '<h1 id="top">How</h1><p>Lead.</p><h2 id="one">One &amp; only<a class="headerlink" href="#one">&para;</a></h2>'
        f'<p>First <b>words</b>.</p><h3 id="two">Two</h3><p>{"long " * 100}</p>'
    )
    first, second = prose_entry("about/how/", "How", "", html).facts
    assert (first.anchor, first.label, first.text) == ("one", "One & only", "First words .")
    assert second.text.endswith("long …")
    assert len(second.text) <= 242
