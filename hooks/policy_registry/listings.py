"""Lists that several pages show: policies, versions of records, deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.deadlines import resolved
from policy_registry.facing import Badge, Link, policy_link, region_link, status_badge
from policy_registry.facts import Event
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
class ChangeLine:
    """One version of one record."""

    policy: Link
    region: Link
    version: int
    page: str
    difference: str
    cause: str
    cause_id: str
    summary: str
    recorded: str
    machine: str
    region_id: str
    topics: tuple[str, ...]


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


def change_lines(policies: Iterable[Policy], registry: Registry) -> list[ChangeLine]:
    """The versions of the policies, newest first; on one day changed records before new ones, by region and name.

    Patches are left out: they stand on the page of changes of their own policy.
    """
    order = {policy.id: place for place, policy in enumerate(registry)}
    entries = [(policy, step.entry) for policy in policies for step in registry.steps(policy.id) if not step.is_patch]
    entries.sort(key=lambda pair: (pair[1].cause == "new", order[pair[0].id], -pair[1].version))
    entries.sort(key=lambda pair: pair[1].recorded.last_day, reverse=True)
    causes = registry.vocabularies["causes"]
    return [
        ChangeLine(
            policy=policy_link(policy),
            region=region_link(policy.region, registry),
            version=entry.version,
            page=urls.version(policy.id, entry.version),
            difference=urls.step(policy.id, entry.version) if entry.version > 1 else "",
            cause=causes.label(entry.cause),
            cause_id=entry.cause,
            summary=entry.summary,
            recorded=date_words(entry.recorded),
            machine=str(entry.recorded),
            region_id=policy.region,
            topics=policy.topics,
        )
        for policy, entry in entries
    ]


def deadlines(policies: Iterable[Policy], registry: Registry, as_of: date) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The dated and the pending deadlines: rows that fall due on or after a day, soonest first, and rows that still wait.

    Only policies that are current make deadlines: those of suspended ones stand apart, and what is proposed or past makes
    none. Neither do estimates, proposals and lapsed figures.
    """
    return _told_apart(_at(Stage.CURRENT, policies, registry), registry, as_of)


def suspended_deadlines(policies: Iterable[Policy], registry: Registry, as_of: date) -> tuple[Row, ...]:
    """The dates that stand in suspended policies, which nobody has to keep now: those to come, then those that wait."""
    dated, pending = _told_apart(_at(Stage.PAUSED, policies, registry), registry, as_of)
    return (*dated, *pending)


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


def _told_apart(policies: Iterable[Policy], registry: Registry, as_of: date) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    rows: list[Row] = []
    for policy in policies:
        rows += [obligation_row(policy, duty, registry, as_of) for duty in policy.obligations if duty.standing not in OVER]
        rows += [target_row(policy, target, registry, as_of) for target in policy.targets if target.standing not in OVER]
    dated = [row for row in rows if row.date]
    pending = [row for row in dated if row.date and row.date.state in {"pending", "overtaken", "projected"}]
    coming = [row for row in dated if row.date and row.date.state == "certain" and row.date.sort >= as_of.isoformat()]
    return _by_date(coming), _by_date(pending)


def _by_date(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.due_sort, row.policy.path, row.id)))
