"""Numbers and their units."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.facts import Measured, Target
from policy_registry.fields import parts
from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """A number has a unit that its metric allows, a comparator, and for a share the whole that it is a share of."""
    units, metrics = context.registry.vocabularies["units"], context.registry.vocabularies["metrics"]
    for path, part in parts(record.policy):
        if not isinstance(part, Measured):
            continue
        if part.value is None:
            if part.unit or part.max_value is not None or part.comparator:
                yield Finding((*path, "value"), "has a unit or a comparator, but no value", "add `value` or remove the others")
            continue
        for name in ("unit", "comparator"):
            if getattr(part, name) is None:
                yield Finding((*path, name), f"has a value, but no {name}", f"add `{name}`")
        if part.max_value is not None and part.max_value <= part.value:
            yield Finding((*path, "max_value"), f'"{part.max_value}" is not above the value "{part.value}"', "swap the two")
        if (part.max_value is not None) != (part.comparator == "between"):
            yield Finding((*path, "comparator"), "`between` and `max_value` go together", "give both or neither")
        if part.unit in units and units[part.unit].is_share and not part.measured_as:
            yield Finding((*path, "measured_as"), f"does not say what the {units[part.unit].label} is counted of",
                          "add `measured_as`, such as: share of new passenger-car sales")
        if isinstance(part, Target) and part.metric in metrics and part.unit and part.unit not in metrics[part.metric].units:
            allowed = ", ".join(metrics[part.metric].units) or "no unit"
            yield Finding((*path, "unit"), f'"{part.unit}" is not a unit of {part.metric}', f"use {allowed}, or another metric")
    for index, target in enumerate(record.policy.targets):
        if target.value is None and target.metric in metrics and metrics[target.metric].units:
            yield Finding(("targets", index, "value"), f"a target of metric {target.metric} needs a value",
                          "add it, or use the metric milestone for an aim without a number")


RULE = Rule("metric-unit", check)
