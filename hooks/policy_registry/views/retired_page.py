"""The page that stays where a record was."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.facing import Link, policy_link
from policy_registry.registry import Registry
from policy_registry.retirement import Retirement, RetirementKind
from policy_registry.wording import date_words

KINDS = {
    RetirementKind.MOVED: "This record stands under another name now.",
    RetirementKind.MERGED: "This record was merged into another.",
    RetirementKind.SPLIT: "This record was split into several.",
    RetirementKind.WITHDRAWN: "This record was withdrawn.",
}


@dataclass(frozen=True)
class RetiredPage:
    """What became of a record, where to go, and the versions that stay."""

    path: str
    id: str
    name: str
    what: str
    on: str
    machine: str
    reason: str
    successors: tuple[Link, ...]
    versions: tuple[Link, ...]


def retired_page(registry: Registry, retirement: Retirement) -> RetiredPage:
    """The view of a retired id."""
    successors = (registry.policy(id) for id in retirement.successors)
    versions = (
        Link(
            f"Version {step.entry.version}, {date_words(step.entry.recorded)}", urls.version(retirement.id, step.entry.version)
        )
        for step in registry.steps(retirement.id)
    )
    return RetiredPage(
        path=urls.policy(retirement.id),
        id=retirement.id,
        name=retirement.name,
        what=KINDS[retirement.kind],
        on=date_words(retirement.on),
        machine=str(retirement.on),
        reason=retirement.reason,
        successors=tuple(policy_link(policy) for policy in successors if policy),
        versions=tuple(versions),
    )
