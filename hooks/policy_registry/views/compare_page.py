"""Where comparisons begin: what each region has on each topic, the list of metrics, and policies side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from policy_registry import urls
from policy_registry.blanks import blank
from policy_registry.facing import Link
from policy_registry.like_numbers import metrics_in_use
from policy_registry.registry import Registry
from policy_registry.vocabulary import Concept
from policy_registry.wording import counted


@dataclass(frozen=True)
class Cell:
    """What the registry holds for a topic in a region."""

    link: Link
    text: str
    is_blank: bool


@dataclass(frozen=True)
class MatrixRow:
    """One topic across the regions."""

    topic: Link
    definition: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MetricLine:
    """One metric in the list of metrics."""

    metric: Link
    definition: str
    count: str
    regions: tuple[str, ...]


@dataclass(frozen=True)
class MetricGroup:
    """Metrics of one field."""

    heading: str
    lines: tuple[MetricLine, ...]


@dataclass(frozen=True)
class ComparePage:
    """The topic matrix and the list of metrics."""

    path: str
    regions: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]
    metrics: tuple[MetricGroup, ...]


@dataclass(frozen=True)
class ComparePoliciesPage:
    """The page on which readers put policies side by side; what it offers besides are the other comparisons."""

    path: str
    topics: tuple[Link, ...]
    metrics: tuple[Link, ...]


def compare_page(registry: Registry) -> ComparePage:
    """The view of the topic matrix."""
    regions = registry.vocabularies["regions"]
    counts = Counter((topic, policy.region) for policy in registry for topic in policy.topics)
    return ComparePage(
        path=urls.COMPARE,
        regions=tuple(Link(region.label, urls.region(region.id)) for region in regions),
        rows=tuple(
            MatrixRow(
                Link(topic.label, urls.topic(topic.id)), topic.definition,
                tuple(_cell(registry, topic, region, counts[topic.id, region.id]) for region in regions),
            )
            for topic in registry.vocabularies["topics"]
        ),
        metrics=_metric_groups(registry),
    )  # fmt: skip


def compare_policies_page(registry: Registry) -> ComparePoliciesPage:
    """The view of the page that puts policies side by side, which a script fills."""
    topics, metrics = registry.vocabularies["topics"], registry.vocabularies["metrics"]
    return ComparePoliciesPage(
        path=urls.COMPARE_POLICIES,
        topics=tuple(Link(topic.label, urls.topic(topic.id)) for topic in topics),
        metrics=tuple(Link(metrics.label(id), urls.metric(id)) for id in metrics_in_use(registry)),
    )


def _cell(registry: Registry, topic: Concept, region: Concept, count: int) -> Cell:
    place = urls.anchor(urls.topic(topic.id), region.id)
    if not count:
        return Cell(Link(blank(registry, topic.id, region.id).words, place), f"{region.label}, {topic.label.lower()}", True)
    return Cell(Link(str(count), place), f"{region.label}, {topic.label.lower()}", False)


def _metric_groups(registry: Registry) -> tuple[MetricGroup, ...]:
    regions = registry.vocabularies["regions"]
    groups: dict[str, list[MetricLine]] = {}
    for id in metrics_in_use(registry):
        metric = registry.vocabularies["metrics"][id]
        targets = registry.targets_of(id)
        holders = {policy.region for policy, _ in targets}
        names = tuple(region.label for region in regions if region.id in holders)
        line = MetricLine(Link(metric.label, urls.metric(id)), metric.definition, counted(len(targets), "target"), names)
        groups.setdefault(metric.group, []).append(line)
    return tuple(MetricGroup(heading, tuple(lines)) for heading, lines in groups.items())
