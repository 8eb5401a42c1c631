"""Lines of words, measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import typefaces
from policy_registry.lettering import Lettering

BODY = Lettering(typefaces().sans, 36, 400)
TITLE = Lettering(typefaces().serif, 70, 600)
WORDS = "Makers and importers take back and recycle the batteries that they sold"


@given(words=st.text(st.sampled_from("aWij.,-é電 %"), min_size=1, max_size=400), most=st.integers(1, 5))
def test_every_line_fits_and_there_are_never_too_many(words: str, most: int) -> None:
    lines = BODY.lines(words, 500, most)
    assert 1 <= len(lines) <= most
    assert all(BODY.width(line) <= 500 for line in lines)


def test_words_that_fit_are_all_there_and_those_that_do_not_end_in_an_ellipsis() -> None:
    lines = BODY.lines(WORDS, 500, 9)
    assert " ".join(lines) == WORDS
    first, second = BODY.lines(WORDS, 500, 2)
    assert first == lines[0]
    assert second.endswith("…")
    assert lines[1].startswith(second.removesuffix("…"))


def test_balanced_lines_say_the_same_in_as_many_lines() -> None:
    lines, balanced = (
        TITLE.lines("Graphite export controls (2023)", 1040, 2),
        TITLE.balanced("Graphite export controls (2023)", 1040, 2),
    )
    assert lines == ("Graphite export controls", "(2023)")
    assert balanced == ("Graphite export", "controls (2023)")


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("A grid-storage (蓄電所) licence", "A grid-storage licence"),
        ("이차전지 산업 혁신전략", ""),
        ("Élan – “16 %”", "Élan – “16 %”"),
        ("30\u00a0% of cobalt", "30\u00a0% of cobalt"),
        ("sold 🔋 here", "sold here"),
    ],
)
def test_words_in_letters_that_the_typeface_lacks_are_left_out(words: str, drawn: str) -> None:
    assert BODY.drawable(words) == drawn
