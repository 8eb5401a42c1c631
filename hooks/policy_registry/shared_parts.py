"""What an old version says word for word as the record says it now is taken from there: four fifths of it, as a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy_registry.canonical import is_bounded, read_canonical
from policy_registry.evidence import Part
from policy_registry.policy import Policy

# The parts of a record by the letters of each, for each line that begins a list: "targets:".
Parts = Mapping[str, Mapping[str, Part]]
# In the canonical form what belongs to a field is indented or begins with a dash, as each item of its list does.
_BETWEEN_FIELDS = re.compile(r"\n(?=[^ -])")
_BETWEEN_ITEMS = "\n- "


def parts_by_letters(text: str, policy: Policy) -> Parts:
    """The parts of a record by their letters in its text, which is in canonical form."""
    known = {}
    for line, items in _fields(text):
        name = line.removesuffix(":")
        parts = getattr(policy, name) if items and name in Policy.model_fields else ()
        if parts and len(parts) == len(items) and all(isinstance(part, Part) for part in parts):
            known[line] = dict(zip(items, parts, strict=True))
    return known


def read_beside(text: str, known: Parts) -> dict[str, Any] | None:
    """The data of a record in canonical form, with parts as they are known; None where it shares none, or looks otherwise."""
    if not known or not is_bounded(text) or not text.endswith("\n"):
        return None
    shared: dict[str, list[Part | None]] = {}
    rest = []
    for line, items in _fields(text):
        parts = [known[line].get(item) for item in items] if line in known else []
        if any(parts):
            if line in shared:
                return None
            shared[line] = parts
            items = [item for item, part in zip(items, parts, strict=True) if part is None]
        if items or not any(parts):
            rest.append(_BETWEEN_ITEMS.join([line, *items]))
    data: Any = read_canonical("\n".join([*rest, ""])) if shared else None
    if not isinstance(data, dict):
        return None
    for line, parts in shared.items():
        name = line.removesuffix(":")
        fresh = data.get(name, [])
        if not isinstance(fresh, list) or len(fresh) != parts.count(None):
            return None
        others = iter(fresh)
        data[name] = [part if part is not None else next(others) for part in parts]
    return data


def _fields(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each field with the items of its list; where it is no list, with all that belongs to it."""
    for field in _BETWEEN_FIELDS.split(text.removesuffix("\n")):
        line, *items = field.split(_BETWEEN_ITEMS)
        yield line, items
