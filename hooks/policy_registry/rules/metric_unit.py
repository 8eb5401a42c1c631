"""Numbers and their units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_registry.facts import Measured, Target
from policy_registry.fields import parts
from policy_registry.problems import FieldPath, Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule
from policy_registry.vocabulary import ConceptScheme


def check(record: Record, context: Context) -> Iterator[Finding]:
    """A number has a comparator, a unit that its metric allows, and what it is counted of where only like compares.

    Numbers stand side by side only where they count the same thing; one without unit or measure would be compared with
    what it is not.
    """
    vocabularies = context.registry.vocabularies
    for path, part in parts(record.policy):
        if isinstance(part, Measured):
            findings = _missing(part) if part.value is None else _number(part, vocabularies["units"])
            yield from (replace(finding, field=(*path, *finding.field)) for finding in findings)
    for index, target in enumerate(record.policy.targets):
        yield from _metric(("targets", index), target, vocabularies["metrics"])


def _missing(part: Measured) -> Iterator[Finding]:
    if part.unit or part.max_value is not None or part.comparator:
        yield Finding(("value",), "has a unit or a comparator, but no value", "add `value` or remove the others")


def _number(part: Measured, units: ConceptScheme) -> Iterator[Finding]:
    for name in ("unit", "comparator"):
        if getattr(part, name) is None:
            yield Finding((name,), f"has a value, but no {name}", f"add `{name}`")
    if part.max_value is not None and part.value is not None and part.max_value <= part.value:
        yield Finding(("max_value",), f'"{part.max_value}" is not above the value "{part.value}"', "swap the two")
    if (part.max_value is not None) != (part.comparator == "between"):
        yield Finding(("comparator",), "`between` and `max_value` go together", "give both or neither")
    if part.unit and part.unit in units and units[part.unit].is_share and not part.measured_as:
        whole = f"does not say what the {units[part.unit].label} is counted of"
        yield Finding(("measured_as",), whole, "add `measured_as`, such as: share of new passenger-car sales")


def _metric(place: FieldPath, target: Target, metrics: ConceptScheme) -> Iterator[Finding]:
    if target.metric not in metrics:
        return
    allowed = metrics[target.metric].units
    if target.unit and target.unit not in allowed:
        use = ", ".join(allowed) or "no unit"
        yield Finding((*place, "unit"), f'"{target.unit}" is not a unit of {target.metric}', f"use {use}, or another metric")
    if target.value is not None and metrics[target.metric].needs_measured_as and not target.measured_as:
        hint = "add `measured_as`, such as: battery pack; battery cells made in Japan; private money"
        yield Finding((*place, "measured_as"), f"{target.metric} compares only with its like; say what is counted", hint)
    if target.value is None and allowed:
        hint = "add it, or use the metric milestone for an aim without a number"
        yield Finding((*place, "value"), f"a target of metric {target.metric} needs a value", hint)


RULE = Rule("metric-unit", check)
