"""What a policy stated on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import CITATION, a_policy, event_data, obligation_data, target_data
from policy_registry.legal_state import Statement, beginning, ending, stated_on, statements, turning_points

POSTPONED = obligation_data(
    id="due-diligence",
    applies_from="2027-08-18",
    earlier=[{"applies_from": "2025-08-18", "until": "2025-07-31", "citation": CITATION}],
)


def event(kind: str, day: str) -> dict[str, Any]:
    return event_data(id=f"{kind}-{day}", kind=kind, date=day)


def raised(value: str, until: str) -> dict[str, Any]:
    return {"value": value, "unit": "percent", "comparator": "at-least", "until": until, "citation": CITATION}


def read(statement: Statement, field: str) -> object:
    """What was said of a duty or target in one of its fields."""
    return getattr(statement.said, field)


@pytest.mark.parametrize(
    ("day", "applies_from"),
    [
        ("2023-08-16", None),
        ("2023-08-17", "2025-08-18"),
        ("2025-06-01", "2025-08-18"),
        ("2025-07-30", "2025-08-18"),
        ("2025-07-31", "2027-08-18"),
        ("2025-08-15", "2027-08-18"),
        ("2099-01-01", "2027-08-18"),
    ],
)
def test_an_earlier_date_holds_until_the_day_of_its_change(day: str, applies_from: str | None) -> None:
    policy = a_policy(obligations=[POSTPONED], targets=None)
    told = stated_on(policy, date.fromisoformat(day)).get("due-diligence")
    assert (told and str(read(told, "applies_from"))) == applies_from


def test_statements_follow_one_another_without_gap_oldest_first() -> None:
    target = target_data(value="50", earlier=[raised("40", "2025"), raised("30", "2024-06")])
    policy = a_policy(targets=[target])
    told = statements(policy, policy.targets[0])
    assert [(str(read(one, "value")), one.from_day, one.until_day) for one in told] == [
        ("30", date(2023, 8, 17), date(2024, 6, 1)),
        ("40", date(2024, 6, 1), date(2025, 1, 1)),
        ("50", date(2025, 1, 1), None),
    ]
    assert told[-1].said is policy.targets[0]


@pytest.mark.parametrize(
    ("events", "status", "first"),
    [
        ([("proposed", "2020"), ("adopted", "2023-07-12"), ("in-force", "2023-08-17")], "in-force", "2023-07-12"),
        ([("published", "2023-07"), ("in-force", "2023-08-17")], "in-force", "2023-07"),
        ([("amended", "2022"), ("in-force", "2023")], "in-force", "2023"),
        ([("announced", "2020"), ("agreed", "2021"), ("applies", "2022-03-04"), ("reviewed", "2023")], "active", "2022-03-04"),
        ([("announced", "2020"), ("proposed", "2021-05")], "proposed", "2021-05"),
        ([("proposed", "2021-05"), ("published", "2021-06")], "proposed", "2021-05"),
        ([("announced", "2020"), ("proposed", "2021-05")], "announced", None),
        ([("consultation", "2020")], "proposed", None),
        ([], "active", None),
    ],
)
def test_a_policy_states_nothing_before_it_is_made(events: list[tuple[str, str]], status: str, first: str | None) -> None:
    policy = a_policy(events=[event(*pair) for pair in events], status=status)
    begins = beginning(policy)
    assert (str(begins.date) if begins else None) == first
    assert {str(one.from_day)[: len(first or "")] for one in stated_on(policy, date(2099, 1, 1)).values()} == (
        {first} if first else set()
    )


@pytest.mark.parametrize(
    ("stated_from", "first"),
    [("2024-02", date(2024, 2, 1)), ("2025-10-08", date(2025, 10, 8)), ("2023", date(2023, 8, 17)), (None, date(2023, 8, 17))],
)
def test_a_fact_counts_from_its_own_first_day_and_never_from_before_its_policy(stated_from: str | None, first: date) -> None:
    duty = obligation_data(**({"stated_from": stated_from} if stated_from else {}))
    policy = a_policy(obligations=[duty])
    assert [(one.from_day, one.until_day) for one in statements(policy, policy.obligations[0])] == [(first, None)]


def test_what_was_over_before_the_fact_was_stated_is_no_statement() -> None:
    policy = a_policy(obligations=[POSTPONED | {"stated_from": "2025-07-31"}])
    assert [one.said for one in statements(policy, policy.obligations[0])] == [policy.obligations[0]]


@pytest.mark.parametrize(
    ("kind", "day", "last"),
    [
        ("repealed", "2025-08-18", date(2025, 8, 17)),
        ("superseded", "2026-04", date(2026, 3, 31)),
        ("expired", "2022-12-31", date(2022, 12, 31)),
        ("expired", "2022", date(2022, 12, 31)),
    ],
)
def test_after_its_end_a_policy_states_nothing(kind: str, day: str, last: date) -> None:
    policy = a_policy(events=[event("adopted", "2006-09-06"), event(kind, day)], status=kind)
    assert set(stated_on(policy, last)) == {"passport", "recycled-cobalt-2031"}
    assert stated_on(policy, date.fromordinal(last.toordinal() + 1)) == {}
    assert {one.until_day for one in stated_on(policy, last).values()} == {date.fromordinal(last.toordinal() + 1)}


def test_a_duty_that_applies_from_the_day_of_the_repeal_outlives_it_until_its_last_day() -> None:
    kept = obligation_data(id="kept", applies_from="2025-08-18", applies_until="2026-08-18", stated_from="2023-07-28")
    for_good = obligation_data(id="for-good", applies_from="2025-08-18")
    policy = a_policy(
        status="repealed",
        events=[event("adopted", "2006-09-06"), event("repealed", "2025-08-18")],
        obligations=[obligation_data(), kept, for_good],
        targets=[],
    )
    assert set(stated_on(policy, date(2025, 8, 17))) == {"passport", "kept", "for-good"}
    assert set(stated_on(policy, date(2025, 8, 18))) == set(stated_on(policy, date(2026, 8, 18))) == {"kept", "for-good"}
    assert set(stated_on(policy, date(2026, 8, 19))) == {"for-good"}
    assert [str(turn) for turn in turning_points(policy)] == ["2023-07-28", "2025-08-18", "2026-08-19"]


def test_an_end_that_the_status_denies_is_none() -> None:
    policy = a_policy(events=[event("adopted", "2020"), event("expired", "2025-09-30")], status="partly-in-force")
    assert ending(policy) is None
    assert len(stated_on(policy, date(2026, 1, 1))) == 2


def test_the_turning_points_are_the_days_on_which_the_law_read_differently_from_the_day_before() -> None:
    policy = a_policy(
        status="repealed",
        events=[event("in-force", "2023-08-17"), event("repealed", "2026-02-01")],
        obligations=[POSTPONED, obligation_data(id="added", stated_from="2024-05"), obligation_data()],
        targets=[target_data(stated_from="2023-08-17", earlier=[raised("10", "2020-01-01")])],
    )
    assert [str(turn) for turn in turning_points(policy)] == ["2024-05", "2025-07-31", "2026-02-01"]


def test_a_policy_without_a_beginning_has_no_turning_points() -> None:
    policy = a_policy(status="announced", events=[event("announced", "2023")], obligations=[POSTPONED])
    assert turning_points(policy) == ()
    assert statements(policy, policy.obligations[0]) == ()
