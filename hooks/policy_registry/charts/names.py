"""Short names for what stands side by side in a picture: only the words that tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from textwrap import wrap


def distinct(texts: Sequence[str]) -> tuple[str, ...]:
    """Each text without the words that all of them begin or end with; one of which nothing would be left stays whole."""
    words = [text.split() for text in texts]
    if len(set(texts)) > 1:
        words = [each[_shared(words) :] for each in words]
        words = [each[: len(each) - _shared([other[::-1] for other in words])] for each in words]
    short = [" ".join(each).strip(" ,;:") or text for each, text in zip(words, texts, strict=True)]
    return tuple(text[:1].upper() + text[1:] for text in short)


def lines(text: str, letters: int, most: int = 3) -> list[str]:
    """A name in a few lines of at most so many letters, with an ellipsis where it is cut."""
    return wrap(text, letters, max_lines=most, placeholder=" …") or [""]


def _shared(words: Sequence[Sequence[str]]) -> int:
    """How many words all of them begin with."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False)))
