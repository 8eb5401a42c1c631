"""What a picture of numbers shows, in words that are computed from the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policy_registry.charts.figure import Key
from policy_registry.charts.labels import Label
from policy_registry.charts.marks import WEIGHT_MARKS, WEIGHT_WORDS, Weight
from policy_registry.charts.names import lines
from policy_registry.charts.points import Path, Point, Points
from policy_registry.vocabulary import Concept, Vocabularies
from policy_registry.wording import counted

LONGEST_NAME = 80
MOST_TOLD = 5
STANDING = frozenset({Weight.BINDING, Weight.AIM})


@dataclass(frozen=True)
class Told:
    """Steps of one rule that weigh alike, and the name that parts it from others; empty where it has no rival."""

    steps: tuple[Point, ...]
    name: Label

    @property
    def likeness(self) -> tuple[object, ...]:
        """What must agree before two numbers may be called the lower and the higher: how they bind, and of what."""
        point = self.steps[0]
        target = point.target
        return point.weight, target.comparator, target.material, target.chemistry, target.scope, self.name.thing


def finding(found: Points, names: Sequence[Label], vocabularies: Vocabularies) -> str:
    """What stands today, then what is not settled; where nothing stands, that it is so.

    Rules are told step by step. A lowest and a highest are named only among single numbers that bind alike, and of the same.
    """
    rules = [(path.points, name) for path, name in zip(found.paths, names, strict=True) if path.last.until is None]
    standing, unsettled, gone = (
        [Told(steps, name) for points, name in rules if (steps := tuple(point for point in points if point.weight in weights))]
        for weights in (STANDING, {Weight.OPEN}, {Weight.GONE})
    )
    if standing:
        is_all = not unsettled and not gone
        told = _standing(standing, vocabularies, "" if is_all else " of those that stand")
        return told + (f" Not settled: {_listed(unsettled, vocabularies)}." if unsettled else "")
    left, what = (unsettled, WEIGHT_WORDS[Weight.OPEN]) if unsettled else (gone, WEIGHT_WORDS[Weight.GONE])
    is_one = len(left) == 1 and len(left[0].steps) == 1
    return f"None stands today: {what} {'is' if is_one else 'are'} {_listed(left, vocabularies)}."


def _standing(rules: Sequence[Told], vocabularies: Vocabularies, whose: str) -> str:
    if len(rules) == 1:
        (rule,) = rules
        return f"{str(rule.name) or _region(rule.steps[0], vocabularies)}: {_way(rule.steps)}."
    if len({rule.likeness for rule in rules}) > 1 or any(len(rule.steps) > 1 for rule in rules):
        return f"What stands: {_listed(rules, vocabularies)}."
    points = [(rule.steps[0], str(rule.name) or _region(rule.steps[0], vocabularies)) for rule in rules]
    lowest, highest = min(point.low for point, _ in points), max(point.high for point, _ in points)
    if lowest == highest:
        return f"All{whose} say {points[0][0].words}."
    low = _ends([pair for pair in points if pair[0].low == lowest])
    high = _ends([pair for pair in points if pair[0].high == highest])
    return f"The lowest{whose}: {low}. The highest: {high}."


def _listed(rules: Sequence[Told], vocabularies: Vocabularies) -> str:
    """Each rule; of more than a few only how many they are, since unlike numbers cannot be summed up."""
    if len(rules) > MOST_TOLD:
        numbers = sum(len(rule.steps) for rule in rules)
        return f"{numbers} numbers, too unlike to be put in an order"
    return "; ".join(_rule(rule, vocabularies) for rule in rules)


def _rule(rule: Told, vocabularies: Vocabularies) -> str:
    name = lines(str(rule.name) or _region(rule.steps[0], vocabularies), LONGEST_NAME, 1)[0]
    return _at(rule.steps[0], name) if len(rule.steps) == 1 else f"{_way(rule.steps)} ({name})"


def _way(steps: Sequence[Point]) -> str:
    if len(steps) == 1:
        return _at(steps[0])
    return f"from {_at(steps[0])} to {_at(steps[-1])}, in {counted(len(steps), 'step')}"


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
            state = "" if weight in STANDING else f"{WEIGHT_WORDS[weight]}: "
            found.append(Key(WEIGHT_MARKS[weight], state + ", ".join(reasons)))
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
        parts.append("what was stated before is crossed")
    return "; ".join(parts) + "."


def note(found: Points, unit: Concept, *, drawn: int = 0) -> str:
    """What the picture leaves out, as where only so many lines of it are drawn, and that money stays as it was stated."""
    parts = [f"Only the first {drawn} lines are drawn."] if drawn else []
    if found.undated:
        parts.append(f"Left out: {counted(found.undated, 'number')} without a known date.")
    if unit.definition.startswith("Money"):
        parts.append("Money is shown as stated, never converted.")
    return " ".join(parts)


def _ends(ends: Sequence[tuple[Point, str]]) -> str:
    """The first of those that share an end of the scale, and how many do."""
    point, name = ends[0]
    others = f", and {counted(len(ends) - 1, 'other')}" if len(ends) > 1 else ""
    return _at(point, lines(name, LONGEST_NAME, 1)[0] + others)


def _at(point: Point, name: str = "") -> str:
    return f"{point.words} ({', '.join(part for part in (name, point.date) if part)})"


def _region(point: Point, vocabularies: Vocabularies) -> str:
    return vocabularies["regions"].label(point.policy.region)
