"""The versions of a record."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.policy import Policy
from policy_registry.problems import Finding
from policy_registry.reading import read_policy
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule
from policy_registry.writing import policy_yaml


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Versions run 1, 2, 3 without gaps, each earlier one is frozen, and the current one equals its frozen copy."""
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
    for number in range(1, policy.version):
        if number not in frozen:
            hint = f"restore versions/{policy.id}/{number}.yml, or set `version` to {number}"
            yield Finding(("version",), f"version {number} is not frozen, but version {policy.version} is current", hint)
    revise = f"run: .venv/bin/registry revise {policy.id} --cause CAUSE --summary TEXT"
    for number, content in sorted(frozen.items()):
        if number > policy.version:
            yield Finding(("version",), f'"{policy.version}" is older than the frozen version {number}', revise)
        elif number == policy.version:
            if not _holds(content, policy):
                message = f"version {number} is frozen, and the record differs from it"
                yield Finding(("version",), message, f"undo the change, or {revise}")
        elif not _is_version(content, policy.id, number):
            hint = f"restore versions/{policy.id}/{number}.yml as it was"
            yield Finding(("version",), f"the frozen version {number} is damaged", hint)


def _holds(frozen: bytes, policy: Policy) -> bool:
    # Equal bytes are the rule; the second look keeps a later change of the writer from touching old versions.
    return frozen == policy_yaml(policy) or _read(frozen) == policy


def _is_version(frozen: bytes, id: str, number: int) -> bool:
    policy = _read(frozen)
    return policy is not None and (policy.id, policy.version) == (id, number)


def _read(frozen: bytes) -> Policy | None:
    reading = read_policy(frozen.decode("utf-8", "replace"), "")
    return reading.policy if reading.is_whole else None


RULE = Rule("versions", check, needs_whole=True)
