"""The cause of each new version."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.causes import objection
from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """The cause of each version can explain what changed since the version before.

    Readers who were told that a word was mended must be able to trust that no number moved.
    """
    policy = record.policy
    if policy.version != len(policy.history):
        return
    for index, step in enumerate(context.registry.steps(policy.id)):
        found = objection(step, context.registry.vocabularies) if step.before else None
        if found:
            yield Finding(("history", index, found.field), found.message, found.help)


RULE = Rule("cause", check, needs_whole=True)
