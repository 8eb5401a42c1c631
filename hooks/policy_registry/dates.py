"""Dates as precise as their source, and dates that are rules.

Forms: `2027`, `2027-02`, `2027-02-18` (ISO 8601), and `FY2030` for a fiscal year as its country counts it.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from policy_registry.bad_examples import refuses

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_FORM = re.compile(r"(?P<fiscal>FY)?(?P<year>[12]\d{3})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.]([12]\d{3})", re.ASCII)
JSON_PATTERN = r"^((FY)?[12][0-9]{3}|[12][0-9]{3}-[0-9]{2}(-[0-9]{2})?)$"


@dataclass(frozen=True, eq=True)
class PartialDate:
    """A year, a fiscal year, a month or a day; never more precise than its source."""

    text: str

    @cached_property
    def first_day(self) -> date:
        """The first day that the date can mean; a fiscal year is sorted as its calendar year."""
        parts = [int(part) for part in self.text.removeprefix("FY").split("-")]
        return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)

    @cached_property
    def last_day(self) -> date:
        """The last day that the date can mean; for a fiscal year the latest end in use, 31 March of the next."""
        first = self.first_day
        if self.is_fiscal_year:
            return date(first.year + 1, 3, 31)
        if self.precision == "year":
            return date(first.year, 12, 31)
        if self.precision == "month":
            return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
        return first

    @property
    def is_fiscal_year(self) -> bool:
        """Whether the year is a fiscal one, whose months depend on the country."""
        return self.text.startswith("FY")

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return ("year", "month", "day")[self.text.count("-")]

    @property
    def year(self) -> int:
        """The calendar year, or the year that names the fiscal year."""
        return self.first_day.year

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: PartialDate) -> bool:
        return (self.last_day, self.text) < (other.last_day, other.text)

    def is_surely_after(self, other: PartialDate) -> bool:
        """Whether this date is later than the other on every reading of both."""
        return self.first_day > other.last_day

    @classmethod
    def parse(cls, text: object) -> PartialDate:
        """Read one of the four forms; raises PydanticCustomError `date-malformed` with a proposal."""
        if isinstance(text, PartialDate):
            return text
        return _parsed(text) if isinstance(text, str) else cls._parse(text)

    @classmethod
    def _parse(cls, text: object) -> PartialDate:
        match = _FORM.fullmatch(text) if isinstance(text, str) else None
        if match is None or (match["fiscal"] and match["month"]):
            raise _malformed(text)
        parsed = cls(str(text))
        try:
            _ = parsed.first_day
        except ValueError as error:
            raise PydanticCustomError(
                "date-malformed", '"{text}" is not in the calendar', {"text": text, "help": "check the month and the day"}
            ) from error
        return parsed

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": JSON_PATTERN,
            "examples": ["2023-07-28", "2023-07", "2023", "FY2030"],
            **refuses("31/12/2027", "2027-02-30", "18 February 2027"),
        }


# A registry names few days many times.
@lru_cache(maxsize=10_000)
def _parsed(text: str) -> PartialDate:
    return PartialDate._parse(text)


def _malformed(text: object) -> PydanticCustomError:
    numbers = _YEAR_LAST.fullmatch(text) if isinstance(text, str) else None
    # The day first, as most countries write; the month first where only that is in the calendar, or may be meant.
    readings = [_iso(numbers[3], *pair) for pair in ((numbers[2], numbers[1]), (numbers[1], numbers[2]))] if numbers else []
    proposals = [reading for reading in dict.fromkeys(readings) if reading]
    which = ", whichever the source means" if len(proposals) > 1 else ""
    proposal = f"write {' or '.join(proposals)}{which}" if proposals else "write 2027, 2027-02, 2027-02-18 or FY2030"
    shown = text if isinstance(text, str) else "a list or mapping"
    return PydanticCustomError("date-malformed", '"{text}" is not a date', {"text": shown, "help": proposal})


def _iso(year: str, month: str, day: str) -> str:
    """The day in ISO 8601; empty where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def day_of(epoch: str | None, now: datetime) -> date:
    """The day in UTC that `SOURCE_DATE_EPOCH` names in seconds, or the day of a moment where it is not set.

    Raises:
        ValueError: the text is no number of seconds.
    """
    if not epoch:
        return now.astimezone(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f'SOURCE_DATE_EPOCH is "{epoch}", which is no number of seconds since 1970') from error


def midnight(day: date) -> str:
    """The beginning of a day in UTC as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
