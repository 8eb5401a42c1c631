from __future__ import annotations

from policy_registry.search_text import cjk_suffixes


def test_a_word_inside_a_run_begins_a_token() -> None:
    tokens = cjk_suffixes("新能源汽车动力蓄电池回收")
    assert any(token.startswith("动力") for token in tokens)
    assert any(token.startswith("电池") for token in tokens)
    assert max(map(len, tokens)) == 8


def test_other_scripts_give_no_tokens() -> None:
    assert cjk_suffixes("Regulation (EU) 2023/1542") == []
