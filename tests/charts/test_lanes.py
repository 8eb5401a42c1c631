"""The lives of policies as lanes."""

from __future__ import annotations

from typing import Any

import pytest

from builders import SHIPPED, TODAY, a_policy, event_data
from policy_registry.charts.lanes import MOST_LANES, Lane, Years, lanes, years
from policy_registry.charts.turns import Turn
from policy_registry.store import load

VOCABULARIES = load(SHIPPED).registry.vocabularies
SHOWN = Years(2020, 2032)
NOW = 2026.89


def event(kind: str, date: str) -> dict[str, Any]:
    return event_data(id=f"{kind}-{date}", kind=kind, date=date)


def lane(status: str, *events: dict[str, Any]) -> Lane:
    (found,) = lanes([a_policy(status=status, events=list(events))], SHOWN, VOCABULARIES, TODAY)
    return found


def life(found: Lane) -> list[float | None]:
    years = (found.first, found.law_from, found.stands_until, found.known_until)
    return [None if year is None else round(year, 2) for year in years]


ADOPTED = event("adopted", "2021-01-01")


@pytest.mark.parametrize(
    ("status", "events", "drawn"),
    [
        ("in-force", [event("proposed", "2020-01-01"), ADOPTED], [2020, 2021, NOW, NOW]),
        ("in-force", [ADOPTED, event("deadline", "2030-01-01")], [2021, 2021, NOW, 2030]),
        ("repealed", [ADOPTED, event("repealed", "2023-01-01")], [2021, 2021, 2023, 2023]),
        ("repealed", [ADOPTED, event("repealed", "2030-01-01")], [2021, 2021, NOW, 2030]),
        ("concluded", [ADOPTED, event("reviewed", "2024-01-01")], [2021, 2021, 2024, 2024]),
        ("proposed", [event("proposed", "2022-01-01")], [2022, None, NOW, NOW]),
    ],
)
def test_a_policy_is_drawn_as_law_from_its_beginning_to_its_end_or_today(
    status: str, events: list[dict[str, Any]], drawn: list[float | None]
) -> None:
    assert life(lane(status, *events)) == drawn


def test_events_of_one_kind_and_quarter_share_a_mark() -> None:
    events = [event("adopted", "2021-01-05"), event("published", "2021-02-01"), event("in-force", "2021-02-20")]
    found = lane("in-force", *events, event("amended", "2021-11-01"), event("guidance", "2022"))
    assert [(turning.turn, len(turning.events)) for turning in found.turnings] == [
        (Turn.ADOPTED, 2),
        (Turn.IN_FORCE, 1),
        (Turn.CHANGED, 1),
        (Turn.STEP, 1),
    ]


def test_a_step_outside_of_the_years_has_no_mark() -> None:
    found = lane("in-force", event("adopted", "2006"), event("in-force", "2021"), event("deadline", "2042-12-31"))
    assert [turning.turn for turning in found.turnings] == [Turn.IN_FORCE]


def test_the_lanes_stand_in_the_order_in_which_they_begin_and_only_the_most_eventful_are_drawn() -> None:
    many = [a_policy(f"eu-{number:02}", events=[ADOPTED, event("amended", "2022")]) for number in range(MOST_LANES)]
    few = a_policy("eu-few", events=[event("adopted", "2020-06-01")])
    early = a_policy("eu-early", events=[event("adopted", "2020-02-01"), event("amended", "2023"), event("amended", "2024")])
    found = [lane.policy.id for lane in lanes([*many, few, early], SHOWN, VOCABULARIES, TODAY)]
    assert found == ["eu-early", *(f"eu-{number:02}" for number in range(MOST_LANES - 1))]


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        (["2024", "2025", "2026"], (2024, 2027)),
        (["1999", "2024", "2028"], (2010, 2029)),
        (["2024", "2042"], (2024, 2032)),
        (["2028"], (2026, 2029)),
        ([], (2026, 2027)),
        (["2001", *(["2024"] * 25)], (2024, 2027)),
    ],
)
def test_the_years_are_those_that_are_not_nearly_empty(dates: list[str], shown: tuple[int, int]) -> None:
    events = [event_data(id=f"e-{place}", date=date) for place, date in enumerate(dates)]
    found = years([a_policy(events=events)], TODAY)
    assert (found.begins, found.ends) == shown
