"""The first page: what this is, where to look, what is new, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.facing import Link
from policy_registry.listings import ChangeLine, change_lines, deadlines
from policy_registry.registry import Registry
from policy_registry.rows import Row
from policy_registry.wording import counted

SHOWN_CHANGES = 6
SHOWN_DEADLINES = 6


@dataclass(frozen=True)
class Number:
    """A count with what it counts."""

    value: str
    label: str
    path: str


@dataclass(frozen=True)
class RegionCard:
    """A region with its numbers and the policies to begin with."""

    region: Link
    count: str
    first: tuple[Link, ...]


@dataclass(frozen=True)
class TopicLink:
    """A topic with the number of its policies."""

    topic: Link
    count: int


@dataclass(frozen=True)
class Home:
    """Everything that the first page prints."""

    path: str
    numbers: tuple[Number, ...]
    regions: tuple[RegionCard, ...]
    topics: tuple[TopicLink, ...]
    changes: tuple[ChangeLine, ...]
    coming: tuple[Row, ...]


def home(registry: Registry, as_of: date) -> Home:
    """The view of the first page on a day."""
    coming, _ = deadlines(registry, registry, as_of)
    facts = sum(len(policy.targets) + len(policy.obligations) + len(policy.funding) + len(policy.events) for policy in registry)
    return Home(
        path=urls.HOME,
        numbers=(
            Number(f"{len(registry):,}", "policies", urls.POLICIES),
            Number(f"{facts:,}", "facts, sourced or marked unverified", urls.COMPARE),
            Number(f"{sum(len(policy.sources) for policy in registry):,}", "sources", urls.about("methodology")),
            Number(f"{len(coming):,}", "deadlines to come", urls.CALENDAR),
        ),
        regions=tuple(_card(registry, region.id) for region in registry.vocabularies["regions"]),
        topics=tuple(
            TopicLink(Link(topic.label, urls.topic(topic.id)), len(registry.on_topic(topic.id)))
            for topic in registry.vocabularies["topics"]
        ),
        changes=tuple(change_lines(registry, registry)[:SHOWN_CHANGES]),
        coming=_first_of_each_policy(coming)[:SHOWN_DEADLINES],
    )


def _first_of_each_policy(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    firsts: dict[str, Row] = {}
    for row in rows:
        firsts.setdefault(row.policy.path, row)
    return tuple(firsts.values())


def _card(registry: Registry, region: str) -> RegionCard:
    policies = registry.in_region(region)
    richest = sorted(policies, key=lambda policy: (-len(policy.targets) - len(policy.obligations), policy.id))
    links = tuple(Link(policy.short_title, urls.policy(policy.id)) for policy in richest[:3])
    name = Link(registry.vocabularies["regions"].label(region), urls.region(region))
    return RegionCard(name, counted(len(policies), "policy", "policies"), links)
