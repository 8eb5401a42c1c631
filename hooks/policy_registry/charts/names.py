"""Short names for what stands side by side in a picture: only the words that tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonprefix
from textwrap import wrap


def distinct(texts: Sequence[str]) -> tuple[str, ...]:
    """Each text without the words that all of them begin or end with; unchanged where nothing would be left of one."""
    words = [text.split() for text in texts]
    start = len(commonprefix(words))
    rest = [each[start:] for each in words]
    end = len(commonprefix([each[::-1] for each in rest]))
    short = [" ".join(each[: len(each) - end]).strip(" ,;:") for each in rest]
    return tuple(_capital(text) for text in (short if len(set(texts)) > 1 and all(short) else texts))


def lines(text: str, letters: int, most: int = 3) -> list[str]:
    """A name in a few lines of at most so many letters, with an ellipsis where it is cut."""
    return wrap(text, letters, max_lines=most, placeholder=" …") or [""]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
