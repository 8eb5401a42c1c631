"""Records that are due for a check, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.due import reasons
from policy_registry.facing import Link, policy_link, region_link
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import counted, date_words


@dataclass(frozen=True)
class DueRecord:
    """A record with its reasons."""

    policy: Link
    region: Link
    verified: str
    reasons: tuple[Link, ...]


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
    why = tuple(
        Link(reason.text, urls.fact(policy.id, reason.item) if reason.item else urls.policy(policy.id))
        for reason in reasons(policy, as_of)
    )
    return DueRecord(policy_link(policy), region_link(policy.region, registry), verified, why)
