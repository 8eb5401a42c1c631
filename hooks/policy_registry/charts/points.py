"""Numbers as points, a value at a date with the weight that it has today, and the paths that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from policy_registry.charts.marks import Weight
from policy_registry.dates import PartialDate
from policy_registry.facts import Target
from policy_registry.policy import Policy
from policy_registry.wording import date_words

_DIGITS = re.compile(r"\d+")


class Rule(NamedTuple):
    """A policy and the name that the steps of one rule share: the ids of its targets differ in the numbers only."""

    policy: str
    name: str


@dataclass(frozen=True)
class Point:
    """A number, or a range, that a policy gives for a date, with the word that says why it weighs as it does.

    `until` is the day from which the law said otherwise; `also` names policies that repeat the number.
    """

    policy: Policy
    target: Target
    low: Decimal
    high: Decimal
    when: PartialDate
    words: str
    weight: Weight
    reason: str
    until: PartialDate | None = None
    also: tuple[str, ...] = ()

    @property
    def year(self) -> float:
        """The middle of the days that the date can mean, in years."""
        return middle(self.when)

    @property
    def date(self) -> str:
        """The date in words."""
        return date_words(self.when)

    @property
    def place(self) -> tuple[Decimal, Decimal, PartialDate]:
        """Where the point stands; two at one place cover each other."""
        return self.low, self.high, self.when


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
    """What of a table can be shown on a line of time, and how many of its numbers cannot, for want of a date."""

    paths: tuple[Path, ...]
    undated: int

    @property
    def all(self) -> tuple[Point, ...]:
        """Every point, path by path."""
        return tuple(point for path in self.paths for point in path.points)


def rule_of(policy: Policy, target: Target) -> Rule:
    """The rule that a target is a step of."""
    return Rule(policy.id, _DIGITS.sub("", target.id))


@lru_cache(maxsize=10_000)
def middle(when: PartialDate) -> float:
    """The middle of the days that a date can mean, in years."""
    return (in_years(when.first_day) + in_years(when.last_day)) / 2


def in_years(day: date) -> float:
    """A day as a year with a fraction."""
    return round(day.year + (day.timetuple().tm_yday - 1) / 366, 3)
