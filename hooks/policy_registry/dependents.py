"""Which records show something of others, so that an edit makes no more pages anew than it must."""

from __future__ import annotations

from collections.abc import Collection

from policy_registry.evidence import PolicyId
from policy_registry.registry import Registry


def named(registry: Registry, ids: Collection[PolicyId]) -> frozenset[PolicyId]:
    """The records to which some records relate: relations are told from both sides."""
    policies = (policy for id in ids if (policy := registry.policy(id)))
    return frozenset(relation.target for policy in policies for relation in policy.relations if relation.target)


def naming(registry: Registry, ids: Collection[PolicyId]) -> frozenset[PolicyId]:
    """Every id that shows the name of one of some records.

    It does so in a relation or a changed fact, now or in an older version, or as the successor of a retired one.
    """
    return frozenset(id for id in registry.every_id() if _names(registry, id, ids) or _named(registry, id, ids))


def _names(registry: Registry, id: PolicyId, others: Collection[PolicyId]) -> bool:
    retirement, policy = registry.retirement(id), registry.policy(id)
    found = set(retirement.successors) if retirement else set()
    if policy:
        found.update(relation.target for relation in policy.relations if relation.target)
        found.update(old.changed_by for target in policy.targets for old in target.earlier if old.changed_by)
        found.update(old.changed_by for duty in policy.obligations for old in duty.earlier if old.changed_by)
    return not found.isdisjoint(others)


def _named(registry: Registry, id: PolicyId, others: Collection[PolicyId]) -> bool:
    """Whether the letters of an older version hold another id: to look takes a tenth of the time of reading a record."""
    words = [other.encode() for other in others if other != id]
    frozen = registry.frozen.get(id, {})
    older = (frozen[number] for number in frozen if not registry.is_as_frozen(id, number))
    return any(word in version for version in older for word in words)
