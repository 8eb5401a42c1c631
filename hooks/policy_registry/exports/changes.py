"""The steps of a record from version to version as data."""

from __future__ import annotations

from policy_registry.differences import differences
from policy_registry.exports.differences import change_data
from policy_registry.registry import Registry
from policy_registry.writing import json_text


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
