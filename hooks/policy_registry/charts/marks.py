"""The shapes that facts have in pictures: what binds is filled, what does not is hollow or crossed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CIRCLE = "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z"
DIAMOND = "M0,-1.25L1.25,0L0,1.25L-1.25,0Z"
SQUARE = "M-.95,-.95H.95V.95H-.95Z"
TRIANGLE = "M-1.1,1L0,-1L1.1,1Z"
CROSS = "M-.85,-.85L.85,.85M-.85,.85L.85,-.85"
TICK = "M0,-1L0,1"


class Weight(StrEnum):
    """How much a number weighs: it must be met, is aimed at, is not settled, or no longer stands."""

    BINDING = "binding"
    AIM = "aim"
    OPEN = "open"
    GONE = "gone"


@dataclass(frozen=True)
class Mark:
    """A shape in the square from -1 to 1, filled or hollow, with a whole or a dashed outline."""

    shape: str
    is_filled: bool
    is_dashed: bool = False


WEIGHT_MARKS = {
    Weight.BINDING: Mark(CIRCLE, is_filled=True),
    Weight.AIM: Mark(DIAMOND, is_filled=True),
    Weight.OPEN: Mark(CIRCLE, is_filled=False, is_dashed=True),
    Weight.GONE: Mark(CROSS, is_filled=False),
}
WEIGHT_WORDS = {
    Weight.BINDING: "to be met",
    Weight.AIM: "aimed at",
    Weight.OPEN: "not settled",
    Weight.GONE: "no longer standing",
}
