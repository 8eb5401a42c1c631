"""A policy as a column of a comparison, for the page that puts policies side by side."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from policy_registry.compared_policy import compared_policy
from policy_registry.policy import Policy
from policy_registry.registry import Registry


def compared_json(registry: Registry, policy: Policy, as_of: date, base: str) -> bytes:
    """The column of a policy, without what is empty and without blanks, since readers wait for it."""
    column = _filled(compared_policy(registry, policy, as_of, base))
    return json.dumps(column, ensure_ascii=False, separators=(",", ":")).encode()


def _filled(value: Any) -> Any:
    if is_dataclass(value):
        return {key: _filled(inner) for key, inner in vars(value).items() if inner not in ("", None, False, ())}
    return [_filled(inner) for inner in value] if isinstance(value, tuple) else value
