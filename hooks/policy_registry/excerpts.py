"""Parts of a text, for places that have no room for all of it."""

from __future__ import annotations

import re

# Not after a single letter, which is an initial: "the U.S. Department".
_SENTENCE_END = re.compile(r"(?:(?<=\w\w[.!?])|(?<=[%)][.!?])) (?=[A-Z])")


def shortened(text: str, most: int) -> str:
    """As many whole sentences as fit into so many letters; where not even one does, whole words and an ellipsis."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    fitting = [end for end in (*ends, len(text)) if end <= most]
    if fitting:
        return text[: fitting[-1]]
    beginning, space, _ = text[:most].rpartition(" ")
    return f"{(beginning if space else text[: most - 1]).rstrip(' ,;:.(–-')}…"


def without_middle(text: str, most: int) -> str:
    """A text of at most so many letters, in which an ellipsis stands for what was taken out of the middle."""
    return text if len(text) <= most else f"{text[: most // 2]}…{text[len(text) - (most - 1) // 2 :]}"
