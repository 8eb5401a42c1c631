"""A policy as plain data in canonical order, as canonical YAML and as JSON."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml
from pydantic_core import to_json

from policy_registry.policy import Policy
from policy_registry.upgrades import newest_format

# Fields that parts share by inheritance come first in pydantic's order; people read a fact in this one.
FIRST = ("id", "kind", "type", "metric", "form", "date", "what", "who", "who_exactly", "standing")
LAST = ("earlier", "citation", "unverified", "note")
LINE_WIDTH = 110
FOLD_FROM = 90


def policy_data(policy: Policy, fields: set[str] | None = None) -> dict[str, Any]:
    """The fields of a record, or some of them, in the order of the model, without those that hold nothing."""
    head = {"format": newest_format()} if newest_format() > 1 and fields is None else {}
    return head | _filled(policy.model_dump(mode="json", include=fields))


def policy_yaml(policy: Policy) -> bytes:
    """The canonical bytes of a record: what `registry freeze` writes and what versions are compared by."""
    return yaml_text(policy_data(policy)).encode()


def yaml_text(data: Any) -> str:
    """Plain data as canonical YAML: block style, long texts folded, one way to write each value."""
    text: str = yaml.dump(data, Dumper=_Canonical, allow_unicode=True, sort_keys=False, width=LINE_WIDTH)
    return text


def yaml_line(data: Any) -> str:
    """Plain data as YAML on one line, as in `{source: oj, locator: Art. 8(2)}`."""
    text: str = yaml.dump(data, Dumper=_Canonical, allow_unicode=True, sort_keys=False, width=-1, default_flow_style=True)
    return text.removesuffix("\n").removesuffix("\n...")


def json_text(data: Any) -> str:
    """Plain data as JSON for people and machines: indented, Unicode kept, a newline at the end."""
    return to_json(data, indent=2).decode() + "\n"


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for key in _ranked(tuple(data)):
        value = data[key]
        if isinstance(value, dict):
            if value:
                filled[key] = _filled(value)
        elif isinstance(value, list):
            if value:
                filled[key] = [_filled(item) if isinstance(item, dict) else item for item in value]
        # An event that has not happened is said, not left out: it is what the rule waits for.
        elif (value is not None or key == "happened") and not (key == "linkable" and value is True):
            filled[key] = value
    return filled


@lru_cache(maxsize=1000)
def _ranked(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=rank))


def rank(key: str) -> int:
    """The place of a field in the order in which people read a part."""
    if key in FIRST:
        return FIRST.index(key) - len(FIRST)
    return LAST.index(key) + 1 if key in LAST else 0


class _Canonical(yaml.CSafeDumper):
    """Every value is text to our reader, so only words that others would misread are quoted."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write every value out, as records must."""
        return True


# Other YAML readers turn `no` into false and `~` into nothing; numbers and dates mean the same to all.
_Canonical.yaml_implicit_resolvers = {
    letter: [(tag, form) for tag, form in forms if tag.endswith((":bool", ":null", ":merge"))]
    for letter, forms in yaml.CSafeDumper.yaml_implicit_resolvers.items()
}


def _represent_text(dumper: _Canonical, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > FOLD_FROM else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_number(dumper: _Canonical, number: int) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(number))


def _represent_truth(dumper: _Canonical, truth: bool) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", "true" if truth else "false")


_Canonical.add_representer(str, _represent_text)
_Canonical.add_representer(int, _represent_number)
_Canonical.add_representer(bool, _represent_truth)
