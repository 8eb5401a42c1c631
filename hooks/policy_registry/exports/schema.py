"""The JSON Schema of a record as a file, for editors and validators."""

from __future__ import annotations

from typing import Any

from policy_registry import urls
from policy_registry.exports.records import ENVELOPE_VERSION
from policy_registry.licence import LICENCE
from policy_registry.record_schema import DIALECT, record_schema
from policy_registry.vocabulary import Vocabularies
from policy_registry.writing import json_text


def registry_schema_json(base: str) -> bytes:
    """The schema of `policies.json`, whose records are those of the schema of a record."""
    head = {"$schema": DIALECT, "$id": urls.absolute(base, urls.data("registry.schema.json"))}
    return json_text(head | registry_schema({"$ref": "policy.schema.json"})).encode()


def registry_schema(record: dict[str, Any]) -> dict[str, Any]:
    """The schema of the envelope, given that of a record."""
    text = {"type": "string"}
    return {
        "title": "All records",
        "type": "object",
        "properties": {
            "schema_version": {"const": ENVELOPE_VERSION, "description": "The version of this envelope."},
            "tree": {
                **text,
                "pattern": "^[0-9a-f]{64}$",
                "description": "The SHA-256 of the list of the versions behind it.",
            },
            "licence": {"const": LICENCE, "description": "The licence of the records."},
            "recorded_up_to": {"type": ["string", "null"], "description": "The newest day on which a record changed."},
            "filter": {
                "description": "The region or topic of the records, where they are not all.",
                "type": "object",
                "properties": {"region": text, "topic": text},
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
            "count": {"type": "integer", "minimum": 0, "description": "How many records there are."},
            "policies": {"type": "array", "items": record},
        },
        "required": ["schema_version", "tree", "licence", "recorded_up_to", "count", "policies"],
        "additionalProperties": False,
    }


def schema_json(vocabularies: Vocabularies) -> bytes:
    """The schema of a record file, after JSON Schema 2020-12."""
    return json_text(record_schema(vocabularies)).encode()
