"""The versions of a record."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.policy import Policy
from policy_registry.problems import COMMAND, Finding
from policy_registry.registry import Record, Registry
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Versions run 1, 2, 3 without gaps, earlier ones are frozen, and the current one equals its frozen copy.

    Somebody has cited the published version, so its words stay as they were and a change gets a number of its own.
    """
    policy = record.policy
    frozen = context.registry.frozen.get(policy.id, {})
    if policy.version != len(policy.history):
        entries = f"{len(policy.history)} entr{'y' if len(policy.history) == 1 else 'ies'}"
        yield Finding(
            ("version",), f'"{policy.version}" does not fit the {entries} of `history`', "have one entry for each version"
        )
        return
    for index, entry in enumerate(policy.history):
        wanted = policy.version - index
        if entry.version != wanted:
            hint = "number the entries without gaps, newest first"
            yield Finding(("history", index, "version"), f'"{entry.version}" stands where {wanted} should', hint)
    revise = f"run: {COMMAND} revise {policy.id} --cause CAUSE --summary TEXT"
    newest = max([0, *frozen, *context.registry.sums.get(policy.id, {})])
    if newest < policy.version - 1:
        hint = f"set `version` to {newest + 1} and give `history` one entry for each version"
        yield Finding(("version",), f"version {newest + 1} is not frozen, but version {policy.version} is current", hint)
    elif newest > policy.version:
        yield Finding(("version",), f'"{policy.version}" is older than the frozen version {newest}', revise)
    elif policy.version in frozen and not _holds(policy, context.registry):
        message = f"version {policy.version} is frozen, and the record differs from it"
        yield Finding(("version",), message, f"undo the change, or {revise}")


def _holds(policy: Policy, registry: Registry) -> bool:
    # An edited file is told of where it lies. Equal bytes are the rule; the last look keeps a later change of the writer
    # from touching old versions.
    is_edited = registry.digest(policy.id, policy.version) != registry.sums.get(policy.id, {}).get(policy.version)
    return is_edited or registry.version(policy.id, policy.version) == policy


RULE = Rule("versions", check, needs_whole=True)
