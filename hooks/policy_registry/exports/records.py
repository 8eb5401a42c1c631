"""Records as JSON: one by one and all together."""

from __future__ import annotations

from typing import Any

from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.writing import json_text, policy_data

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ENVELOPE_VERSION = 1


def record_json(policy: Policy) -> bytes:
    """One record with every authored field; numbers and dates as the record writes them."""
    return json_text(policy_data(policy)).encode()


def policies_json(registry: Registry) -> bytes:
    """All current records in an envelope with licence, newest record date and count."""
    envelope: dict[str, Any] = {
        "schema_version": ENVELOPE_VERSION,
        "licence": LICENCE,
        "recorded_up_to": max((str(policy.recorded) for policy in registry), default=None),
        "count": len(registry),
        "policies": [policy_data(policy) for policy in registry],
    }
    return json_text(envelope).encode()
