"""The order of what the law said before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Earlier statements of a fact are listed newest first, each ended on a day of its own that has come.

    The law as it stood on a past day is worked out from these entries, and a gap or an overlap would make it wrong.
    """
    for collection in ("targets", "obligations"):
        for place, fact in enumerate(getattr(record.policy, collection)):
            path = (collection, place, "earlier")
            for index, (newer, older) in enumerate(pairwise(fact.earlier)):
                if older.until.first_day >= newer.until.first_day:
                    message = f'"{older.until}" is not before "{newer.until}" above it'
                    yield Finding((*path, index + 1, "until"), message, "list the newest first; two never end on one day")
            for index, old in enumerate(fact.earlier):
                if old.until.first_day > context.as_of:
                    yield Finding(
                        (*path, index, "until"), f'"{old.until}" is in the future', "write it when the law has changed"
                    )


RULE = Rule("earlier-order", check, needs_whole=True)
