"""What an event does to a law, and the mark that says so."""

from __future__ import annotations

from enum import StrEnum

from policy_registry.charts.marks import CIRCLE, CROSS, DIAMOND, TICK, TRIANGLE, Mark


class Turn(StrEnum):
    """The turns in the life of a law, as the key of a picture names them; the last drawn lies on top."""

    STEP = "another step"
    APPLIES = "starts to apply, or a deadline"
    ADOPTED = "adopted or published"
    IN_FORCE = "in force"
    CHANGED = "amended, postponed or suspended"
    ENDED = "ended"


TURN_MARKS = {
    Turn.STEP: Mark(TICK, is_filled=False),
    Turn.APPLIES: Mark(TRIANGLE, is_filled=True),
    Turn.ADOPTED: Mark(CIRCLE, is_filled=False),
    Turn.IN_FORCE: Mark(CIRCLE, is_filled=True),
    Turn.CHANGED: Mark(DIAMOND, is_filled=False),
    Turn.ENDED: Mark(CROSS, is_filled=False),
}
SIZES = {Turn.STEP: 30, Turn.APPLIES: 34, Turn.ADOPTED: 70, Turn.IN_FORCE: 34, Turn.CHANGED: 44, Turn.ENDED: 60}
KEY = (Turn.ADOPTED, Turn.IN_FORCE, Turn.APPLIES, Turn.CHANGED, Turn.ENDED, Turn.STEP)
_TURNS = {
    "adopted": Turn.ADOPTED,
    "published": Turn.ADOPTED,
    "in-force": Turn.IN_FORCE,
    "applies": Turn.APPLIES,
    "deadline": Turn.APPLIES,
    "amended": Turn.CHANGED,
    "postponed": Turn.CHANGED,
    "suspended": Turn.CHANGED,
    "resumed": Turn.CHANGED,
    "superseded": Turn.ENDED,
    "repealed": Turn.ENDED,
    "expired": Turn.ENDED,
    "withdrawn": Turn.ENDED,
}


def turn(kind: str) -> Turn:
    """The turn that a kind of event is."""
    return _TURNS.get(kind, Turn.STEP)
