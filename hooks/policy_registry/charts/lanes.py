"""The lives of policies as lanes: from which year to which each was law, and the turns it took."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from policy_registry.charts.points import in_years, middle
from policy_registry.charts.turns import Turn, turn
from policy_registry.facts import Event
from policy_registry.legal_state import beginning, ending
from policy_registry.policy import Policy
from policy_registry.stage import Stage, stage
from policy_registry.vocabulary import Vocabularies

EARLIEST, YEARS_AHEAD = 2010, 5
MOST_LANES = 20
FEW = 20


@dataclass(frozen=True)
class Years:
    """The years that a picture runs over, from the first day of one to the first day of another."""

    begins: int
    ends: int

    def holds(self, event: Event) -> bool:
        """Whether an event falls into them."""
        return self.begins <= middle(event.date) < self.ends


@dataclass(frozen=True)
class Turning:
    """Events of one kind that fall so close together that one mark stands for them."""

    turn: Turn
    events: tuple[Event, ...]

    @property
    def year(self) -> float:
        """Where the mark stands."""
        return middle(self.events[0].date)


@dataclass(frozen=True)
class Lane:
    """A policy with its turns and, in years, its first step, the day from which it was law, and that until which it stands.

    `known_until` is the last thing known of it: today, or a step that lies ahead.
    """

    policy: Policy
    first: float
    law_from: float | None
    stands_until: float
    known_until: float
    turnings: tuple[Turning, ...]


def years(policies: Iterable[Policy], as_of: date) -> Years:
    """From the first year that is not nearly empty to five years ahead, or less where nothing is known of them."""
    found = sorted(middle(event.date) for policy in policies for event in policy.events)
    if not found:
        return Years(as_of.year, as_of.year + 1)
    first, last = math.floor(found[len(found) // FEW]), math.floor(found[-1])
    return Years(max(EARLIEST, min(first, as_of.year)), max(as_of.year, min(last, as_of.year + YEARS_AHEAD)) + 1)


def lanes(policies: Iterable[Policy], shown: Years, vocabularies: Vocabularies, as_of: date) -> tuple[Lane, ...]:
    """The most eventful policies, in the order in which they begin."""
    counts = ((sum(shown.holds(event) for event in policy.events), policy) for policy in policies)
    eventful = nsmallest(MOST_LANES, ((-count, policy.id, policy) for count, policy in counts if count))
    found = [_lane(policy, shown, stage(policy, vocabularies), as_of) for *_, policy in eventful]
    return tuple(sorted(found, key=lambda lane: (lane.first, lane.policy.id)))


def _lane(policy: Policy, shown: Years, place: Stage, as_of: date) -> Lane:
    begins, ends = beginning(policy), ending(policy)
    steps = [middle(event.date) for event in policy.events]
    today = in_years(as_of)
    if ends:
        until = min(today, in_years(ends.date.last_day))
    else:
        # No day is recorded on which a concluded plan ended; it is known up to its last step.
        until = max((step for step in steps if step <= today), default=today) if place is Stage.PAST else today
    held: dict[tuple[Turn, int], list[Event]] = {}
    for event in sorted(policy.events, key=lambda event: middle(event.date)):
        if shown.holds(event):
            held.setdefault((turn(event.kind), math.floor(middle(event.date) * 4)), []).append(event)
    return Lane(
        policy,
        min(steps),
        middle(begins.date) if begins and place is not Stage.COMING else None,
        until,
        max(until, *steps) if until == today else until,
        tuple(Turning(kind, tuple(events)) for (kind, _), events in held.items()),
    )
