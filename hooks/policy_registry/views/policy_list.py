"""The list of policies."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.listings import PolicyLine, policy_lines
from policy_registry.registry import Registry
from policy_registry.wording import counted


@dataclass(frozen=True)
class PolicyList:
    """The page of all policies."""

    path: str
    count: str
    lines: tuple[PolicyLine, ...]


def policy_list(registry: Registry) -> PolicyList:
    """The view of all policies, region by region."""
    return PolicyList(urls.POLICIES, counted(len(registry), "policy", "policies"), policy_lines(registry, registry))
