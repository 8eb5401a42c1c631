"""Which numbers a picture shows, where, and with what weight."""

from __future__ import annotations

from typing import Any

import pytest

from builders import SHIPPED, TODAY, a_policy, event_data, source_data, target_data
from policy_registry.charts.marks import Weight
from policy_registry.charts.points import Points, middle
from policy_registry.charts.selection import points
from policy_registry.dates import PartialDate
from policy_registry.policy import Policy
from policy_registry.store import load

VOCABULARIES = load(SHIPPED).registry.vocabularies
DUE = target_data()["by"]


def shown(*policies: Policy) -> Points:
    return points([(policy, target) for policy in policies for target in policy.targets], VOCABULARIES, TODAY)


def weight(policy: Policy) -> tuple[Weight, str]:
    point = shown(policy).all[0]
    return point.weight, point.reason


@pytest.mark.parametrize(
    ("changes", "weight_and_reason"),
    [
        ({}, (Weight.BINDING, "requirement")),
        ({"standing": "condition"}, (Weight.BINDING, "condition")),
        ({"standing": "aim"}, (Weight.AIM, "aim")),
        ({"standing": "benchmark"}, (Weight.AIM, "benchmark")),
        ({"standing": "estimate"}, (Weight.OPEN, "estimate")),
        ({"standing": "proposal"}, (Weight.OPEN, "proposal")),
        ({"standing": "lapsed"}, (Weight.GONE, "lapsed")),
        ({"citation": None, "unverified": "no source was found"}, (Weight.OPEN, "requirement, unverified")),
        (
            {"by": {"months": "12", "after": "the act", "happened": None, "expected": "2027-01-01"}},
            (Weight.OPEN, "requirement, date not certain"),
        ),
    ],
)
def test_the_weight_of_a_number_follows_its_standing_and_its_support(
    changes: dict[str, Any], weight_and_reason: tuple[Weight, str]
) -> None:
    target = {key: value for key, value in target_data(**changes).items() if value is not None}
    assert weight(a_policy(targets=[target])) == weight_and_reason


@pytest.mark.parametrize(
    ("status", "weight_and_reason"),
    [
        ("in-force", (Weight.BINDING, "requirement")),
        ("proposed", (Weight.OPEN, "policy proposed")),
        ("suspended", (Weight.OPEN, "policy suspended")),
        ("repealed", (Weight.GONE, "policy repealed")),
        ("concluded", (Weight.GONE, "policy concluded")),
    ],
)
def test_no_number_outweighs_its_policy(status: str, weight_and_reason: tuple[Weight, str]) -> None:
    assert weight(a_policy(status=status, events=[event_data(kind="proposed")])) == weight_and_reason


def test_a_number_on_an_unread_source_is_not_settled() -> None:
    unread = {key: value for key, value in source_data(consulted="not-consulted").items() if key != "consulted_on"}
    assert weight(a_policy(sources=[unread])) == (Weight.OPEN, "requirement, unverified")


def test_a_number_without_a_known_date_is_left_out_and_counted() -> None:
    waits = {"months": "12", "after": "the first delegated act", "happened": None}
    undated = target_data(id="undated", by=None)
    del undated["by"]
    state = {key: value for key, value in target_data(id="state", metric="milestone").items() if key not in {"value", "unit"}}
    found = shown(a_policy(targets=[target_data(), target_data(id="waits", by=waits), undated, state]))
    assert ([point.target.id for point in found.all], found.undated) == (["recycled-cobalt-2031"], 2)


def test_ids_that_differ_in_their_numbers_are_steps_of_one_rule() -> None:
    steps = [target_data(id=f"cobalt-{year}", by=year, value=value) for year, value in (("2036", "26"), ("2031", "16"))]
    other = target_data(id="proposed-cobalt-2036", by="2036", value="20", standing="proposal")
    paths = shown(a_policy(targets=[*steps, other])).paths
    assert [[point.target.id for point in path.points] for path in paths] == [
        ["cobalt-2031", "cobalt-2036"],
        ["proposed-cobalt-2036"],
    ]


def test_two_steps_of_one_date_are_no_path() -> None:
    rounds = [target_data(id=f"round-{number}", value=number) for number in ("1", "2")]
    assert [len(path.points) for path in shown(a_policy(targets=rounds)).paths] == [1, 1]


def test_policies_never_share_a_path() -> None:
    found = shown(a_policy("eu-one"), a_policy("eu-two", targets=[target_data(by="2036")]))
    assert [len(path.points) for path in found.paths] == [1, 1]


def test_what_the_law_said_before_is_a_path_of_its_own_that_no_longer_stands() -> None:
    old = {"value": "20", "unit": "percent", "until": "2025-07-31", "citation": {"source": "oj"}}
    found = shown(a_policy(targets=[target_data(earlier=[old])]))
    assert [(point.words, point.weight, point.reason) for point in found.all] == [
        ("at least 16\u00a0%", Weight.BINDING, "requirement"),
        ("20\u00a0%", Weight.GONE, "until 31\u00a0July 2025"),
    ]
    assert [str(point.when) for point in found.all] == [DUE, DUE]


@pytest.mark.parametrize(
    "old",
    [
        {"value": "20", "unit": "t"},
        {"value": "20", "unit": "percent", "measured_as": "share of lead in the battery"},
        {"value": "16", "unit": "percent", "comparator": "at-least"},
        {"by": "2030"},
    ],
    ids=["another unit", "another whole", "nothing new", "no number"],
)
def test_what_the_law_said_before_is_left_out_where_it_is_not_alike_or_not_new(old: dict[str, str]) -> None:
    target = target_data(earlier=[old | {"until": "2025-07-31", "citation": {"source": "oj"}}])
    assert len(shown(a_policy(targets=[target])).all) == 1


def test_a_number_that_repeats_a_step_of_another_policy_is_told_with_that_step() -> None:
    steps = a_policy("eu-one", targets=[target_data(id=f"cobalt-{year}", by=year) for year in ("2031", "2036")])
    same = a_policy("eu-two", targets=[target_data(id="restated", by="2031")])
    elsewhere = a_policy("kr-three", targets=[target_data(id="alike", by="2031")])
    found = shown(steps, same, elsewhere)
    assert [(point.policy.id, point.also) for point in found.all] == [
        ("eu-one", ("Example eu-two",)),
        ("eu-one", ()),
        ("kr-three", ()),
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [("2030-01-01", 2030.0), ("2030", 2030.5), ("2030-07", 2030.54), ("2030-12-31", 2031.0), ("FY2030", 2030.6)],
)
def test_a_date_stands_in_the_middle_of_the_days_that_it_can_mean(text: str, year: float) -> None:
    assert middle(PartialDate(text)) == pytest.approx(year, abs=0.03)
