"""The JSON Schema of a record as a file, for editors and validators."""

from __future__ import annotations

from policy_registry.record_schema import record_schema
from policy_registry.vocabulary import Vocabularies
from policy_registry.writing import json_text


def schema_json(vocabularies: Vocabularies) -> bytes:
    """The schema of a record file, after JSON Schema 2020-12."""
    return json_text(record_schema(vocabularies)).encode()
