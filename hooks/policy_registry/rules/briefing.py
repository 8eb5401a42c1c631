"""The briefings of the regions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from policy_registry.briefing import Briefing, Macro, Words
from policy_registry.macros import UnanswerableError, answer
from policy_registry.marked import Mark
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rule import BriefingRule, Context, Remark

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NO_MACRO = re.compile(r"\{\{.*?(?:\}\}|\Z)|\}\}", re.S)
_TOKEN = re.compile(r"[^\s()“”‘’\"',;:!?]+")
_AMOUNT = re.compile(r"%|\b(?:per ?cent|millions?|billions?|trillions?)\b", re.I)
_MONTH = re.compile(rf"\b(?:{MONTHS})\b")
_SIGN = re.compile(r"[<>\[\]`*_#|\\{}~^]+|&#?\w+;|(?<=\n)[-+](?= )")


def check(briefing: Briefing, context: Context) -> Iterator[Remark]:
    """A briefing is plain prose on a region of the registry, and each number and date in it is asked of a record by a macro."""
    regions = context.registry.vocabularies["regions"]
    if briefing.region not in regions:
        near = regions.nearest(briefing.region)
        hint = f'did you mean "{near}"?' if near else "name the file by a region of vocabularies/regions.yml"
        yield Remark(Words("", Mark(1, 1)), f'there is no region "{briefing.region}"', hint)
    for piece in briefing:
        yield from _of_macro(piece, context.registry) if isinstance(piece, Macro) else _of_words(piece)


def _of_macro(macro: Macro, registry: Registry) -> Iterator[Remark]:
    if macro.arguments and _is_broken(macro.arguments[0], registry):
        return
    try:
        found = answer(macro, registry)
    except UnanswerableError as error:
        yield Remark(macro.source, str(error), error.help)
        return
    start = macro.source.text.rindex(f'"{found.words}"') + 1 if found.words else 0
    yield from _of_words(macro.source.part(start, start + len(found.words)), found.policy)


def _is_broken(id: str, registry: Registry) -> bool:
    """Whether the record has faults of its own, so that it would be too soon to say what it lacks."""
    return id in registry.unreadable or any(record.policy.id == id and not record.is_whole for record in registry.records)


def _of_words(words: Words, named: Policy | None = None) -> Iterator[Remark]:
    """What plain words may not hold; a name that holds digits may be written as the record has it."""
    for match in _NO_MACRO.finditer(words.text):
        hint = 'write {{ value("record", "fact") }}, with straight quotes'
        yield Remark(words.part(*match.span()), "this is no macro that can be read", hint)
    plain = _NO_MACRO.sub(lambda match: re.sub(r"\S", " ", match[0]), words.text)
    names = (named.short_title, named.title.text, *named.also_known_as) if named else ()
    known = {token.rstrip(".") for name in names for token in _TOKEN.findall(name)}
    for match in _TOKEN.finditer(plain):
        token = match[0].rstrip(".")
        is_number = any(unicodedata.category(letter).startswith("N") for letter in token)
        if is_number and token not in known:
            hint = 'ask the record with {{ value("record", "fact") }} or {{ date("record", "fact") }}, or write it as a word'
            yield Remark(words.part(match.start(), match.start() + len(token)), f'"{token}" is a bare number', hint)
    for pattern, what, hint in (
        (_AMOUNT, "belongs to a bare number", 'ask the record with {{ value("record", "fact") }}'),
        (_MONTH, "is a bare date", 'ask the record with {{ date("record", "fact") }}'),
        (_SIGN, "is a sign of HTML or Markdown", 'write plain words, and link with {{ policy("record") }}'),
    ):
        for match in pattern.finditer(plain):
            yield Remark(words.part(*match.span()), f'"{match[0]}" {what}', hint)
    for place, letter in enumerate(plain):
        if letter != "\n" and unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            yield Remark(words.part(place, place + 1), f"holds the invisible character U+{ord(letter):04X}", "delete it")


RULE = BriefingRule("briefing", check)
