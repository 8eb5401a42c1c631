"""The versions of a record."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from policy_registry.policy import Policy
from policy_registry.problems import Finding
from policy_registry.registry import Record, Registry
from policy_registry.rule import Context, Rule
from policy_registry.writing import policy_yaml


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Versions run 1, 2, 3 without gaps, earlier ones are frozen and unchanged, the current one equals its frozen copy."""
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
        damage = _damage(policy, number, content, context.registry)
        if number > policy.version:
            yield Finding(("version",), f'"{policy.version}" is older than the frozen version {number}', revise)
        elif damage:
            yield damage
        elif number == policy.version and not _holds(content, policy, context.registry):
            message = f"version {number} is frozen, and the record differs from it"
            yield Finding(("version",), message, f"undo the change, or {revise}")
    for number in sorted(set(context.registry.sums.get(policy.id, {})) - set(frozen)):
        yield Finding(("version",), f"version {number} was frozen, but its file is gone", _restore(policy.id))


def _damage(policy: Policy, number: int, content: bytes, registry: Registry) -> Finding | None:
    """A frozen file keeps the bytes whose hash was written beside it, and is the version that its name says."""
    wanted = registry.sums.get(policy.id, {}).get(number)
    if wanted is None and number < policy.version:
        message = f"the frozen version {number} has no hash in versions/{policy.id}/SHA256SUMS"
        return Finding(("version",), message, _restore(policy.id))
    if wanted is not None and sha256(content).hexdigest() != wanted:
        message = f"the frozen version {number} was edited: its hash is not the one of its freezing"
        return Finding(("version",), message, _restore(policy.id))
    frozen = registry.version(policy.id, number)
    if number < policy.version and (frozen is None or (frozen.id, frozen.version) != (policy.id, number)):
        message = f"the frozen version {number} cannot be read as {policy.id}, version {number}"
        return Finding(("version",), message, _restore(policy.id))
    return None


def _restore(id: str) -> str:
    return f"restore it as it was: git checkout -- registry/versions/{id}"


def _holds(frozen: bytes, policy: Policy, registry: Registry) -> bool:
    # Equal bytes are the rule; the second look keeps a later change of the writer from touching old versions.
    return frozen == policy_yaml(policy) or registry.version(policy.id, policy.version) == policy


RULE = Rule("versions", check, needs_whole=True)
