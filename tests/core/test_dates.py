from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic_core import PydanticCustomError

from policy_registry.dates import PartialDate, add_months, day_of


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2027", date(2027, 1, 1), date(2027, 12, 31), "year"),
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28), "month"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "month"),
        ("2027-02-18", date(2027, 2, 18), date(2027, 2, 18), "day"),
        ("FY2030", date(2030, 1, 1), date(2031, 3, 31), "year"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, first: date, last: date, precision: str) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.first_day, parsed.last_day, parsed.precision) == (first, last, precision)
    assert str(parsed) == text


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("31/12/2027", "write 2027-12-31"),
        ("12/31/2027", "write 2027-12-31"),
        ("1.2.2027", "write 2027-02-01 or 2027-01-02, whichever the source means"),
        ("31/31/2027", "write 2027, 2027-02, 2027-02-18 or FY2030"),
        ("2027-02-30", "check the month and the day"),
        ("2027-13", "check the month and the day"),
        ("18 February 2027", "write 2027, 2027-02, 2027-02-18 or FY2030"),
        ("FY2030-04", "write 2027, 2027-02, 2027-02-18 or FY2030"),
        ("2027-2-1", "write 2027, 2027-02, 2027-02-18 or FY2030"),
        ("", "write 2027, 2027-02, 2027-02-18 or FY2030"),
        ("２０２７-02-18", "write 2027, 2027-02, 2027-02-18 or FY2030"),
        ("2027-02-1８", "write 2027, 2027-02, 2027-02-18 or FY2030"),
        (["2027"], "write 2027, 2027-02, 2027-02-18 or FY2030"),
    ],
)
def test_another_form_is_refused_with_a_proposal(text: object, proposal: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        PartialDate.parse(text)
    assert raised.value.type == "date-malformed"
    assert raised.value.context is not None
    assert raised.value.context["help"] == proposal


def test_a_vague_date_is_not_after_one_that_it_may_hold() -> None:
    year, month = PartialDate("2027"), PartialDate("2027-02")
    assert not year.is_surely_after(month)
    assert not month.is_surely_after(year)
    assert PartialDate("2028").is_surely_after(month)


def test_a_month_later_keeps_to_the_calendar() -> None:
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2025, 8, 18), 18) == date(2027, 2, 18)
    assert add_months(date(2025, 8, 18), 0) == date(2025, 8, 18)


def test_the_day_of_a_build_can_be_fixed() -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC)
    assert day_of("1795392000", now) == date(2026, 11, 23)
    assert day_of(None, now) == date(2027, 1, 1)
    with pytest.raises(ValueError, match='SOURCE_DATE_EPOCH is "soon"'):
        day_of("soon", now)
