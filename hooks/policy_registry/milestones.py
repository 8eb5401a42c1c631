"""The days that mark the life of a policy."""

from __future__ import annotations

from policy_registry.facts import Event
from policy_registry.policy import Policy

MILESTONES = {
    "adopted": "Adopted",
    "published": "Published",
    "in-force": "In force since",
    "superseded": "Superseded",
    "repealed": "Repealed",
    "expired": "Expired",
}


def milestones(policy: Policy) -> dict[str, Event]:
    """The first event of each kind that marks a policy's life, by its name, in the order of a life."""
    first = {event.kind: event for event in reversed(policy.events)}
    return {name: first[kind] for kind, name in MILESTONES.items() if kind in first}
