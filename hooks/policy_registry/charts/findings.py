"""What a picture of numbers shows, in words that are computed from the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policy_registry.charts.figure import Key
from policy_registry.charts.labels import Label
from policy_registry.charts.marks import WEIGHT_MARKS, WEIGHT_WORDS, Weight
from policy_registry.charts.names import lines
from policy_registry.charts.points import Path, Point, Points
from policy_registry.vocabulary import Concept, Vocabularies
from policy_registry.wording import counted

LONGEST_NAME = 90


def finding(found: Points, names: Sequence[Label], vocabularies: Vocabularies) -> str:
    """From where to where one rule runs; or the lowest and the highest of several, of those that stand if any does."""
    named = [(path, name) for path, name in zip(found.paths, names, strict=True) if path.last.until is None]
    if len(named) == 1 and len(named[0][0].points) > 1:
        first, *_, last = named[0][0].points
        steps = counted(len(named[0][0].points), "step")
        return f"{_region(first, vocabularies)}: from {_at(first)} to {_at(last)}, in {steps}."
    points = [(point, str(name) or _region(point, vocabularies)) for path, name in named for point in path.points]
    standing = [(point, name) for point, name in points if point.weight is not Weight.GONE] or points
    lowest, highest = min(point.low for point, _ in standing), max(point.high for point, _ in standing)
    whose = "" if len(standing) == len(points) else " of those that stand"
    if lowest == highest:
        return f"All{whose} say {standing[0][0].words}."
    low = _told([pair for pair in standing if pair[0].low == lowest])
    high = _told([pair for pair in standing if pair[0].high == highest])
    return f"The lowest{whose}: {low}. The highest: {high}."


def weights(points: Sequence[Point]) -> str:
    """How many of the numbers bind and how many do not."""
    counts = Counter(point.weight for point in points)
    return ", ".join(f"{counts[weight]} {WEIGHT_WORDS[weight]}" for weight in Weight if counts[weight]) + "."


def keys(points: Sequence[Point]) -> tuple[Key, ...]:
    """The marks in use, each with the standings and states that the points have."""
    found = []
    for weight in Weight:
        reasons = dict.fromkeys("changed since" if point.until else point.reason for point in points if point.weight is weight)
        if reasons:
            stands = weight in {Weight.BINDING, Weight.AIM}
            found.append(Key(WEIGHT_MARKS[weight], ("" if stands else f"{WEIGHT_WORDS[weight]}: ") + ", ".join(reasons)))
    return tuple(found)


def reading(paths: Sequence[Path], *, over_time: bool) -> str:
    """How to read the picture, in one sentence."""
    points = [point for path in paths for point in path.points]
    parts = ["Each line runs from zero to its number"]
    if over_time:
        parts = ["Each mark stands at its date"]
        if any(point.when.precision == "year" for point in points):
            parts = ["Each mark stands at its date, a year without a day at its middle"]
        if any(len(path.points) > 1 for path in paths):
            parts.append("a line joins the steps of one rule")
    if any(point.low != point.high for point in points):
        parts.append("a bar spans a range")
    if any(point.until for point in points):
        parts.append("what the law said before is crossed")
    return "; ".join(parts) + "."


def note(found: Points, unit: Concept, *, drawn: int = 0) -> str:
    """What the picture leaves out, as where only so many lines of it are drawn, and that money stays as it was stated."""
    parts = [f"Only the first {drawn} lines are drawn."] if drawn else []
    if found.undated:
        parts.append(f"Left out: {counted(found.undated, 'number')} without a known date.")
    if unit.definition.startswith("Money"):
        parts.append("Money is shown as stated, never converted.")
    return " ".join(parts)


def _told(ends: list[tuple[Point, str]]) -> str:
    """The weightiest of those that share an end of the scale."""
    point, name = min(ends, key=lambda pair: list(Weight).index(pair[0].weight))
    others = f", and {counted(len(ends) - 1, 'other')}" if len(ends) > 1 else ""
    return _at(point, lines(name, LONGEST_NAME, 1)[0] + others)


def _at(point: Point, name: str = "") -> str:
    return f"{point.words} ({', '.join(part for part in (name, point.date) if part)})"


def _region(point: Point, vocabularies: Vocabularies) -> str:
    return vocabularies["regions"].label(point.policy.region)
