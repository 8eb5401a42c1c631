"""Duties by who must act, targets by what they count: rows under headings that can be folded away.

Long groups begin folded, so that a long record can be taken in at a glance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from policy_registry import urls
from policy_registry.facts import Target
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import Row, obligation_row, target_row
from policy_registry.shown import MOST, days_away, first, share

FEW = 5
SOON = timedelta(days=365)


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading, which begin open or folded; the path leads to more of the kind, where there is more.

    `total` counts those that the group would hold, where it does not show them all.
    """

    id: str
    heading: str
    rows: tuple[Row, ...]
    is_open: bool = True
    path: str = ""
    total: int = 0

    @property
    def count(self) -> str:
        """How many rows there are: `15`, or `15 of 340`."""
        return f"{len(self.rows):,} of {self.total:,}" if self.total > len(self.rows) else f"{len(self.rows)}"


def duty_groups(policy: Policy, registry: Registry, as_of: date) -> tuple[RowGroup, ...]:
    """Duties of the same actors together, each group by its dates."""
    rows = [obligation_row(policy, duty, registry, as_of) for duty in policy.obligations]
    rows.sort(key=lambda row: (row.who, _is_past(row, as_of), row.due_sort))
    groups = [(_listed(who), tuple(group)) for who, group in groupby(rows, key=lambda row: row.who)]
    return _groups("duties", groups, as_of)


def _listed(names: tuple[str, ...]) -> str:
    first, *others = names
    return ", ".join(
        [first, *(name if name.startswith(("European", "Member")) else name[:1].lower() + name[1:] for name in others)]
    )


def target_groups(policy: Policy, registry: Registry, as_of: date) -> tuple[RowGroup, ...]:
    """Targets of one metric together, in the order of the vocabulary."""
    metrics = registry.vocabularies["metrics"]
    targets = sorted(policy.targets, key=lambda target: (metrics.place(target.metric), target.metric))
    rows = [target_row(policy, target, registry, as_of) for target in targets]
    groups = [(name, tuple(group)) for name, group in groupby(rows, key=lambda row: row.kind.text)]
    return _groups("targets", groups, as_of)


def metric_groups(policies: Iterable[Policy], registry: Registry, as_of: date) -> tuple[RowGroup, ...]:
    """The targets of several policies by metric, in the order of the vocabulary, each group by its dates.

    Each leads to the page of its metric. They begin folded, unless all of them together hold few targets. Of many targets
    each group shows those whose dates are nearest.
    """
    metrics = registry.vocabularies["metrics"]
    places = {metric.id: place for place, metric in enumerate(metrics, start=1)}
    found: dict[str, list[tuple[Policy, Target]]] = {metric: [] for metric in places}
    for policy in policies:
        for target in policy.targets:
            found[target.metric].append((policy, target))
    count = sum(map(len, found.values()))
    each = share(map(len, found.values()), MOST)
    return tuple(
        RowGroup(
            f"metric-{places[metric]}", metrics.label(metric), _nearest(facts, each, registry, as_of), count <= FEW,
            urls.metric(metric), len(facts),
        )
        for metric, facts in found.items() if facts
    )  # fmt: skip


def _nearest(facts: Sequence[tuple[Policy, Target]], most: int, registry: Registry, as_of: date) -> tuple[Row, ...]:
    chosen = first(facts, most, lambda fact: days_away(fact[1].by, as_of))
    rows = (target_row(policy, target, registry, as_of) for policy, target in chosen)
    return tuple(sorted(rows, key=lambda row: (row.due_sort, row.policy.path, row.id)))


def _groups(kind: str, groups: Sequence[tuple[str, tuple[Row, ...]]], as_of: date) -> tuple[RowGroup, ...]:
    return tuple(
        RowGroup(f"{kind}-{place}", heading, rows, place == 1 or _is_open(rows, as_of))
        for place, (heading, rows) in enumerate(groups, start=1)
    )


def _is_open(rows: tuple[Row, ...], as_of: date) -> bool:
    """Whether rows are few, or most of them fall due within a year; what comes next stands above them anyway."""
    return len(rows) <= FEW or 2 * sum(_is_near(row, as_of) for row in rows) > len(rows)


def _is_near(row: Row, as_of: date) -> bool:
    is_certain = row.date is not None and row.date.state == "certain"
    return is_certain and as_of.isoformat() <= row.due_sort <= (as_of + SOON).isoformat()


def _is_past(row: Row, as_of: date) -> bool:
    return row.until is not None and row.until.state == "certain" and row.until.sort < as_of.isoformat()
