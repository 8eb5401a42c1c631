"""The order of events."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policy_registry.facts import Event
from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule

STEPS = ("proposed", "adopted", "published", "in-force")


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Events are listed oldest first, and a policy is proposed, adopted, published and in force in that order.

    The events are read as the story of the policy; out of order, they hide a date that was mistyped.
    """
    events = record.policy.events
    for index, (earlier, later) in enumerate(pairwise(events)):
        if earlier.date.is_surely_after(later.date):
            yield Finding(
                ("events", index + 1, "date"), f'"{later.date}" stands after "{earlier.date}"', "list the oldest first"
            )
    firsts: dict[str, tuple[int, Event]] = {}
    for index, event in enumerate(events):
        firsts.setdefault(event.kind, (index, event))
    present = [firsts[step] for step in STEPS if step in firsts]
    for (_, before), (index, after) in pairwise(present):
        if before.date.is_surely_after(after.date):
            yield Finding(
                ("events", index, "date"),
                f'{after.kind} on "{after.date}", before {before.kind} on "{before.date}"',
                "check the dates and the kinds",
            )


RULE = Rule("dates-ordered", check, needs_whole=True)
