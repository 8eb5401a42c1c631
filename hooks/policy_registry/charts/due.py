"""The duties of the next years, each in the quarter or the year in which it begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy_registry.dates import PartialDate
from policy_registry.deadlines import resolved
from policy_registry.facts import Obligation
from policy_registry.listings import OVER
from policy_registry.policy import Policy
from policy_registry.stage import Stage, stage
from policy_registry.vocabulary import Vocabularies

YEARS = 5
QUARTERS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True)
class Period:
    """A year, or a quarter of it, from 0 to 3."""

    year: int
    quarter: int | None = None

    @property
    def middle(self) -> float:
        """Where it stands on a scale of years."""
        return self.year + (0.5 if self.quarter is None else self.quarter / 4 + 0.125)

    def __str__(self) -> str:
        return str(self.year) if self.quarter is None else f"{QUARTERS[self.quarter]} {self.year}"


@dataclass(frozen=True)
class Duty:
    """A duty with the date from which it applies."""

    what: Obligation
    date: PartialDate

    @property
    def quarter(self) -> Period:
        """The quarter of the date, or its year where no more is known."""
        is_vague = self.date.precision == "year"
        return Period(self.date.year, None if is_vague else (self.date.first_day.month - 1) // 3)


def duties(policies: Iterable[Policy], vocabularies: Vocabularies, as_of: date) -> tuple[Duty, ...]:
    """The duties whose certain date lies in the five years after a day; the calendar lists the same as deadlines."""
    found = []
    for policy in policies:
        for duty in policy.obligations if stage(policy, vocabularies) is Stage.CURRENT else ():
            when = resolved(duty.applies_from) if duty.applies_from else None
            if when and duty.standing not in OVER and as_of <= when.last_day and when.year <= as_of.year + YEARS:
                found.append(Duty(duty, when))
    return tuple(found)
