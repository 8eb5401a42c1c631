"""A record as Markdown, in whole words and with whole addresses, so that it can be read and cited away from the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policy_registry import urls
from policy_registry.citation import reference
from policy_registry.dates import PartialDate
from policy_registry.licence import LICENCE, LICENCE_NAME
from policy_registry.markdown_text import address_link, escaped
from policy_registry.outline import Group, Item, Section, outline
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import date_words


def record_markdown(policy: Policy, registry: Registry, as_of: date, base: str) -> bytes:
    """The record as CommonMark: how to cite it, what it is, and every fact with its address in this version."""
    record = outline(policy, registry, as_of)
    page = urls.absolute(base, urls.version(policy.id, policy.version))
    head = Group("", (*_edition(policy, registry, as_of), *record.head))
    blocks = [f"# {escaped(record.title)}", escaped(record.edition), *_group(head, page, base)]
    for section in record.sections:
        blocks += _section(section, page, base)
    return ("\n\n".join(blocks) + "\n").encode()


def _edition(policy: Policy, registry: Registry, as_of: date) -> Iterator[Item]:
    """What a reader needs to cite the right version, and to know how far to rely on it."""
    told = f"Dates that wait are told as of {date_words(PartialDate(as_of.isoformat()))}."
    yield Item("Cite as", reference(policy, registry.publication.name), path=urls.version(policy.id, policy.version))
    yield _standing(policy, registry)
    yield Item("Licence", LICENCE_NAME, addresses=(LICENCE,))
    yield Item("What this is", f"A description in our own words, no official text and no legal advice. {told}")


def _standing(policy: Policy, registry: Registry) -> Item:
    """Whether a later version says otherwise, or none will."""
    retirement = registry.retirement(policy.id)
    states = registry.states(policy.id)
    newest = states.get(max(states, default=policy.version), policy)
    if retirement:
        words = f"the record was retired on {date_words(retirement.on)}. {retirement.reason}"
        return Item("This version", words, path=urls.policy(policy.id))
    if newest.version > policy.version:
        after = next(entry for entry in reversed(newest.history) if entry.version > policy.version)
        words = f"replaced on {date_words(after.recorded)}; the newest is version {newest.version}"
        return Item("This version", words, path=urls.record_markdown(policy.id))
    is_final = policy.version in registry.frozen.get(policy.id, {})
    return Item("This version", "the newest" if is_final else "the newest, not frozen yet: it may still change")


def _section(section: Section, page: str, base: str) -> Iterator[str]:
    yield f"## {section.heading}"
    if section.words:
        yield escaped(section.words)
    for group in section.groups:
        yield from _group(group, page, base)


def _group(group: Group, page: str, base: str) -> Iterator[str]:
    if group.heading:
        yield f"### {escaped(group.heading)}"
    yield "\n".join(line for item in group.items for line in _item(item, page, base))


def _item(item: Item, page: str, base: str) -> Iterator[str]:
    """A line of the list, and below it what belongs to it, each a line of its own."""
    words = ": ".join(part for part in (f"**{escaped(item.name)}**" if item.name else "", escaped(item.text)) if part)
    anchor = f"[\\#{item.id}]({urls.anchor(page, item.id)})" if item.id else ""
    addresses = (*item.addresses, *([urls.absolute(base, item.path)] if item.path else ()))
    yield "- " + " ".join(part for part in (words, anchor, *map(address_link, addresses)) if part)
    yield from (f"  - {name}: {escaped(text)}" for name, text in item.details)
