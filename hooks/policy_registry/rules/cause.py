"""The cause of a new version."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.causes import objection
from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """The cause of the newest version can explain what changed since the version before."""
    policy, entry = record.policy, record.policy.history[0]
    step = next((step for step in context.registry.steps(policy.id) if step.entry == entry), None)
    if step is None or step.before is None or policy.version != len(policy.history):
        return
    found = objection(entry.cause, entry.summary, step.changes)
    if found:
        yield Finding(("history", 0, found.field), found.message, found.help)


RULE = Rule("cause", check, needs_whole=True)
