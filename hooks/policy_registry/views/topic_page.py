"""The page of one topic, region by region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.blanks import Blank, blank
from policy_registry.facing import Link, region_link
from policy_registry.listings import PolicyLine, has_deadline, policy_lines
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.shown import HEAVIEST, MOST, Rest, heaviest, rest, share
from policy_registry.wording import counted


@dataclass(frozen=True)
class RegionColumn:
    """The policies of one region on a topic."""

    id: str
    region: Link
    lines: tuple[PolicyLine, ...]
    rest: Rest | None
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
    held: dict[str, list[Policy]] = {region.id: [] for region in registry.vocabularies["regions"]}
    for policy in policies:
        held[policy.region].append(policy)
    each = share(map(len, held.values()), MOST)
    columns = tuple(_column(registry, topic, region, policies, each, as_of) for region, policies in held.items())
    return TopicPage(
        id=topic,
        path=urls.topic(topic),
        name=concept.label,
        definition=concept.definition,
        count=counted(len(policies), "policy", "policies"),
        calendar=urls.topic_calendar(topic) if any(has_deadline(policy, registry, as_of) for policy in policies) else "",
        regions=columns,
    )


def _column(registry: Registry, topic: str, region: str, policies: list[Policy], most: int, as_of: date) -> RegionColumn:
    shown = heaviest(policies, most)
    more = Link("all in the list of policies", urls.policies_where(region=region, topic=topic))
    return RegionColumn(
        region,
        region_link(region, registry),
        policy_lines(shown, registry, as_of),
        rest(len(shown), len(policies), "policies", HEAVIEST, more),
        None if policies else blank(registry, topic, region),
    )
