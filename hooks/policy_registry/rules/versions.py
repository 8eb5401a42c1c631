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
    """Versions run 1, 2, 3 without gaps, each earlier one is frozen, and a frozen one never changes."""
    policy = record.policy
    frozen = context.registry.frozen.get(policy.id, {})
    numbers = [entry.version for entry in policy.history]
    if numbers != list(range(policy.version, 0, -1)):
        wanted = ", ".join(str(number) for number in range(policy.version, 0, -1))
        yield Finding(
            ("history",),
            f"lists the versions {', '.join(map(str, numbers))} instead of {wanted}",
            "have one entry for each version, newest first",
        )
    for number in range(1, policy.version):
        if number not in frozen:
            yield Finding(
                ("version",),
                f"version {number} is not frozen, but version {policy.version} is current",
                f"restore versions/{policy.id}/{number}.yml, or set `version` to {number}",
            )
    for number in sorted(frozen):
        if number > policy.version:
            yield Finding(
                ("version",),
                f'"{policy.version}" is older than the frozen version {number}',
                f"run: registry revise {policy.id} --cause CAUSE --summary TEXT",
            )
    if policy.version in frozen and not _is_same(frozen[policy.version], policy):
        yield Finding(
            ("version",),
            f"version {policy.version} is frozen, and the record differs from it",
            f"undo the change, or run: registry revise {policy.id} --cause CAUSE --summary TEXT",
        )


def _is_same(frozen: bytes, policy: Policy) -> bool:
    # Equal bytes are the rule; the second look keeps a later change of the writer from touching old versions.
    return frozen == policy_yaml(policy) or read_policy(frozen.decode("utf-8", "replace"), "").policy == policy


RULE = Rule("versions", check, needs_whole=True)
