"""A record in plain words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import fill

from policy_registry.outline import Group, Item, Section, outline
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import NO_BREAK

WIDTH = 100
NAMES = 15


def plain_text(policy: Policy, registry: Registry, as_of: date) -> str:
    """The record as a page of text: names, status, duties, targets, money, dates, relations, sources and versions."""
    record = outline(policy, registry, as_of)
    names = (_wrapped(item.text, f"{item.name:<{NAMES}}", " " * NAMES) for item in record.head)
    blocks = ("\n".join([record.title, record.edition, "", *names]), *("\n".join(_lines(part)) for part in record.sections))
    return "\n\n".join(blocks).replace(NO_BREAK, " ") + "\n"


def _lines(section: Section) -> Iterator[str]:
    yield section.heading
    if section.words:
        yield _wrapped(section.words)
    for group in section.groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    indent = "  "
    if group.heading:
        yield _wrapped(group.heading, indent)
        indent = "    "
    for item in group.items:
        yield from _item(item, indent)


def _item(item: Item, indent: str) -> Iterator[str]:
    """The words first, and below them what belongs to them."""
    yield _wrapped(": ".join(part for part in (item.name, item.text) if part), indent)
    below = f"{indent}    "
    if item.details:
        yield _wrapped("; ".join(f"{name}: {text.rstrip('.')}" for name, text in item.details), below)
    yield from (f"{below}{address}" for address in item.addresses)


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=rest or " " * len(first),
                break_long_words=False, break_on_hyphens=False)  # fmt: skip
