"""Views of the parts of records, kept for a while: the pages and files of one record show the same ones again and again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from policy_registry.policy import Policy
from policy_registry.registry import Registry

Part = TypeVar("Part")
View = TypeVar("View")

# Those of some fifty records; parts are immutable, so a view stays right as long as nothing else is asked for.
MOST = 2000


def remembered(make: Callable[[Policy, Part, Registry, date], View]) -> Callable[[Policy, Part, Registry, date], View]:
    """Let a maker of views answer from memory where it is asked for the very same part of the same record again."""
    kept: dict[tuple[int, int], tuple[Policy, Any, Registry, date, View]] = {}

    @wraps(make)
    def made(policy: Policy, part: Part, registry: Registry, as_of: date) -> View:
        # Versions of a record share parts.
        key = id(policy), id(part)
        known = kept.get(key)
        if known and known[0] is policy and known[1] is part and known[2] is registry and known[3] == as_of:
            return known[4]
        if len(kept) >= MOST:
            kept.clear()
        view = make(policy, part, registry, as_of)
        kept[key] = (policy, part, registry, as_of, view)
        return view

    return made
