"""Examples of every field of a record: its own, or else those of its type, or made of what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from policy_registry.bad_examples import BAD_EXAMPLES
from policy_registry.writing import yaml_line

GOOD_EXAMPLES = "examples"
MOST = 3
LONGEST = 60
# What the rules want beside the fields that the model wants.
WANTED = frozenset({"citation", "locator", "target", "url"})

Schema = dict[str, Any]


@dataclass(frozen=True)
class Examples:
    """What a field takes and what it refuses."""

    good: tuple[Any, ...]
    bad: tuple[Any, ...]


def with_examples(schema: Schema) -> Schema:
    """The schema of a record in which every field has good and bad examples, and says the bad ones to editors too."""
    parts = schema["$defs"]

    def shown(part: Schema) -> Schema:
        return {name: _shown(property, parts) for name, property in part["properties"].items()}

    definitions = {name: part | {"properties": shown(part)} if "properties" in part else part for name, part in parts.items()}
    return schema | {"$defs": definitions, "properties": shown(schema)}


def written(example: Any) -> str:
    """An example as one writes it in a record."""
    return example if isinstance(example, str) and example else yaml_line(example)


def _shown(property: Schema, parts: Schema) -> Schema:
    found = _examples(property, parts)
    said = property | {GOOD_EXAMPLES: [*found.good], BAD_EXAMPLES: [*found.bad]}
    # Editors of the VS Code family show this text and the good examples, but know nothing of bad ones.
    return said | {"markdownDescription": f"{property['description']}\n\nNot: {', '.join(map(_code, in_short(found.bad)))}"}


def in_short(examples: Iterable[Any]) -> tuple[str, ...]:
    """The examples as one writes them, without those that are too long to be read at a glance unless all are."""
    texts = tuple(written(example) for example in examples)
    return tuple(text for text in texts if len(text) <= LONGEST) or texts[:1]


def _code(text: str) -> str:
    return f"`{text}`"


def _examples(node: Schema, parts: Schema) -> Examples:
    good, bad = tuple(node.get(GOOD_EXAMPLES, ())), tuple(node.get(BAD_EXAMPLES, ()))
    if not (good and bad):
        made = _made(node, parts)
        good, bad = good or made.good, bad or made.bad
    return Examples(good[:MOST], bad[:MOST])


def _made(node: Schema, parts: Schema) -> Examples:
    if "$ref" in node:
        return _examples(parts[node["$ref"].rpartition("/")[2]], parts)
    if choices := [choice for choice in (node.get("anyOf") or node.get("oneOf") or ()) if choice.get("type") != "null"]:
        found = [_examples(choice, parts) for choice in choices]
        return Examples(tuple(good for one in found for good in one.good[: MOST if len(found) == 1 else 1]), found[0].bad)
    if node.get("type") == "array":
        return _list(_examples(node["items"], parts), node.get(GOOD_EXAMPLES))
    if "properties" in node:
        return _part(node, parts)
    return Examples(tuple(node.get("enum", ())), ())


def _list(item: Examples, own: list[Any] | None) -> Examples:
    """A list of what the items take; an item without its list is refused, and so is a list with a bad one."""
    texts = [example for example in item.good if isinstance(example, str)]
    good = own[0] if own else texts[:2] or [item.good[0]]
    return Examples((good,), (good[0], [item.bad[0]]))


def _part(node: Schema, parts: Schema) -> Examples:
    """What has every field that is needed; it is refused without one of them."""
    needed = [name for name in sorted(node["properties"], key=WANTED.__contains__) if name in {*node["required"], *WANTED}]
    whole = {name: _examples(node["properties"][name], parts).good[0] for name in needed}
    missing = node["required"][-1]
    return Examples((whole,), ({name: value for name, value in whole.items() if name != missing},))
