"""The explorer: every policy, with facets to choose by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.facets import Facet, facets
from policy_registry.facing import Link, region_link
from policy_registry.listings import PolicyLine, by_name, policy_lines
from policy_registry.registry import Registry
from policy_registry.shown import MOST
from policy_registry.wording import counted

OPEN_FACETS = frozenset({"region", "topic", "status"})
SORTS = (
    ("region", "Region"),
    ("name", "Name"),
    ("since", "Newest in force"),
    ("recorded", "Newest change of the record"),
    ("targets", "Most targets"),
)


@dataclass(frozen=True)
class FacetLine:
    """One answer with the number of policies that give it."""

    id: str
    label: str
    definition: str
    count: str


@dataclass(frozen=True)
class FacetView:
    """A facet and its answers."""

    name: str
    label: str
    note: str
    is_open: bool
    lines: tuple[FacetLine, ...]


@dataclass(frozen=True)
class Sort:
    """An order that the list can have."""

    id: str
    label: str


@dataclass(frozen=True)
class RegionCount:
    """A region and the number of its policies."""

    region: Link
    count: str


@dataclass(frozen=True)
class PolicyList:
    """The page of all policies.

    `left_off` says which rows the plain table does not hold, and is empty where it holds all. The day of the record is a
    column only where it tells records apart.
    """

    path: str
    count: str
    region_count: str
    facets: tuple[FacetView, ...]
    sorts: tuple[Sort, ...]
    lines: tuple[PolicyLine, ...]
    left_off: str
    shows_recorded: bool
    regions: tuple[RegionCount, ...]


def policy_list(registry: Registry, as_of: date, limit: int = MOST) -> PolicyList:
    """The view of all policies on a day, region by region and by name, with at most so many rows."""
    regions = registry.vocabularies["regions"]
    policies = [policy for region in regions for policy in by_name(registry.in_region(region.id))]
    return PolicyList(
        path=urls.POLICIES,
        count=counted(len(policies), "policy", "policies"),
        region_count=counted(len(regions.concepts), "region"),
        facets=tuple(_facet(facet) for facet in facets(policies, registry, as_of)),
        sorts=tuple(Sort(id, label) for id, label in SORTS),
        lines=policy_lines(policies[:limit], registry, as_of),
        left_off=f"These are the first {limit:,} of {len(policies):,} policies." if len(policies) > limit else "",
        shows_recorded=len({policy.recorded for policy in policies}) > 1,
        regions=tuple(
            RegionCount(region_link(region.id, registry), counted(len(registry.in_region(region.id)), "policy", "policies"))
            for region in regions
        ),
    )


def _facet(facet: Facet) -> FacetView:
    lines = tuple(
        FacetLine(value.id, value.label, value.definition, f"{facet.count(place):,}")
        for place, value in enumerate(facet.values)
    )
    return FacetView(facet.name, facet.label, facet.note, facet.name in OPEN_FACETS, lines)
