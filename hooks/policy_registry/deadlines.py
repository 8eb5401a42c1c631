"""When something applies: a date, or a rule that waits for an event.

by: 2031-08-18
by: {later_of: [2025-02-18, {months: 12, after: "entry into force of the first delegated act", happened: null}]}
by: {taxable_years_beginning_after: 2025-07-04}
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from policy_registry.bad_examples import refuses
from policy_registry.dates import PartialDate, add_months
from policy_registry.quantities import WholeNumber
from policy_registry.texts import Text


class DateState(StrEnum):
    """How sure a date is on a given day."""

    CERTAIN = "certain"
    PROJECTED = "projected"
    PENDING = "pending"
    OVERTAKEN = "overtaken"


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class After(_Rule):
    """So long after an event; without `happened` the date is not known yet."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"months": 12, "after": "entry into force of the delegated act", "happened": None}],
            **refuses({"months": 12}),
        }
    )

    months: Annotated[WholeNumber, Field(ge=0, le=1200)] | None = Field(
        default=None, description="Whole months between the event and the date.", examples=[12]
    )
    days: Annotated[WholeNumber, Field(ge=0, le=36500)] | None = Field(
        default=None, description="Days between the event and the date.", examples=[180]
    )
    after: Text = Field(
        description="The event that starts the clock, in words.", examples=["entry into force of the delegated act"]
    )
    happened: PartialDate | None = Field(default=None, description="When the event happened; null while it has not.")
    expected: PartialDate | None = Field(default=None, description="When the event is officially expected, if known.")

    @model_validator(mode="after")
    def _one_interval(self) -> After:
        for event in (self.happened, self.expected):
            if event and event.is_fiscal_year:
                raise PydanticCustomError(
                    "rule-malformed", "a rule cannot count from a fiscal year", {"help": "give the calendar year, month or day"}
                )
        if (self.months is None) == (self.days is None):
            raise PydanticCustomError(
                "rule-malformed", "a rule needs either `months` or `days`", {"help": "give one of them, 0 for at once"}
            )
        counted = self.counted_from(self.happened) if self.happened else None
        if self.happened and (counted is None or counted.precision != self.happened.precision):
            raise PydanticCustomError(
                "rule-malformed",
                'the date does not follow from "{happened}", which is too vague',
                {"happened": str(self.happened), "help": "give the day on which the event happened"},
            )
        return self

    def counted_from(self, event: PartialDate) -> PartialDate | None:
        """The date that the rule gives for an event, as precise as it is the same for every day that the event can mean.

        None where not even the year is the same.
        """
        first, last = (self._counted(day).isoformat() for day in (event.first_day, event.last_day))
        agreed = next((length for length in (10, 7, 4) if first[:length] == last[:length]), 0)
        return PartialDate(first[:agreed]) if agreed else None

    def _counted(self, day: date) -> date:
        return add_months(day, self.months) if self.months is not None else day + timedelta(days=self.days or 0)


class LaterOf(_Rule):
    """The last of several dates; unknown as long as one of them is."""

    later_of: tuple[When, ...] = Field(
        min_length=2,
        description="The dates and rules of which the last one counts.",
        examples=[["2025-02-18", {"months": 12, "after": "entry into force of the delegated act", "happened": None}]],
        json_schema_extra=refuses("2025-02-18", ["2025-02-18"]),
    )


class TaxableYears(_Rule):
    """From each taxpayer's first taxable year that begins after a day, as US tax law counts."""

    taxable_years_beginning_after: PartialDate = Field(description="The day after which the taxable year must begin.")

    @property
    def first_possible(self) -> PartialDate:
        """The first day on which such a year can begin; a date that is no full day stays as it is."""
        day = self.taxable_years_beginning_after
        if day.precision != "day":
            return day
        return PartialDate((day.first_day + timedelta(days=1)).isoformat())


def _kind(value: Any) -> str:
    """Which form a date has: the tag of the union below, which pydantic puts into the place of an error."""
    if isinstance(value, dict):
        name = next((name for name in ("later_of", "taxable_years_beginning_after") if name in value), "after")
        return f"<{name}>"
    forms = ((LaterOf, "<later_of>"), (TaxableYears, "<taxable_years_beginning_after>"), (After, "<after>"))
    return next((tag for form, tag in forms if isinstance(value, form)), "<date>")


When = Annotated[
    Annotated[PartialDate, Tag("<date>")]
    | Annotated[LaterOf, Tag("<later_of>")]
    | Annotated[TaxableYears, Tag("<taxable_years_beginning_after>")]
    | Annotated[After, Tag("<after>")],
    Discriminator(_kind),
]
LaterOf.model_rebuild()


def resolved(when: When) -> PartialDate | None:
    """The date that is certain, or None while the rule waits."""
    if isinstance(when, PartialDate):
        return when
    if isinstance(when, TaxableYears):
        return when.first_possible
    if isinstance(when, After):
        return when.counted_from(when.happened) if when.happened else None
    parts = [resolved(part) for part in when.later_of]
    known = [part for part in parts if part]
    return max(known) if len(known) == len(parts) else None


def projected(when: When) -> PartialDate | None:
    """The date that follows from what is officially expected, where everything missing is expected."""
    if isinstance(when, After):
        event = when.happened or when.expected
        return when.counted_from(event) if event else None
    if isinstance(when, LaterOf):
        parts = [projected(part) for part in when.later_of]
        known = [part for part in parts if part]
        return max(known) if len(known) == len(parts) else None
    return resolved(when)


def not_before(when: When) -> PartialDate | None:
    """The latest date that the rule already holds for certain, whatever it still waits for."""
    if isinstance(when, LaterOf):
        known = [date for part in when.later_of if (date := not_before(part))]
        return max(known) if known else None
    return resolved(when)


def awaited(when: When) -> tuple[After, ...]:
    """The events that a rule still waits for."""
    if isinstance(when, After):
        return () if when.happened else (when,)
    if isinstance(when, LaterOf):
        return tuple(event for part in when.later_of for event in awaited(part))
    return ()


def state(when: When, as_of: date) -> DateState:
    """Certain when nothing is awaited; projected while the awaited event is expected on a day to come.

    Overtaken when the expected day, or without one the fixed part of the rule, has passed and the rule still waits.
    """
    if resolved(when):
        return DateState.CERTAIN
    likely = projected(when) or not_before(when)
    if likely and likely.last_day < as_of:
        return DateState.OVERTAKEN
    return DateState.PROJECTED if projected(when) else DateState.PENDING
