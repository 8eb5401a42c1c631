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
from policy_registry.wording import counted, date_words

OVER = frozenset({"lapsed", "proposal", "estimate"})
DATING = ("in-force", "adopted", "published")
PAST_STATUSES = frozenset({"repealed", "superseded", "expired", "withdrawn", "proposed"})


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


def policy_lines(policies: Iterable[Policy], registry: Registry) -> tuple[PolicyLine, ...]:
    """One line for each policy, in the order given."""
    return tuple(_line(policy, registry) for policy in policies)


def _line(policy: Policy, registry: Registry) -> PolicyLine:
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
        since=str(first.date.year) if first else "",
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
    """The event that a policy is dated from: its entry into force, or else its adoption, publication or first event."""
    dating = (event for kind in DATING for event in policy.events if event.kind == kind)
    return next(dating, policy.events[0] if policy.events else None)


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
    """Rows that fall due on or after a day, soonest first, and rows that still wait for an event.

    Estimates, proposals, lapsed figures and policies that are no longer law make no deadline.
    """
    rows: list[Row] = []
    for policy in policies:
        if policy.status in PAST_STATUSES:
            continue
        rows += [obligation_row(policy, duty, registry, as_of) for duty in policy.obligations if duty.standing not in OVER]
        rows += [target_row(policy, target, registry, as_of) for target in policy.targets if target.standing not in OVER]
    dated = [row for row in rows if row.date]
    pending = [row for row in dated if row.date and row.date.state in {"pending", "overtaken", "projected"}]
    coming = [row for row in dated if row.date and row.date.state == "certain" and row.date.sort >= as_of.isoformat()]
    return _by_date(coming), _by_date(pending)


def has_deadline(policy: Policy, as_of: date) -> bool:
    """Whether `deadlines` has a row of a policy that falls due on or after a day, told without making any."""
    if policy.status in PAST_STATUSES:
        return False
    duties = (duty.applies_from for duty in policy.obligations if duty.standing not in OVER)
    targets = (target.by for target in policy.targets if target.standing not in OVER)
    days = (resolved(when) for when in (*duties, *targets) if when)
    return any(day.last_day >= as_of for day in days if day)


def _by_date(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.date.sort if row.date else "9999", row.policy.path, row.id)))
