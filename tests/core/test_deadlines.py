from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from policy_registry.deadlines import DateState, When, awaited, not_before, projected, resolved, state

ADAPTER: TypeAdapter[When] = TypeAdapter(When)
WAITING = {"later_of": ["2025-02-18", {"months": "12", "after": "the delegated act", "happened": None}]}
EXPECTED = {"later_of": ["2027-02-18", {"months": "12", "after": "the act", "happened": None, "expected": "2026-12"}]}
HAPPENED = {"later_of": ["2025-02-18", {"months": "12", "after": "the delegated act", "happened": "2026-03-01"}]}


def when(data: Any) -> When:
    return ADAPTER.validate_python(data)


@pytest.mark.parametrize(
    ("data", "on", "expected"),
    [
        ("2031-08-18", date(2040, 1, 1), DateState.CERTAIN),
        (HAPPENED, date(2025, 1, 1), DateState.CERTAIN),
        (WAITING, date(2025, 2, 18), DateState.PENDING),
        (WAITING, date(2025, 2, 19), DateState.OVERTAKEN),
        (EXPECTED, date(2026, 1, 1), DateState.PROJECTED),
        ({"months": "12", "after": "the act", "happened": None}, date(2050, 1, 1), DateState.PENDING),
        ({"taxable_years_beginning_after": "2025-07-04"}, date(2026, 1, 1), DateState.CERTAIN),
    ],
)
def test_the_state_of_a_date_follows_from_the_day(data: Any, on: date, expected: DateState) -> None:
    assert state(when(data), on) is expected


def test_the_later_date_counts_once_all_are_known() -> None:
    assert str(resolved(when(HAPPENED))) == "2027-03-01"
    assert resolved(when(WAITING)) is None
    assert str(not_before(when(WAITING))) == "2025-02-18"


def test_a_rule_names_what_it_waits_for() -> None:
    assert [event.after for event in awaited(when(WAITING))] == ["the delegated act"]
    assert awaited(when(HAPPENED)) == ()


def test_a_date_counted_from_a_vague_event_stays_vague() -> None:
    assert str(resolved(when({"months": "18", "after": "the act", "happened": "2025-07"}))) == "2027-01"
    assert str(resolved(when({"months": "12", "after": "the act", "happened": "2025"}))) == "2026"
    assert str(resolved(when({"days": "90", "after": "promulgation", "happened": "2025-10-01"}))) == "2025-12-30"


@pytest.mark.parametrize(
    ("interval", "expected", "date"),
    [
        ({"months": "6"}, "2027", None),  # July 2027 to June 2028
        ({"days": "20"}, "2027-02", "2027"),
        ({"days": "20"}, "2027-12", None),
        ({"months": "6"}, "2027-02", "2027-08"),
    ],
)
def test_a_date_that_is_expected_is_as_precise_as_every_day_of_the_event_allows(
    interval: dict[str, str], expected: str, date: str | None
) -> None:
    likely = projected(when(interval | {"after": "the act", "happened": None, "expected": expected}))
    assert (str(likely) if likely else None) == date


@pytest.mark.parametrize(
    ("interval", "happened"), [({"months": "6"}, "2027"), ({"days": "20"}, "2027-02"), ({"days": "1"}, "2027")]
)
def test_no_date_is_certain_that_a_vague_event_does_not_settle(interval: dict[str, str], happened: str) -> None:
    with pytest.raises(ValidationError, match=f'does not follow from "{happened}", which is too vague'):
        when(interval | {"after": "the act", "happened": happened})


@pytest.mark.parametrize(
    "data",
    [
        {"later_of": ["2025-02-18"]},
        {"after": "the act", "happened": None},
        {"months": "12", "days": "3", "after": "the act"},
        {"months": "-1", "after": "the act"},
        {"months": "99999999", "after": "the act"},
        {"days": "999999999999", "after": "the act"},
        {"months": "12"},
        {"sooner_of": ["2025", "2026"]},
    ],
)
def test_half_a_rule_is_refused(data: Any) -> None:
    with pytest.raises(ValidationError):
        when(data)
