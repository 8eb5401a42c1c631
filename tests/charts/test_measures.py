"""Scales that are easy to read and never lie about zero."""

from __future__ import annotations

import pytest

from builders import SHIPPED, TODAY, a_policy, target_data
from policy_registry.charts.measures import Measure, measure
from policy_registry.charts.selection import points
from policy_registry.store import load

VOCABULARIES = load(SHIPPED).registry.vocabularies


def of(unit: str, *values: str, is_whole: bool = False) -> Measure:
    targets = [target_data(id=f"t-{place}", by=str(2030 + place), value=value, unit=unit) for place, value in enumerate(values)]
    policy = a_policy(targets=targets)
    found = points([(policy, target) for target in policy.targets], VOCABULARIES, TODAY)
    return measure(found.all, VOCABULARIES["units"][unit], is_whole=is_whole)


@pytest.mark.parametrize(
    ("unit", "values", "scale"),
    [
        ("percent", ("15", "35"), ("%", 0, 40)),
        ("percent", ("15", "85"), ("%", 0, 100)),
        ("percent", ("102.72",), ("%", 0, 120)),
        ("percent", ("0",), ("%", 0, 1)),
        ("percent", ("-5", "20"), ("%", -5, 20)),
        ("GWh-per-year", ("150", "600"), ("GWh/year", 0, 600)),
        ("KRW", ("50 trillion", "600 billion"), ("KRW trillion", 0, 50)),
        ("items", ("3",), ("items", 0, 3)),
    ],
)
def test_a_scale_begins_at_zero_and_ends_above_the_largest(
    unit: str, values: tuple[str, ...], scale: tuple[str, float, float]
) -> None:
    found = of(unit, *values)
    assert (found.unit, found.low, found.high) == scale


def test_a_whole_is_shown_whole_where_asked() -> None:
    assert of("percent", "6", "12", is_whole=True).high == 100
