"""Two texts as runs of words that stayed, went and came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT_WORDS = 6
# Two long summaries have some ten thousand pairs of equal words; the time to compare grows with them without bound.
MOST_PAIRS = 100_000


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, went or came; `cut` stands for words that stayed and are not shown."""

    kind: str
    text: str


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """The words of two texts as runs that stayed, went and came; long runs that stayed are cut in their middle."""
    return tuple(_runs(before, after))


def marked(pieces: tuple[Piece, ...], gone: str = "[-{}-]", new: str = "{{+{}+}}") -> str:
    """Words with what went and what came between signs."""
    signs = {"gone": gone, "new": new}
    return " ".join(signs[piece.kind].format(piece.text) if piece.kind in signs else piece.text for piece in pieces)


def _runs(before: str, after: str) -> Iterator[Piece]:
    old, new = before.split(" "), after.split(" ")
    counted = Counter(new)
    is_monotonous = sum(counted[word] for word in old) > MOST_PAIRS
    # What is left out then are words that stand everywhere: more looks changed than is, but nothing is wrong.
    matcher = SequenceMatcher(None, old, new, autojunk=is_monotonous)
    blocks = matcher.get_opcodes()
    for place, (kind, start, end, new_start, new_end) in enumerate(blocks):
        if kind == "equal":
            yield from _kept(old[start:end], is_first=place == 0, is_last=place == len(blocks) - 1)
            continue
        if end > start:
            yield Piece("gone", " ".join(old[start:end]))
        if new_end > new_start:
            yield Piece("new", " ".join(new[new_start:new_end]))


def _kept(words: list[str], is_first: bool, is_last: bool) -> Iterator[Piece]:
    if len(words) <= 2 * KEPT_WORDS + 1:
        yield Piece("same", " ".join(words))
        return
    if not is_first:
        yield Piece("same", " ".join(words[:KEPT_WORDS]))
    yield Piece("cut", "…")
    if not is_last:
        yield Piece("same", " ".join(words[-KEPT_WORDS:]))
