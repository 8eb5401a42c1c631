"""Lists that several pages show: policies and deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.deadlines import When, resolved
from policy_registry.facing import Badge, Link, due_sort, policy_link, region_link, status_badge
from policy_registry.facts import Event, Obligation, Target
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import Row, obligation_row, target_row
from policy_registry.stage import Stage, stage
from policy_registry.wording import NO_BREAK, counted, date_words

OVER = frozenset({"lapsed", "proposal", "estimate"})
DATING = ("in-force", "adopted", "published")


@dataclass(frozen=True)
class PolicyLine:
    """One policy in a list."""

    policy: Link
    original_title: str
    original_language: str
    region: Link
    instrument: str
    status: Badge
    is_paused: bool
    bindingness: str
    since: str
    since_what: str
    counts: str
    recorded: str
    recorded_machine: str


@dataclass(frozen=True)
class Deadline:
    """A duty or target with what sorts its date: a row of a list that may be too long to be made."""

    policy: Policy
    fact: Obligation | Target
    sort: str

    @property
    def year(self) -> str:
        """The year of the last day that the date can mean."""
        return self.sort[:4]

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it stands in a list: by the date, then by the policy."""
        return self.sort, urls.policy(self.policy.id), self.fact.id

    @property
    def when(self) -> When:
        """The date, or the rule that makes it."""
        when = self.fact.by if isinstance(self.fact, Target) else self.fact.applies_from
        assert when, "what has no date is no deadline"
        return when

    def row(self, registry: Registry, as_of: date) -> Row:
        """The row of the fact."""
        if isinstance(self.fact, Target):
            return target_row(self.policy, self.fact, registry, as_of)
        return obligation_row(self.policy, self.fact, registry, as_of)


Deadlines = Sequence[Deadline]


def policy_lines(policies: Iterable[Policy], registry: Registry, as_of: date) -> tuple[PolicyLine, ...]:
    """One line for each policy on a day, in the order given."""
    return tuple(_line(policy, registry, as_of) for policy in policies)


def _line(policy: Policy, registry: Registry, as_of: date) -> PolicyLine:
    vocabularies = registry.vocabularies
    original = policy.original_titles[0] if policy.original_titles else None
    first = since(policy)
    numbers = [
        counted(len(policy.targets), "target"),
        counted(len(policy.obligations), "duty", "duties"),
        counted(len(policy.funding), "funding line"),
    ]
    return PolicyLine(
        policy=policy_link(policy),
        original_title=original.text if original else "",
        original_language=original.language if original else "",
        region=region_link(policy.region, registry),
        instrument=vocabularies["instruments"].label(policy.instrument),
        status=status_badge(policy, vocabularies),
        is_paused=is_paused(policy),
        bindingness=vocabularies["bindingness"].label(policy.bindingness),
        since=_since_words(first, as_of) if first else "",
        since_what=vocabularies["event-kinds"].label(first.kind).lower() if first else "",
        counts=", ".join(number for number in numbers if not number.startswith("no ")),
        recorded=date_words(policy.recorded),
        recorded_machine=str(policy.recorded),
    )


def is_paused(policy: Policy) -> bool:
    """Whether the last word of its timeline on the matter is a suspension that was not lifted."""
    turns = [event.kind for event in policy.events if event.kind in {"suspended", "resumed", "repealed", "expired"}]
    return turns[-1:] == ["suspended"] and policy.status != "suspended"


def since(policy: Policy) -> Event | None:
    """The event that a policy is dated from: its entry into force, or else its adoption, publication or first event.

    What is only proposed is dated from its proposal.
    """
    kinds = ("proposed",) if policy.status == "proposed" else DATING
    dating = (event for kind in kinds for event in policy.events if event.kind == kind)
    return next(dating, policy.events[0] if policy.events else None)


def _since_words(event: Event, as_of: date) -> str:
    """The year of an event; `from 2027` where the event is still to come."""
    return f"from{NO_BREAK}{event.date.year}" if event.date.first_day > as_of else str(event.date.year)


def by_name(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """Policies in the order of the alphabet, whatever the size of the letters."""
    return tuple(sorted(policies, key=lambda policy: (policy.short_title.casefold(), policy.id)))


def deadlines(policies: Iterable[Policy], registry: Registry, as_of: date) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows of the dated and of the pending deadlines."""
    coming, pending = told_deadlines(policies, registry, as_of)
    return deadline_rows(coming, registry, as_of), deadline_rows(pending, registry, as_of)


def suspended_deadlines(policies: Iterable[Policy], registry: Registry, as_of: date) -> tuple[Row, ...]:
    """The rows of the dates that stand in suspended policies."""
    return deadline_rows(told_suspended(policies, registry, as_of), registry, as_of)


def deadline_rows(told: Iterable[Deadline], registry: Registry, as_of: date) -> tuple[Row, ...]:
    """The row of each deadline, in the order given."""
    return tuple(deadline.row(registry, as_of) for deadline in told)


def told_deadlines(policies: Iterable[Policy], registry: Registry, as_of: date) -> tuple[Deadlines, Deadlines]:
    """The dated and the pending deadlines: those that fall due on or after a day, soonest first, and those that still wait.

    Only policies that are current make deadlines: those of suspended ones stand apart, and what is proposed or past makes
    none. Neither do estimates, proposals and lapsed figures.
    """
    return _told_apart(_at(Stage.CURRENT, policies, registry), as_of)


def told_suspended(policies: Iterable[Policy], registry: Registry, as_of: date) -> Deadlines:
    """The dates that stand in suspended policies, which nobody has to keep now: those to come, then those that wait."""
    dated, pending = _told_apart(_at(Stage.PAUSED, policies, registry), as_of)
    return (*dated, *pending)


def soonest(told: Deadlines, most: int) -> Deadlines:
    """The first deadlines, at most so many, and those of the last policy on its last day, lest half of a rule be shown."""
    if len(told) <= most:
        return told
    last = told[most - 1]
    together = (deadline for deadline in told[most:] if deadline.place[:2] == last.place[:2])
    return (*told[:most], *together)


def has_deadline(policy: Policy, registry: Registry, as_of: date) -> bool:
    """Whether `deadlines` has a row of a policy that falls due on or after a day, told without making any."""
    if stage(policy, registry.vocabularies) is not Stage.CURRENT:
        return False
    duties = (duty.applies_from for duty in policy.obligations if duty.standing not in OVER)
    targets = (target.by for target in policy.targets if target.standing not in OVER)
    days = (resolved(when) for when in (*duties, *targets) if when)
    return any(day.last_day >= as_of for day in days if day)


def _at(place: Stage, policies: Iterable[Policy], registry: Registry) -> list[Policy]:
    return [policy for policy in policies if stage(policy, registry.vocabularies) is place]


def _told_apart(policies: Iterable[Policy], as_of: date) -> tuple[Deadlines, Deadlines]:
    coming: list[Deadline] = []
    pending: list[Deadline] = []
    for policy in policies:
        dated: list[tuple[Obligation | Target, When | None]] = [(duty, duty.applies_from) for duty in policy.obligations]
        dated += [(target, target.by) for target in policy.targets]
        for fact, when in dated:
            if when is None or fact.standing in OVER:
                continue
            day = resolved(when)
            if day is None:
                pending.append(Deadline(policy, fact, due_sort(when)))
            elif day.last_day >= as_of:
                coming.append(Deadline(policy, fact, due_sort(day)))
    return _in_order(coming), _in_order(pending)


def _in_order(told: list[Deadline]) -> Deadlines:
    return sorted(told, key=lambda deadline: deadline.place)
