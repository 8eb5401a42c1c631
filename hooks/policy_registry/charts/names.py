"""Short names for what stands side by side in a picture: only the words that tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from textwrap import wrap

from policy_registry.wording import capitalised

MOST_WORDS = 3


def distinct(texts: Sequence[str]) -> tuple[str, ...]:
    """Each text without the words that all of them begin with; one of which nothing would be left stays whole.

    The words that all of them end with go too where names of three words or fewer are left: longer ones need their end.
    """
    words = [text.split() for text in texts]
    if len(set(texts)) > 1:
        start = _shared(words)
        words = [each[start:] for each in words]
        end = _shared([each[::-1] for each in words])
        short = [each[: len(each) - end] for each in words]
        words = short if all(len(each) <= MOST_WORDS for each in short) else words
    names = [" ".join(each).strip(" ,;:") or text for each, text in zip(words, texts, strict=True)]
    return tuple(capitalised(name) for name in names)


def in_a_sentence(name: str) -> str:
    """A name as it stands within a sentence: its first letter is small, unless it is of an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def lines(text: str, letters: int, most: int = 3) -> list[str]:
    """A name in a few lines of at most so many letters, with an ellipsis where it is cut."""
    return wrap(text, letters, max_lines=most, placeholder=" …") or [""]


def _shared(words: Sequence[Sequence[str]]) -> int:
    """How many words all of them begin with."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False)))
