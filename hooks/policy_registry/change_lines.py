"""The versions of records as lists of changes tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policy_registry import urls
from policy_registry.evidence import PolicyId
from policy_registry.facing import Link, policy_link, region_link
from policy_registry.policy import HistoryEntry, Policy
from policy_registry.registry import Registry
from policy_registry.wording import date_words

Version = tuple[Policy, HistoryEntry]


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


def newest_first(versions: list[Version], registry: Registry) -> list[Version]:
    """Versions, newest first; on one day changed records before new ones, by region and name."""
    regions = registry.vocabularies["regions"]

    def place(version: Version) -> tuple[bool, int, PolicyId, int]:
        policy, entry = version
        return entry.cause == "new", regions.place(policy.region), policy.id, -entry.version

    return sorted(sorted(versions, key=place), key=lambda version: version[1].recorded.last_day, reverse=True)


def told_versions(policies: Iterable[Policy], registry: Registry) -> Iterator[Version]:
    """The versions of the policies, newest first.

    Patches are left out: they stand on the page of changes of their own policy. No step is looked at before it is asked
    for, so that the first few of many cost little.
    """
    every = [(policy, entry) for policy in policies for entry in policy.history]
    for policy, entry in newest_first(every, registry):
        if any(step.entry.version == entry.version and not step.is_patch for step in registry.steps(policy.id)):
            yield policy, entry


def change_lines(versions: Iterable[Version], registry: Registry) -> tuple[ChangeLine, ...]:
    """One line for each version, in the order given."""
    return tuple(_line(policy, entry, registry) for policy, entry in versions)


def _line(policy: Policy, entry: HistoryEntry, registry: Registry) -> ChangeLine:
    return ChangeLine(
        policy=policy_link(policy),
        region=region_link(policy.region, registry),
        version=entry.version,
        page=urls.version(policy.id, entry.version),
        difference=urls.step(policy.id, entry.version) if entry.version > 1 else "",
        cause=registry.vocabularies["causes"].label(entry.cause),
        cause_id=entry.cause,
        summary=entry.summary,
        recorded=date_words(entry.recorded),
        machine=str(entry.recorded),
        region_id=policy.region,
        topics=policy.topics,
    )
