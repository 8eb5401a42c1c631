"""What stands at the data addresses of a retired id."""

from __future__ import annotations

from typing import Any

from policy_registry import urls
from policy_registry.dates import JSON_PATTERN
from policy_registry.exports.closed_object import TEXT, closed_object, list_of
from policy_registry.markdown_text import address_link, escaped
from policy_registry.retirement import Retirement, RetirementKind
from policy_registry.wording import date_words
from policy_registry.writing import json_text, yaml_text

_SUCCESSOR = {"id": TEXT, "path": {**TEXT, "description": "Its page, from the root of the site."}}
TOMBSTONE_SCHEMA = closed_object(
    "What became of a record that is no longer current.",
    {
        "id": TEXT,
        "retired": {**TEXT, "pattern": JSON_PATTERN, "description": "The day on which it was retired."},
        "kind": {"enum": [str(kind) for kind in RetirementKind], "description": "What became of the record."},
        "reason": {**TEXT, "description": "Why, in one sentence for readers."},
        "successors": list_of(closed_object("A current record that holds what it held.", _SUCCESSOR)),
    },
)


def tombstone_json(retirement: Retirement) -> bytes:
    """What became of the record, as JSON."""
    return json_text(_data(retirement)).encode()


def tombstone_yaml(retirement: Retirement) -> bytes:
    """What became of the record, as YAML."""
    return yaml_text(_data(retirement)).encode()


def tombstone_markdown(retirement: Retirement, base: str) -> bytes:
    """What became of the record, as Markdown."""
    what = f"The record {retirement.id} was {retirement.kind.value} on {date_words(retirement.on)}. {retirement.reason}"
    successors = (f"- {address_link(urls.absolute(base, urls.record_markdown(id)))}" for id in retirement.successors)
    blocks = (f"# {escaped(retirement.name)}", escaped(what), "\n".join(successors))
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _data(retirement: Retirement) -> dict[str, Any]:
    return {
        "id": retirement.id,
        "retired": str(retirement.on),
        "kind": retirement.kind.value,
        "reason": retirement.reason,
        "successors": [{"id": id, "path": urls.policy(id)} for id in retirement.successors],
    }
