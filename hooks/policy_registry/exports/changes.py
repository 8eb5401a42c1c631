"""The steps of a record from version to version as data."""

from __future__ import annotations

from policy_registry.dates import JSON_PATTERN
from policy_registry.differences import differences
from policy_registry.exports.closed_object import TEXT, closed_object, list_of
from policy_registry.exports.differences import CHANGE_SCHEMA, change_data
from policy_registry.grading import Grade
from policy_registry.registry import Registry
from policy_registry.writing import json_text

_STEP = closed_object(
    "A version, and what it changed in the one before.",
    {
        "version": {"type": "integer", "minimum": 1},
        "recorded": {**TEXT, "pattern": JSON_PATTERN, "description": "The day on which we recorded it."},
        "cause": {**TEXT, "description": "Why the record changed: a term of the vocabulary `causes`."},
        "grade": {"enum": [str(grade) for grade in Grade], "description": "The weight of its heaviest change."},
        "summary": {**TEXT, "description": "What changed, in one sentence for readers."},
        "changes": list_of(CHANGE_SCHEMA),
    },
)
CHANGES_SCHEMA = closed_object("Every step of a record, newest first.", {"id": TEXT, "steps": list_of(_STEP)})


def changes_json(registry: Registry, id: str) -> bytes:
    """Every step of a record, newest first: version, day, cause, grade, summary and each changed path once."""
    steps = [
        {
            "version": step.entry.version,
            "recorded": str(step.entry.recorded),
            "cause": step.entry.cause,
            "grade": step.grade,
            "summary": step.entry.summary,
            "changes": [
                change_data(difference)
                for difference in (
                    differences(step.changes, step.before, step.after, registry.vocabularies) if step.before else ()
                )
            ],
        }
        for step in registry.steps(id)
    ]
    return json_text({"id": id, "steps": steps}).encode()
