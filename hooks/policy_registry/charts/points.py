"""The numbers of a like-with-like table as points: a value, a date, and the weight that it has today."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from policy_registry.charts.marks import Weight
from policy_registry.dates import PartialDate
from policy_registry.deadlines import DateState, When, projected, state
from policy_registry.facing import evidence_view
from policy_registry.facts import EarlierTarget, Target
from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import date_words, measured_words

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Point:
    """A number, or a range, that a policy gives for a date, with the word that says why it weighs as it does."""

    policy: Policy
    target: Target
    low: Decimal
    high: Decimal
    when: PartialDate
    words: str
    weight: Weight
    reason: str
    also: tuple[str, ...] = ()

    @property
    def year(self) -> float:
        """The middle of the days that the date can mean, in years."""
        return in_years(self.when)

    @property
    def date(self) -> str:
        """The date in words."""
        return date_words(self.when)


@dataclass(frozen=True)
class Path:
    """The steps of one rule, oldest first; or a number that stands alone."""

    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """The step that bears the name of the path."""
        return self.points[-1]


@dataclass(frozen=True)
class Points:
    """What of a table can be shown on a line of time, and how many numbers cannot, for want of a date."""

    paths: tuple[Path, ...]
    undated: int

    @property
    def all(self) -> tuple[Point, ...]:
        """Every point, path by path."""
        return tuple(point for path in self.paths for point in path.points)


def in_years(when: PartialDate) -> float:
    """The middle of the days that a date can mean, as a year with a fraction."""
    days = (when.last_day - when.first_day).days / 2 + when.first_day.timetuple().tm_yday - 1
    return round(when.first_day.year + days / 365.25, 3)


def points(facts: Iterable[tuple[Policy, Target]], vocabularies: Vocabularies, as_of: date) -> Points:
    """The dated numbers of targets that are counted alike, with what the law said of them before."""
    found: dict[tuple[str, ...], list[Point]] = defaultdict(list)
    undated = 0
    for policy, target in facts:
        if target.value is None:
            continue
        if target.by is None or projected(target.by) is None:
            undated += 1
            continue
        weight, reason = _weight(policy, target, target.by, vocabularies, as_of)
        now = _point(policy, target, target, target.by, vocabularies, weight, reason)
        found[policy.id, steps_of(target.id), ""].extend(now)
        for old in target.earlier:
            if old.unit == target.unit and old.measured_as in (None, target.measured_as):
                reason = f"said until {date_words(old.until)}"
                before = _point(policy, target, old, old.by or target.by, vocabularies, Weight.GONE, reason)
                found[policy.id, steps_of(target.id), "before"].extend(
                    point for point in before if not now or (point.low, point.high, point.when) != _place(now[0])
                )
    return Points(_merged([path for steps in found.values() for path in _paths(steps)]), undated)


def steps_of(id: str) -> str:
    """The name that the steps of one rule share: their ids differ in the numbers only."""
    return _DIGITS.sub("", id)


def _point(
    policy: Policy,
    target: Target,
    said: Target | EarlierTarget,
    by: When,
    vocabularies: Vocabularies,
    weight: Weight,
    reason: str,
) -> list[Point]:
    when = projected(by)
    if said.value is None or when is None:
        return []
    high = said.value if said.max_value is None else said.max_value
    return [Point(policy, target, said.value, high, when, measured_words(said, vocabularies), weight, reason)]


def _weight(policy: Policy, target: Target, by: When, vocabularies: Vocabularies, as_of: date) -> tuple[Weight, str]:
    status = vocabularies["statuses"][policy.status]
    standing = vocabularies["standings"].label(target.standing).lower()
    if target.standing == "lapsed" or status.group == "past":
        return Weight.GONE, standing if target.standing == "lapsed" else f"policy {status.label.lower()}"
    if status.group in {"paused", "coming"}:
        return Weight.OPEN, f"policy {status.label.lower()}"
    if target.standing in {"estimate", "proposal"}:
        return Weight.OPEN, standing
    if state(by, as_of) is not DateState.CERTAIN:
        return Weight.OPEN, "date not certain"
    if evidence_view(policy, target).is_unverified:
        return Weight.OPEN, f"{standing}, unverified"
    return (Weight.BINDING if target.standing in {"requirement", "condition"} else Weight.AIM), standing


def _paths(steps: list[Point]) -> list[Path]:
    """One path where every step has a date of its own; else each number stands alone."""
    steps = sorted(steps, key=lambda point: point.year)
    if len({point.year for point in steps}) == len(steps):
        return [Path(tuple(steps))] if steps else []
    return [Path((step,)) for step in steps]


def _merged(paths: list[Path]) -> tuple[Path, ...]:
    """The paths without numbers that only repeat, in another policy of the region, what a longer path says."""
    paths = sorted(paths, key=lambda path: -len(path.points))
    kept: list[Path] = []
    for path in paths:
        other = next((other for other in kept if len(path.points) == 1 and _repeats(path.last, other)), None)
        if other is None:
            kept.append(path)
        else:
            names = path.last.policy.short_title
            told = (replace(step, also=(*step.also, names)) if _is_same(path.last, step) else step for step in other.points)
            kept[kept.index(other)] = Path(tuple(told))
    return tuple(sorted(kept, key=lambda path: (path.points[0].year, path.last.policy.id, path.last.target.id)))


def _repeats(point: Point, path: Path) -> bool:
    return any(_is_same(point, step) for step in path.points)


def _is_same(one: Point, other: Point) -> bool:
    is_elsewhere = one.policy.id != other.policy.id and one.policy.region == other.policy.region
    return is_elsewhere and (*_place(one), one.weight) == (*_place(other), other.weight)


def _place(point: Point) -> tuple[Decimal, Decimal, PartialDate]:
    return point.low, point.high, point.when
