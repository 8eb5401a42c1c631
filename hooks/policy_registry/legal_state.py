"""What a policy stated on a day: the legal state, apart from what our record said when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from policy_registry.dates import PartialDate
from policy_registry.deadlines import When, resolved
from policy_registry.evidence import ItemId
from policy_registry.facts import EarlierObligation, EarlierTarget, Event, Obligation, Target
from policy_registry.policy import Policy

LAW = frozenset({"adopted", "published", "in-force"})
BEFORE_LAW = frozenset({"announced", "consultation", "proposed", "agreed"})
ENDINGS = frozenset({"repealed", "expired", "superseded", "withdrawn"})

Said = Target | Obligation | EarlierTarget | EarlierObligation


@dataclass(frozen=True)
class Statement:
    """What a policy said of one fact from a day until the day from which it was no longer so."""

    said: Said
    from_day: date
    until_day: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it was stated on a day; `until_day` itself is the first day on which it was not."""
        return self.from_day <= day and (self.until_day is None or day < self.until_day)


def beginning(policy: Policy) -> Event | None:
    """The event from which a policy states anything: the first that made it law, or a proposal its being proposed.

    Where none is recorded that made it law, any event counts but those that only lead up to it.
    """
    events = policy.events
    if policy.status == "proposed":
        return _first(event for event in events if event.kind == "proposed")
    made_law = _first(event for event in events if event.kind in LAW)
    return made_law or _first(event for event in events if event.kind not in BEFORE_LAW)


def ending(policy: Policy) -> Event | None:
    """The event after which a policy states nothing: only one that its status agrees with."""
    ends = [event for event in policy.events if event.kind in ENDINGS and event.kind == policy.status]
    return ends[-1] if ends else None


def first_day_without(event: Event) -> date:
    """An expiry names the last day on which the policy still stood; the other endings name the first without it."""
    return event.date.last_day + timedelta(days=1) if event.kind == "expired" else event.date.first_day


def statements(policy: Policy, fact: Target | Obligation) -> tuple[Statement, ...]:
    """All that a policy said of a fact, oldest first; each ends where the next begins.

    A fact counts from `stated_from`, or else from the beginning of the policy. Partial dates count from their first day.
    A duty that applies from the very day of the ending outlives it, until its own last day.
    """
    begins, ends = beginning(policy), ending(policy)
    if begins is None:
        return ()
    first = max(begins.date.first_day, fact.stated_from.first_day) if fact.stated_from else begins.date.first_day
    last = _last(fact, first_day_without(ends)) if ends else None
    earlier: tuple[EarlierTarget | EarlierObligation, ...] = fact.earlier[::-1]
    turns = [max(first, old.until.first_day) for old in earlier]
    said: tuple[Said, ...] = (*earlier, fact)
    spans = zip(said, (first, *turns), (*turns, None), strict=True)
    found = (Statement(words, start, _sooner(stop, last)) for words, start, stop in spans)
    return tuple(statement for statement in found if statement.holds_on(statement.from_day))


def stated_on(policy: Policy, day: date) -> dict[ItemId, Statement]:
    """What a policy stated on a day, by the id of the duty or target."""
    return {fact.id: statement for fact in _facts(policy) for statement in statements(policy, fact) if statement.holds_on(day)}


def turning_points(policy: Policy) -> tuple[PartialDate, ...]:
    """The dates after its beginning from whose first day a policy stated something else, oldest first."""
    begins, ends = beginning(policy), ending(policy)
    if begins is None:
        return ()
    turns = [turn for fact in _facts(policy) for turn in (fact.stated_from, *(old.until for old in fact.earlier)) if turn]
    if ends:
        lasts = {_last(fact, first_day_without(ends)) for fact in _facts(policy)}
        turns += [PartialDate(day.isoformat()) for day in (first_day_without(ends), *lasts) if day]
    by_day = {turn.first_day: turn for turn in turns if turn.first_day > begins.date.first_day}
    return tuple(
        turn for day, turn in sorted(by_day.items()) if stated_on(policy, day) != stated_on(policy, day - timedelta(days=1))
    )


def _last(fact: Target | Obligation, end: date) -> date | None:
    """The first day on which a fact of a policy that ended on a day was no longer stated; None where it still is."""
    if not isinstance(fact, Obligation) or _day(fact.applies_from) != end:
        return end
    last = resolved(fact.applies_until) if fact.applies_until else None
    return last.last_day + timedelta(days=1) if last else None


def _day(when: When | None) -> date | None:
    day = resolved(when) if when else None
    return day.first_day if day else None


def _facts(policy: Policy) -> tuple[Target | Obligation, ...]:
    return (*policy.obligations, *policy.targets)


def _first(events: Iterable[Event]) -> Event | None:
    return min(events, key=lambda event: event.date.first_day, default=None)


def _sooner(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)
