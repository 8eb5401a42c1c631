"""Records that are due for a check, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from policy_registry import urls
from policy_registry.deadlines import When, awaited, not_before
from policy_registry.facing import Link, policy_link, region_link
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import counted, date_words

VALID_FOR = timedelta(days=180)


@dataclass(frozen=True)
class Reason:
    """Why a record should be looked at, and where in it."""

    text: str
    anchor: str


@dataclass(frozen=True)
class DueRecord:
    """A record with its reasons."""

    policy: Link
    region: Link
    verified: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class DuePage:
    """The records that are due for a check on a day."""

    path: str
    count: str
    records: tuple[DueRecord, ...]


def due_page(registry: Registry, as_of: date) -> DuePage:
    """The view of the records that are due for a check on a day."""
    due = [record for policy in registry if (record := _record(policy, registry, as_of)).reasons]
    return DuePage(urls.DUE, counted(len(due), "record"), tuple(due))


def _record(policy: Policy, registry: Registry, as_of: date) -> DueRecord:
    verified = date_words(policy.verified[0].on) if policy.verified else "never"
    return DueRecord(policy_link(policy), region_link(policy.region, registry), verified, tuple(_reasons(policy, as_of)))


def _reasons(policy: Policy, as_of: date) -> Iterator[Reason]:
    if not policy.verified or policy.verified[0].on.last_day + VALID_FOR < as_of:
        yield Reason("Not checked for 180 days", urls.policy(policy.id))
    for question in policy.open_questions:
        if question.check_on and question.check_on.last_day <= as_of:
            yield Reason(question.text, urls.fact(policy.id, question.id))
    dated: list[tuple[str, When | None]] = [(duty.id, duty.applies_from) for duty in policy.obligations]
    dated += [(target.id, target.by) for target in policy.targets]
    waiting: dict[str, list[str]] = {}
    for id, when in dated:
        if when and (passed := _passed(when, as_of)):
            waiting.setdefault(passed, []).append(id)
    for passed, ids in waiting.items():
        things = counted(len(ids), "duty or target", "duties and targets")
        yield Reason(
            f"{passed[:1].upper()}{passed[1:]}; {things} {'waits' if len(ids) == 1 else 'wait'} for it",
            urls.fact(policy.id, ids[0]),
        )


def _passed(when: When, as_of: date) -> str:
    waiting = awaited(when)
    for event in waiting:
        if event.expected and event.expected.last_day <= as_of:
            return f"{event.after} was expected for {date_words(event.expected)}"
    floor = not_before(when)
    if waiting and not any(event.expected for event in waiting) and floor and floor.last_day <= as_of:
        return f"{date_words(floor)} has passed, and no {waiting[0].after} was found"
    return ""
