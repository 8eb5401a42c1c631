"""What a field of a record holds, in words and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policy_registry.bad_examples import BAD_EXAMPLES
from policy_registry.field_examples import GOOD_EXAMPLES, Schema, written

_ITEM = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True)
class FieldHelp:
    """A field as a path of names, what it holds, what it takes and what it refuses."""

    path: str
    description: str
    good: tuple[str, ...]
    bad: tuple[str, ...]


def field_help(path: str, schema: Schema) -> FieldHelp | None:
    """The help of a field as messages name it, such as `targets[recycled-cobalt-2031].value`; None where there is none."""
    names = _ITEM.sub("", path)
    return next((help for help in all_help(schema) if help.path == names), None)


def all_help(schema: Schema, inside: tuple[str, ...] = (), before: tuple[str, ...] = ()) -> Iterator[FieldHelp]:
    """The help of every field, each followed by the fields of what it holds; a part within itself is not entered again."""
    properties = (schema["$defs"][inside[-1]] if inside else schema).get("properties", {})
    for name, property in properties.items():
        path = (*before, name)
        good, bad = (tuple(written(example) for example in property[kind]) for kind in (GOOD_EXAMPLES, BAD_EXAMPLES))
        yield FieldHelp(".".join(path), property["description"], good, bad)
        for part in _parts(property):
            if part not in inside:
                yield from all_help(schema, (*inside, part), path)


def _parts(node: Schema) -> Iterator[str]:
    """The names of the parts that a field can hold."""
    if "$ref" in node:
        yield node["$ref"].rpartition("/")[2]
    items = (node["items"],) if "items" in node else ()
    for inner in (*node.get("anyOf", ()), *node.get("oneOf", ()), *items):
        yield from _parts(inner)
