"""Duties by who must act, targets by what they count: rows under headings that can be folded away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import Row, obligation_row, target_row


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading."""

    id: str
    heading: str
    rows: tuple[Row, ...]


def duty_groups(policy: Policy, registry: Registry, as_of: date) -> tuple[RowGroup, ...]:
    """Duties of the same actors together, each group by its dates."""
    rows = [obligation_row(policy, duty, registry, as_of) for duty in policy.obligations]
    rows.sort(key=lambda row: (row.who, row.due_sort))
    groups = groupby(rows, key=lambda row: row.who)
    return tuple(RowGroup(f"duties-{place}", _listed(who), tuple(group)) for place, (who, group) in enumerate(groups, start=1))


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
    groups = groupby(rows, key=lambda row: row.kind.text)
    return tuple(RowGroup(f"targets-{place}", name, tuple(group)) for place, (name, group) in enumerate(groups, start=1))
