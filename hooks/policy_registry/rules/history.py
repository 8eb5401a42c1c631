"""The history of a record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policy_registry.policy import Policy
from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """History is only added to; it and the verifications run newest first and hold nothing from the future.

    Others have cited these entries; a history that can be rewritten proves nothing.
    """
    policy = record.policy
    for index, (newer, older) in enumerate(pairwise(policy.history)):
        if older.recorded.is_surely_after(newer.recorded):
            yield Finding(
                ("history", index + 1, "recorded"), f'"{older.recorded}" is later than the entry above', "list the newest first"
            )
    for index, (newer_look, older_look) in enumerate(pairwise(policy.verified)):
        if older_look.on.is_surely_after(newer_look.on):
            yield Finding(
                ("verified", index + 1, "on"), f'"{older_look.on}" is later than the entry above', "list the newest first"
            )
    for index, entry in enumerate(policy.history):
        if entry.recorded.first_day > context.as_of:
            yield Finding(("history", index, "recorded"), f'"{entry.recorded}" is in the future', "write the day of the entry")
        if (entry.cause == "new") != (entry.version == 1):
            yield Finding(
                ("history", index, "cause"),
                f'"{entry.cause}" does not fit version {entry.version}',
                "version 1 is `new`, and no other",
            )
    yield from _kept(policy, context.registry.version(policy.id, policy.version - 1))
    for index, look in enumerate(policy.verified):
        if look.on.first_day > context.as_of:
            yield Finding(("verified", index, "on"), f'"{look.on}" is in the future', "write the day of the check")


def _kept(policy: Policy, before: Policy | None) -> Iterator[Finding]:
    """What was frozen of history and checks still stands."""
    kept = {entry.version: entry for entry in before.history} if before else {}
    for index, entry in enumerate(policy.history):
        if entry.version in kept and entry != kept[entry.version]:
            hint = f"write it as versions/{policy.id}/{policy.version - 1}.yml has it"
            yield Finding(("history", index), f"the entry of version {entry.version} is not as it was frozen", hint)
    for look in before.verified if before else ():
        if look not in policy.verified:
            hint = f"restore it as versions/{policy.id}/{policy.version - 1}.yml has it"
            yield Finding(("verified",), f'the check of "{look.on}" is gone or changed', hint)


RULE = Rule("history", check, needs_whole=True)
