"""The page of one metric: like numbers with like, in pictures and in tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from policy_registry import urls
from policy_registry.charts.figure import Figure
from policy_registry.charts.numbers import numbers_figure
from policy_registry.charts.small_steps import small_steps
from policy_registry.like_numbers import Counting, Facts, like_numbers
from policy_registry.registry import Registry
from policy_registry.rows import Row, target_row
from policy_registry.wording import counted, counting_words


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


def metric_page(registry: Registry, metric: str, as_of: date) -> MetricPage:
    """The view of one metric: one table for each unit and way of counting."""
    concept = registry.vocabularies["metrics"][metric]
    groups = like_numbers(registry, metric)
    tables = [(_table(counting, facts, registry, as_of), facts) for counting, facts in groups.items()]
    tables.sort(key=lambda pair: (-len(pair[0].regions), -len(pair[0].rows), pair[0].heading))
    drawn = tuple(
        replace(table, figure=numbers_figure(facts, table.heading, f"chart-{place}", registry.vocabularies, as_of))
        for place, (table, facts) in enumerate(tables, start=1)
    )
    count = counted(sum(len(facts) for facts in groups.values()), "target")
    steps = small_steps(groups, registry.vocabularies, as_of)
    return MetricPage(urls.metric(metric), concept.label, concept.definition, count, steps, drawn)


def _table(counting: Counting, facts: Facts, registry: Registry, as_of: date) -> LikeNumbers:
    rows = [target_row(policy, target, registry, as_of) for policy, target in facts]
    heading = counting_words(*counting, registry.vocabularies)
    rows.sort(key=lambda row: (row.due_sort, row.region_id, row.id))
    return LikeNumbers(heading, rows[0].id, tuple(rows), tuple(sorted({row.region.text for row in rows})))
