"""What the paths of the OpenAPI document leave open: an id, a version, a region, a topic, a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from policy_registry.distribution import Distribution
from policy_registry.evidence import PolicyId
from policy_registry.exports.closed_object import TEXT, Schema
from policy_registry.listings import has_deadline
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.vocabulary import ConceptScheme

SHAPE = ("type", "pattern", "maxLength")


def api_parameters(registry: Registry, files: Iterable[Distribution]) -> dict[str, dict[str, Any]]:
    """Every parameter by its name; at the examples each path has a file, if the registry has one of that kind at all."""
    policy = _example(registry)
    tables = list(dict.fromkeys(file.table.name for file in files if file.table))
    shape = TypeAdapter[str](PolicyId).json_schema()
    id_schema = {name: shape[name] for name in SHAPE}
    id, region, topic = (policy.id, policy.region, policy.topics[0]) if policy else (None, None, None)
    number = min(registry.states(policy.id)) if policy else None
    regions, topics = (registry.vocabularies[name] for name in ("regions", "topics"))
    return {
        "id": _parameter("id", "The id of a record; `data/versions.json` lists them all.", id_schema, id),
        "version": _parameter(
            "version", "The number of a version of the record, from 1.", {"type": "integer", "minimum": 1}, number
        ),
        "region": _parameter("region", "The id of a region.", _terms(regions), region),
        "topic": _parameter("topic", "The id of a topic.", _terms(topics), topic),
        "table": _parameter("table", "The name of a table.", {**TEXT, "enum": tables}, next(iter(tables), None)),
    }


def _example(registry: Registry) -> Policy | None:
    """A policy with a calendar, the one file that not every policy has; else any."""
    dated = (policy for policy in registry if has_deadline(policy, registry, policy.recorded.first_day))
    return next(dated, next(iter(registry), None))


def _terms(scheme: ConceptScheme) -> Schema:
    return {**TEXT, "enum": [concept.id for concept in scheme]}


def _parameter(name: str, description: str, schema: Schema, example: str | int | None) -> dict[str, Any]:
    parameter = {"name": name, "in": "path", "required": True, "description": description, "schema": schema}
    return parameter if example is None else parameter | {"example": example}
