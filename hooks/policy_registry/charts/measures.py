"""The scale of a picture: where it ends, in what unit it counts, and how its numbers are written."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from policy_registry.charts.points import Point
from policy_registry.quantities import SCALES
from policy_registry.vocabulary import Concept
from policy_registry.wording import number_words

MOST_OF_A_WHOLE = 60
_STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Measure:
    """Numbers divided by a million, a billion, a trillion or nothing, from `low` to `high`."""

    unit: str
    exponent: int
    low: float
    high: float

    @property
    def longest(self) -> str:
        """The longest number beside the scale."""
        return f"{self.high:,g}"

    def number(self, value: Decimal) -> float:
        """The number as the scale counts it."""
        return float(value.scaleb(-self.exponent))

    def words(self, point: Point) -> str:
        """The number without its unit: `16`, or `50–60`."""
        low, high = (self._digits(value) for value in (point.low, point.high))
        return low if point.low == point.high else f"{low}–{high}"

    def _digits(self, value: Decimal) -> str:
        scaled = value.scaleb(-self.exponent)
        return number_words(scaled.normalize() if self.exponent else scaled)


def measure(points: Iterable[Point], unit: Concept, *, is_whole: bool = False) -> Measure:
    """The scale on which all points find room: it begins at zero, and large shares, or all where asked, end at the whole."""
    values = [value for point in points for value in (point.low, point.high)]
    largest = max((abs(value) for value in values), default=Decimal())
    word, exponent = next(((word, power) for word, power in SCALES.items() if largest >= Decimal(1).scaleb(power)), ("", 0))
    low, high = (float(value.scaleb(-exponent)) for value in (min((*values, Decimal())), max((*values, Decimal()))))
    is_part = unit.id == "percent" and high <= 100 and (is_whole or high > MOST_OF_A_WHOLE)
    name = " ".join(part for part in (unit.prefix, word, unit.symbol) if part) or unit.label
    top = 100.0 if is_part else _round_up(high)
    return Measure(name, exponent, 0 - _round_up(-low), top if high or low else 1.0)


def _round_up(value: float) -> float:
    """The next number that is easy to read on a scale."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return float(next(step * power for step in _STEPS if step * power >= value * 0.999999))
