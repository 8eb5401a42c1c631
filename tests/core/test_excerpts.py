from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_registry.excerpts import shortened

TEXT = "The first law. It asks the U.S. Department for 16 %. The rest follows."


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (200, TEXT),
        (len(TEXT), TEXT),
        (len(TEXT) - 1, "The first law. It asks the U.S. Department for 16 %."),
        (40, "The first law."),
        (13, "The first…"),
        (5, "The…"),
    ],
)
def test_whole_sentences_stay_and_else_whole_words(most: int, words: str) -> None:
    assert shortened(TEXT, most) == words


def test_one_long_word_is_cut() -> None:
    assert shortened("a" * 50, 10) == "a" * 9 + "…"


@given(text=st.text(st.sampled_from("aB. ,!(–1%é"), min_size=1, max_size=80), most=st.integers(2, 90))
def test_no_excerpt_is_longer_than_asked_nor_says_what_the_text_does_not(text: str, most: int) -> None:
    words = shortened(text, most)
    assert len(words) <= most
    assert text.startswith(words.removesuffix("…"))
