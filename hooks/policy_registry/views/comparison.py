"""Regions side by side: what each has on a topic, and like numbers with like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from policy_registry import urls
from policy_registry.charts.figure import Figure
from policy_registry.charts.numbers import numbers_figure
from policy_registry.charts.small_steps import small_steps
from policy_registry.coverage import CoverageState
from policy_registry.facing import Link
from policy_registry.facts import Target
from policy_registry.listings import PolicyLine, policy_lines
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import Row, target_row
from policy_registry.vocabulary import Concept
from policy_registry.wording import counted, counting_words, date_words

BLANKS = {
    CoverageState.NONE_FOUND: "none found",
    CoverageState.NOT_CHECKED: "not checked",
    CoverageState.NOT_APPLICABLE: "not applicable",
}


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


@dataclass(frozen=True)
class Blank:
    """What is known of a cell without a record."""

    words: str
    checked_on: str
    where: str
    note: str


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
    regions: tuple[RegionColumn, ...]


@dataclass(frozen=True)
class LikeNumbers:
    """Targets that are counted alike and may stand in one table."""

    heading: str
    id: str
    rows: tuple[Row, ...]
    regions: tuple[str, ...]
    figure: Figure | None = None


@dataclass(frozen=True)
class MetricPage:
    """The numbers of one metric, those counted differently in tables of their own."""

    path: str
    name: str
    definition: str
    count: str
    steps: tuple[Figure, ...]
    tables: tuple[LikeNumbers, ...]


def compare_page(registry: Registry) -> ComparePage:
    """The view of the topic matrix."""
    regions = registry.vocabularies["regions"]
    return ComparePage(
        path=urls.COMPARE,
        regions=tuple(Link(region.label, urls.region(region.id)) for region in regions),
        rows=tuple(
            MatrixRow(
                Link(topic.label, urls.topic(topic.id)), topic.definition,
                tuple(_cell(registry, topic, region) for region in regions),
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


def topic_page(registry: Registry, topic: str) -> TopicPage:
    """The view of one topic."""
    concept = registry.vocabularies["topics"][topic]
    policies = registry.on_topic(topic)
    columns = tuple(
        RegionColumn(
            region.id,
            Link(region.label, urls.region(region.id)),
            policy_lines((policy for policy in policies if policy.region == region.id), registry),
            _blank(registry, topic, region.id) if all(policy.region != region.id for policy in policies) else None,
        )
        for region in registry.vocabularies["regions"]
    )
    return TopicPage(
        topic, urls.topic(topic), concept.label, concept.definition, counted(len(policies), "policy", "policies"), columns
    )


def metric_page(registry: Registry, metric: str, as_of: date) -> MetricPage:
    """The view of one metric: one table for each unit and way of counting."""
    concept = registry.vocabularies["metrics"][metric]
    groups: dict[tuple[str, str], list[tuple[Policy, Target]]] = {}
    for policy in registry:
        for target in policy.targets:
            if target.metric == metric:
                groups.setdefault((target.unit or "", target.measured_as or ""), []).append((policy, target))
    tables = [(_table(key, facts, registry, as_of), facts) for key, facts in groups.items()]
    tables.sort(key=lambda pair: (-len(pair[0].regions), -len(pair[0].rows), pair[0].heading))
    drawn = tuple(
        replace(table, figure=numbers_figure(facts, table.heading, f"chart-{place}", registry.vocabularies, as_of))
        for place, (table, facts) in enumerate(tables, start=1)
    )
    count = counted(sum(len(facts) for facts in groups.values()), "target")
    steps = small_steps(groups, registry.vocabularies, as_of)
    return MetricPage(urls.metric(metric), concept.label, concept.definition, count, steps, drawn)


def metrics_in_use(registry: Registry) -> tuple[str, ...]:
    """The metrics that at least one target uses, in the order of the vocabulary."""
    used = {target.metric for policy in registry for target in policy.targets}
    return tuple(metric.id for metric in registry.vocabularies["metrics"] if metric.id in used)


def _cell(registry: Registry, topic: Concept, region: Concept) -> Cell:
    count = sum(topic.id in policy.topics for policy in registry.in_region(region.id))
    place = f"{urls.topic(topic.id)}#{region.id}"
    if not count:
        return Cell(Link(blank_words(registry, topic.id, region.id), place), f"{region.label}, {topic.label.lower()}", True)
    return Cell(Link(str(count), place), f"{region.label}, {topic.label.lower()}", False)


def _blank(registry: Registry, topic: str, region: str) -> Blank:
    cell = registry.cell(topic, region)
    words = blank_words(registry, topic, region)
    if cell is None:
        return Blank(words, "", "", "")
    return Blank(words, date_words(cell.checked_on) if cell.checked_on else "", cell.where or "", cell.note or "")


def blank_words(registry: Registry, topic: str, region: str) -> str:
    """What is known of a cell without a record, in two words."""
    cell = registry.cell(topic, region)
    return BLANKS[cell.state] if cell else BLANKS[CoverageState.NOT_CHECKED]


def _metric_groups(registry: Registry) -> tuple[MetricGroup, ...]:
    regions = registry.vocabularies["regions"]
    groups: dict[str, list[MetricLine]] = {}
    for id in metrics_in_use(registry):
        metric = registry.vocabularies["metrics"][id]
        holders = {policy.region for policy in registry for target in policy.targets if target.metric == id}
        count = sum(target.metric == id for policy in registry for target in policy.targets)
        names = tuple(region.label for region in regions if region.id in holders)
        line = MetricLine(Link(metric.label, urls.metric(id)), metric.definition, counted(count, "target"), names)
        groups.setdefault(metric.group, []).append(line)
    return tuple(MetricGroup(heading, tuple(lines)) for heading, lines in groups.items())


def _table(key: tuple[str, str], facts: list[tuple[Policy, Target]], registry: Registry, as_of: date) -> LikeNumbers:
    rows = [target_row(policy, target, registry, as_of) for policy, target in facts]
    heading = counting_words(*key, registry.vocabularies)
    rows.sort(key=lambda row: (row.date.sort if row.date else "9999", row.region_id, row.id))
    return LikeNumbers(heading, rows[0].id, tuple(rows), tuple(sorted({row.region.text for row in rows})))
