"""Records that are due for a check, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.due import Reason, reasons
from policy_registry.facing import Link, policy_link, region_link
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.shown import MOST, Rest, first, rest, table_link
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
    rest: Rest | None
    records: tuple[DueRecord, ...]


def due_page(registry: Registry, as_of: date) -> DuePage:
    """The view of the records that are due for a check on a day."""
    due = [(policy, why) for policy in registry if (why := tuple(reasons(policy, as_of)))]
    shown = first(due, MOST, lambda pair: _last_look(pair[0]))
    return DuePage(
        urls.DUE,
        counted(len(due), "record"),
        rest(len(shown), len(due), "records", "those not checked for longest", table_link("verified"), table_link("sources")),
        tuple(_record(policy, why, registry) for policy, why in shown),
    )


def _last_look(policy: Policy) -> date:
    return policy.verified[0].on.last_day if policy.verified else date.min


def _record(policy: Policy, found: tuple[Reason, ...], registry: Registry) -> DueRecord:
    verified = date_words(policy.verified[0].on) if policy.verified else "never"
    why = tuple(
        Link(reason.text, urls.fact(policy.id, reason.item) if reason.item else urls.policy(policy.id)) for reason in found
    )
    return DueRecord(policy_link(policy), region_link(policy.region, registry), verified, why)
