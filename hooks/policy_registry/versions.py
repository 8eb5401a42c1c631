"""Versions of a record: 1, 2, 3, each opened by an entry in its history."""

from __future__ import annotations

from datetime import date

from policy_registry.dates import PartialDate
from policy_registry.policy import HistoryEntry, Policy


def revised(policy: Policy, cause: str, summary: str, recorded: date) -> Policy:
    """The record with the next version number and the entry that says why there is one."""
    number = policy.version + 1
    entry = HistoryEntry(version=number, recorded=PartialDate(recorded.isoformat()), cause=cause, summary=summary)
    return policy.model_copy(update={"version": number, "history": (entry, *policy.history)})
