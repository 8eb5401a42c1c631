"""The page of one topic, region by region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.blanks import Blank, blank
from policy_registry.facing import Link
from policy_registry.listings import PolicyLine, has_deadline, policy_lines
from policy_registry.registry import Registry
from policy_registry.wording import counted


@dataclass(frozen=True)
class RegionColumn:
    """The policies of one region on a topic."""

    id: str
    region: Link
    lines: tuple[PolicyLine, ...]
    blank: Blank | None


@dataclass(frozen=True)
class TopicPage:
    """One topic, region by region."""

    id: str
    path: str
    name: str
    definition: str
    count: str
    calendar: str
    regions: tuple[RegionColumn, ...]


def topic_page(registry: Registry, topic: str, as_of: date) -> TopicPage:
    """The view of one topic on a day."""
    concept = registry.vocabularies["topics"][topic]
    policies = registry.on_topic(topic)
    columns = tuple(
        RegionColumn(
            region.id,
            Link(region.label, urls.region(region.id)),
            policy_lines((policy for policy in policies if policy.region == region.id), registry, as_of),
            blank(registry, topic, region.id) if all(policy.region != region.id for policy in policies) else None,
        )
        for region in registry.vocabularies["regions"]
    )
    return TopicPage(
        id=topic,
        path=urls.topic(topic),
        name=concept.label,
        definition=concept.definition,
        count=counted(len(policies), "policy", "policies"),
        calendar=urls.topic_calendar(topic) if any(has_deadline(policy, registry, as_of) for policy in policies) else "",
        regions=columns,
    )
