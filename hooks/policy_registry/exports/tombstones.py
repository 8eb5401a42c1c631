"""What stands at the data addresses of a retired id."""

from __future__ import annotations

from typing import Any

from policy_registry import urls
from policy_registry.retirement import Retirement
from policy_registry.writing import json_text, yaml_text


def tombstone_json(retirement: Retirement) -> bytes:
    """What became of the record, as JSON."""
    return json_text(_data(retirement)).encode()


def tombstone_yaml(retirement: Retirement) -> bytes:
    """What became of the record, as YAML."""
    return yaml_text(_data(retirement)).encode()


def _data(retirement: Retirement) -> dict[str, Any]:
    return {
        "id": retirement.id,
        "retired": str(retirement.on),
        "kind": retirement.kind.value,
        "reason": retirement.reason,
        "successors": [{"id": id, "path": urls.policy(id)} for id in retirement.successors],
    }
