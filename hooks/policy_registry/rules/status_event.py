"""The status and the event that made it."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule

EVENTS = {
    "proposed": ("proposed", "consultation"),
    "adopted": ("adopted", "published"),
    "in-force": ("in-force",),
    "partly-in-force": ("in-force", "applies"),
    "suspended": ("suspended",),
    "superseded": ("superseded",),
    "repealed": ("repealed",),
    "expired": ("expired",),
}


def check(record: Record, context: Context) -> Iterator[Finding]:
    """A status that an event must have brought about has that event, and not in the future.

    A status without the day that brought it about cannot be checked.
    """
    status = record.policy.status
    kinds = EVENTS.get(status, ())
    events = [event for event in record.policy.events if event.kind in kinds]
    if kinds and not any(event.date.first_day <= context.as_of for event in events):
        wanted = " or ".join(kinds)
        yield Finding(
            ("status",),
            f'is "{status}", but no event of kind {wanted} has happened',
            f"add the event of kind {wanted} with its date, or use another status",
        )


RULE = Rule("status-event", check, needs_whole=True)
