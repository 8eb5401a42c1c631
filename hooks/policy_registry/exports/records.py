"""Records as JSON: one by one and all together."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from policy_registry.licence import LICENCE
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.writing import json_text, policy_data, policy_yaml

ENVELOPE_VERSION = 1


def record_json(policy: Policy) -> bytes:
    """One record with every authored field; numbers and dates as the record writes them."""
    return json_text(policy_data(policy)).encode()


def policies_ndjson(registry: Registry) -> bytes:
    """All current records, one on each line, as record_json gives them."""
    return "".join(f"{json.dumps(policy_data(policy), ensure_ascii=False)}\n" for policy in registry).encode()


def tree(registry: Registry) -> str:
    """The SHA-256 of a list of every version with the SHA-256 of its bytes: what the files were made from."""
    frozen = {(id, number): digest for id, numbers in registry.sums.items() for number, digest in numbers.items()}
    current = {(policy.id, policy.version): policy for policy in registry}
    open = {key: sha256(policy_yaml(policy)).hexdigest() for key, policy in current.items() if key not in frozen}
    lines = (f"{digest}  {id}/{number}.yml\n" for (id, number), digest in sorted((frozen | open).items()))
    return sha256("".join(lines).encode()).hexdigest()


def policies_json(registry: Registry) -> bytes:
    """All current records in an envelope with the tree they were made from, licence, newest record date and count."""
    return _enveloped(registry, registry.policies, {})


def region_json(registry: Registry, region: str) -> bytes:
    """The current records of a region in the same envelope, which names the region."""
    return _enveloped(registry, registry.in_region(region), {"filter": {"region": region}})


def topic_json(registry: Registry, topic: str) -> bytes:
    """The current records on a topic in the same envelope, which names the topic."""
    return _enveloped(registry, registry.on_topic(topic), {"filter": {"topic": topic}})


def _enveloped(registry: Registry, policies: tuple[Policy, ...], chosen: dict[str, Any]) -> bytes:
    envelope: dict[str, Any] = {
        "schema_version": ENVELOPE_VERSION,
        "tree": tree(registry),
        "licence": LICENCE,
        "recorded_up_to": max((str(policy.recorded) for policy in policies), default=None),
        **chosen,
        "count": len(policies),
        "policies": [policy_data(policy) for policy in policies],
    }
    return json_text(envelope).encode()
