"""The names of the items of a record."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.fields import parts
from policy_registry.problems import FieldPath, Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule

RESERVED = frozenset(
    {
        "summary",
        "facts",
        "events",
        "targets",
        "obligations",
        "funding",
        "relations",
        "sources",
        "questions",
        "versions",
        "cite",
        "data",
        "timeline",
        "history",
        "changes",
        "law",
        "coming",
        "contents",
        "top",
    }
)


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Every item has an id of its own in the record, which is no name of a section of the page.

    Each id is the anchor of a link to one fact; two items with one id would send readers to the wrong one.
    """
    seen: dict[str, FieldPath] = {}
    for path, part in parts(record.policy):
        if not path or "id" not in type(part).model_fields:
            continue
        id = getattr(part, "id")  # noqa: B009 (the type is that of any part)
        if id in RESERVED:
            yield Finding((*path, "id"), f'"{id}" is the name of a section of the page', "choose a more telling id")
        if id in seen:
            first = seen[id][0]
            yield Finding((*path, "id"), f'"{id}" is used twice, first under `{first}`', "give each item an id of its own")
        seen.setdefault(id, path)


RULE = Rule("item-ids", check)
