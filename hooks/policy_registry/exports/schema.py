"""The JSON Schema of a record, with the terms of the vocabularies, for editors and validators."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from policy_registry import deadlines, evidence, facts, policy
from policy_registry.fields import schemes
from policy_registry.policy import Policy
from policy_registry.vocabulary import ConceptScheme, Vocabularies
from policy_registry.writing import json_text


def schema_json(vocabularies: Vocabularies) -> bytes:
    """The schema of a record file, after JSON Schema 2020-12."""
    schema = Policy.model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Policy record"}
    for name, model in _models().items():
        part = schema if model is Policy else schema["$defs"].get(name, {})
        for field, scheme in schemes(model).items():
            if field in part.get("properties", {}):
                _name_terms(part["properties"][field], vocabularies[scheme])
    return json_text(schema).encode()


def _models() -> dict[str, type[BaseModel]]:
    modules = (deadlines, evidence, facts, policy)
    found = {name: value for module in modules for name, value in vars(module).items() if isinstance(value, type)}
    return {name: value for name, value in found.items() if issubclass(value, BaseModel)}


def _name_terms(property: dict[str, Any], scheme: ConceptScheme) -> None:
    if property.get("type") == "array":
        _name_terms(property["items"], scheme)
        return
    if property.get("type") == "object":
        property["propertyNames"] = {"enum": [concept.id for concept in scheme]}
        return
    if "anyOf" in property:
        _name_terms(next(choice for choice in property["anyOf"] if choice.get("type") != "null"), scheme)
        return
    property["enum"] = [concept.id for concept in scheme]
    # Editors of the VS Code family show these beside each proposed word.
    property["markdownEnumDescriptions"] = [f"{concept.label}: {concept.definition}" for concept in scheme]
