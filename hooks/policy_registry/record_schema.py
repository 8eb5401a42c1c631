"""The schema of a record, after JSON Schema 2020-12: the model, the terms of the vocabularies, and examples."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import DEFAULT_REF_TEMPLATE, GenerateJsonSchema, JsonSchemaValue

from policy_registry import deadlines, evidence, facts, policy
from policy_registry.bad_examples import refuses
from policy_registry.field_examples import GOOD_EXAMPLES, MOST, with_examples
from policy_registry.fields import schemes
from policy_registry.policy import Policy
from policy_registry.vocabulary import ConceptScheme, Vocabularies

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema(vocabularies: Vocabularies, reference: str = DEFAULT_REF_TEMPLATE) -> dict[str, Any]:
    """The schema of a record file, for editors, validators and the data dictionary; its parts are named by `reference`."""
    schema = Policy.model_json_schema(schema_generator=_InOrder, ref_template=reference)
    schema = {"$schema": DIALECT, **schema, "title": "Policy record"}
    for name, model in _models().items():
        part = schema if model is Policy else schema["$defs"].get(name, {})
        for field, scheme in schemes(model).items():
            if field in part.get("properties", {}):
                _name_terms(part["properties"][field], vocabularies[scheme])
    return with_examples(schema)


class _InOrder(GenerateJsonSchema):
    """Keeps the order of the model, and that of its examples, which are written as people write a record."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """Leave everything where it stands."""
        return value


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
    property.setdefault(GOOD_EXAMPLES, property["enum"][:MOST])
    # What is meant for readers is easily taken for the term itself.
    property |= refuses(*[concept.label for concept in scheme if concept.label not in scheme][:MOST])
