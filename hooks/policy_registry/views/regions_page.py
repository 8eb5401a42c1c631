"""All regions, each with what the registry holds of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.facing import Link, region_link
from policy_registry.listings import told_deadlines
from policy_registry.registry import Registry


@dataclass(frozen=True)
class RegionLine:
    """A region with its numbers."""

    region: Link
    policies: int
    targets: int
    duties: int
    deadlines: int


@dataclass(frozen=True)
class RegionsPage:
    """The regions in the order of the vocabulary."""

    path: str
    lines: tuple[RegionLine, ...]


def regions_page(registry: Registry, as_of: date) -> RegionsPage:
    """The view of the regions on a day."""
    return RegionsPage(urls.REGIONS, tuple(_line(registry, region.id, as_of) for region in registry.vocabularies["regions"]))


def _line(registry: Registry, region: str, as_of: date) -> RegionLine:
    policies = registry.in_region(region)
    coming, _ = told_deadlines(policies, registry, as_of)
    return RegionLine(
        region_link(region, registry),
        len(policies),
        sum(len(policy.targets) for policy in policies),
        sum(len(policy.obligations) for policy in policies),
        len(coming),
    )
