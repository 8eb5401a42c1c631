"""The first page: what this is, where to look, what is new, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from policy_registry import urls
from policy_registry.change_lines import ChangeLine, Version, change_lines, newest_first, told_versions
from policy_registry.charts.figure import Figure
from policy_registry.charts.strip import strip
from policy_registry.dates import PartialDate
from policy_registry.evidence import PolicyId
from policy_registry.facing import Badge, Link, policy_link, region_link, status_badge
from policy_registry.listings import Deadline, Deadlines, deadline_rows, told_deadlines
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import Row
from policy_registry.stage import Stage, stage
from policy_registry.wording import counted, date_words

SHOWN_CHANGES = 6
SHOWN_DEADLINES = 6
# The rest waits hidden, so that a page built months ago still shows deadlines to come.
KEPT_DEADLINES = 24
CHANGES_OF_A_REGION = 2
SHOWN_ACTORS = 6
SHOWN_POLICIES = 3


@dataclass(frozen=True)
class Number:
    """A count with what it counts."""

    value: str
    label: str
    path: str


@dataclass(frozen=True)
class FirstPolicy:
    """A policy to begin with, and whether it is law."""

    policy: Link
    status: Badge


@dataclass(frozen=True)
class RegionCard:
    """A region with its numbers and the policies to begin with."""

    region: Link
    count: str
    first: tuple[FirstPolicy, ...]


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
    read_up_to: str
    recorded: str
    regions: tuple[RegionCard, ...]
    topics: tuple[TopicLink, ...]
    changes: tuple[ChangeLine, ...]
    coming: tuple[Row, ...]
    shown_deadlines: int
    figure: Figure | None


def home(registry: Registry, as_of: date) -> Home:
    """The view of the first page on a day."""
    coming, _ = told_deadlines(registry, registry, as_of)
    facts = sum(len(policy.targets) + len(policy.obligations) + len(policy.funding) + len(policy.events) for policy in registry)
    return Home(
        path=urls.HOME,
        numbers=(
            Number(f"{len(registry):,}", "policies", urls.POLICIES),
            Number(f"{facts:,}", "facts, sourced or marked unverified", urls.COMPARE),
            Number(f"{sum(len(policy.sources) for policy in registry):,}", "sources", urls.about("methodology")),
            Number(f"{len(coming):,}", "deadlines to come", urls.CALENDAR),
        ),
        read_up_to=_read_up_to(registry),
        recorded=_recorded(registry),
        regions=tuple(_card(registry, region.id) for region in registry.vocabularies["regions"]),
        topics=tuple(
            TopicLink(Link(topic.label, urls.topic(topic.id)), len(registry.on_topic(topic.id)))
            for topic in registry.vocabularies["topics"]
        ),
        changes=change_lines(_mixed(registry), registry),
        coming=deadline_rows(_first_of_each_policy(coming)[:KEPT_DEADLINES], registry, as_of),
        shown_deadlines=SHOWN_DEADLINES,
        figure=strip(registry, as_of, SHOWN_ACTORS),
    )


def _read_up_to(registry: Registry) -> str:
    """Up to when sources could be read; from the first to the last such date where the records differ."""
    looks = {look.sources_up_to for policy in registry for look in policy.verified[:1] if look.sources_up_to}
    ends = sorted(looks, key=lambda day: day.last_day)
    return " to ".join(date_words(day) for day in dict.fromkeys((*ends[:1], *ends[-1:])))


def _recorded(registry: Registry) -> str:
    """The newest day on which a record became what it is."""
    return next((date_words(PartialDate(day.isoformat())) for day in registry.days_of_change()), "")


def _mixed(registry: Registry) -> list[Version]:
    """The newest changes, of one region only a few, so that a busy day in one does not hide the others."""
    regions = registry.vocabularies["regions"]
    newest = (islice(told_versions(registry.in_region(region.id), registry), CHANGES_OF_A_REGION) for region in regions)
    return newest_first([version for few in newest for version in few], registry)[:SHOWN_CHANGES]


def _first_of_each_policy(told: Deadlines) -> tuple[Deadline, ...]:
    firsts: dict[PolicyId, Deadline] = {}
    for deadline in told:
        firsts.setdefault(deadline.policy.id, deadline)
    return tuple(firsts.values())


def _card(registry: Registry, region: str) -> RegionCard:
    policies = registry.in_region(region)
    numbers = (
        counted(len(policies), "policy", "policies"),
        counted(sum(len(policy.targets) for policy in policies), "target"),
        counted(sum(len(policy.obligations) for policy in policies), "duty", "duties"),
    )
    return RegionCard(region_link(region, registry), ", ".join(numbers), _first(policies, registry))


def _first(policies: tuple[Policy, ...], registry: Registry) -> tuple[FirstPolicy, ...]:
    """The policies with the most targets and duties, those that are at work before those still to come; never dead ones."""
    vocabularies = registry.vocabularies

    def rank(policy: Policy) -> tuple[bool, int, str]:
        is_coming = stage(policy, vocabularies) is Stage.COMING
        return is_coming, -len(policy.targets) - len(policy.obligations), policy.id

    living = (policy for policy in policies if stage(policy, vocabularies) in {Stage.CURRENT, Stage.COMING})
    first = sorted(living, key=rank)[:SHOWN_POLICIES]
    return tuple(FirstPolicy(policy_link(policy), status_badge(policy, vocabularies)) for policy in first)
