"""What a reader is offered who asks what the law said on another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from policy_registry.dates import PartialDate
from policy_registry.facts import Event
from policy_registry.legal_state import beginning, ending, first_day_without, turning_points
from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import date_words

MOST_CHOICES = 6


@dataclass(frozen=True)
class NamedDay:
    """A day for machines, and what it is in words."""

    machine: str
    words: str


@dataclass(frozen=True)
class LawChooser:
    """The span of days that a page can tell of, and as choices the last days before what it states changed."""

    begins: NamedDay
    ends: NamedDay | None
    known_until: NamedDay
    today: str
    present: str
    choices: tuple[NamedDay, ...]


def law_chooser(policy: Policy, vocabularies: Vocabularies, as_of: date, is_frozen: bool) -> LawChooser | None:
    """The choice of days for a policy; None where it has no duty or target, or no day on which it begins."""
    begins, ends = beginning(policy), ending(policy)
    if begins is None or not (policy.obligations or policy.targets):
        return None
    looks = [look.sources_up_to or look.on for look in policy.verified]
    known_until = looks[0] if looks else policy.recorded
    # Days to come are refused: what the law will have said nobody knows.
    turns = [turn for turn in turning_points(policy) if turn.first_day <= as_of][-MOST_CHOICES:]
    return LawChooser(
        begins=NamedDay(begins.date.first_day.isoformat(), _event_words(begins, vocabularies)),
        ends=NamedDay(first_day_without(ends).isoformat(), _event_words(ends, vocabularies)) if ends else None,
        known_until=NamedDay(known_until.last_day.isoformat(), date_words(known_until)),
        today=as_of.isoformat(),
        present="this version" if is_frozen else "today",
        choices=tuple(_day_before(turn) for turn in reversed(turns)),
    )


def _day_before(turn: PartialDate) -> NamedDay:
    return NamedDay((turn.first_day - timedelta(days=1)).isoformat(), f"before {date_words(turn)}")


def _event_words(event: Event, vocabularies: Vocabularies) -> str:
    """`12 July 2023 (adopted)`."""
    return f"{date_words(event.date)} ({vocabularies['event-kinds'].label(event.kind).lower()})"
