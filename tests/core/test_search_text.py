from __future__ import annotations

from policy_registry.search_text import suffixes


def test_a_word_inside_a_run_begins_a_tail() -> None:
    tails = suffixes("新能源汽车动力蓄电池回收")
    assert "动力蓄电池回收_" in tails
    assert "电池回收_" in tails


def test_digits_inside_a_run_belong_to_it() -> None:
    tails = suffixes("公告2025年第14号")
    assert tails == ["公告2025年第14号_", "告2025年第14号_", "2025年第14号_", "年第14号_", "第14号_", "14号_", "号_"]


def test_a_long_run_is_cut() -> None:
    assert max(map(len, suffixes("池" * 40))) == 25


def test_other_scripts_have_no_tails() -> None:
    assert suffixes("Regulation (EU) 2023/1542") == []
