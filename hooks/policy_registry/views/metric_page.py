"""The page of one metric: like numbers with like, in pictures and in tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.charts.figure import Figure
from policy_registry.charts.numbers import numbers_figure
from policy_registry.charts.small_steps import small_steps
from policy_registry.facts import Target
from policy_registry.like_numbers import Counting, Facts, like_numbers
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import Row, target_row
from policy_registry.shown import MOST, NEAREST, Rest, days_away, first, rest, share, table_link
from policy_registry.wording import counted, counting_words

# The registry of the first years has up to 19 tables and 6 figures on a page; a figure takes the time of a hundred rows.
MOST_TABLES, MOST_FIGURES = 50, 6


@dataclass(frozen=True)
class LikeNumbers:
    """Targets that are counted alike and may stand in one table."""

    heading: str
    id: str
    rows: tuple[Row, ...]
    regions: tuple[str, ...]
    rest: Rest | None = None
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
    rest: Rest | None


def metric_page(registry: Registry, metric: str, as_of: date) -> MetricPage:
    """The view of one metric: one table for each unit and way of counting, those with the most regions and numbers first."""
    concept = registry.vocabularies["metrics"][metric]
    groups = like_numbers(registry, metric)
    headings = {counting: counting_words(*counting, registry.vocabularies) for counting in groups}

    def rank(counting: Counting) -> tuple[int, int, str]:
        facts = groups[counting]
        return -len({policy.region for policy, _ in facts}), -len(facts), headings[counting]

    shown = {counting: groups[counting] for counting in sorted(groups, key=rank)[:MOST_TABLES]}
    each = share(map(len, shown.values()), MOST)
    most_alike = "those with the most regions and targets"
    whole = {counting: facts for counting, facts in groups.items() if len(facts) <= each and counting in shown}
    return MetricPage(
        path=urls.metric(metric),
        name=concept.label,
        definition=concept.definition,
        count=counted(sum(map(len, groups.values())), "target"),
        steps=small_steps(whole, registry.vocabularies, as_of),
        tables=tuple(_tables(shown, headings, each, registry, as_of)),
        rest=rest(len(shown), len(groups), "ways of counting", most_alike, table_link("targets")),
    )


def _tables(
    groups: dict[Counting, Facts], headings: dict[Counting, str], most: int, registry: Registry, as_of: date
) -> Iterator[LikeNumbers]:
    drawn = 0
    for place, (counting, facts) in enumerate(groups.items(), start=1):
        heading = headings[counting]
        shown = first(facts, most, lambda fact: days_away(fact[1].by, as_of))
        left_off = rest(len(shown), len(facts), "targets", NEAREST, table_link("targets"))
        figure = None
        if drawn < MOST_FIGURES:
            told = left_off.words if left_off else ""
            figure = numbers_figure(shown, heading, f"chart-{place}", registry.vocabularies, as_of, told)
        drawn += figure is not None
        rows = _rows(shown, registry, as_of)
        yield LikeNumbers(heading, rows[0].id, rows, tuple(sorted({row.region.text for row in rows})), left_off, figure)


def _rows(facts: Sequence[tuple[Policy, Target]], registry: Registry, as_of: date) -> tuple[Row, ...]:
    rows = (target_row(policy, target, registry, as_of) for policy, target in facts)
    return tuple(sorted(rows, key=lambda row: (row.due_sort, row.region_id, row.id)))
