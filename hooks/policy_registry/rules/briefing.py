"""The briefings of the regions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_registry.briefing import Briefing, Macro, Words
from policy_registry.dates import MONTHS
from policy_registry.invisible import is_invisible
from policy_registry.macros import UnanswerableError, answer
from policy_registry.marked import Mark
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rule import BriefingRule, Context, Remark

_MONTHS = "|".join(MONTHS)
_SCALES = "per ?cent|millions?|billions?|trillions?"
_DIGIT = "[\\d²³¹¼-¾⁰-₉⅐-↋①-⓿❶-➓]"
_IN_TOKEN = r"[^\s()<>{}“”‘’\"',;:!?]"
_NUMBER = re.compile(rf"(?<!{_IN_TOKEN}){_IN_TOKEN}*{_DIGIT}(?:{_IN_TOKEN}*[^\s()<>{{}}“”‘’\"',;:!?.])?")
_ASK_VALUE = 'ask the record with {{ value("record", "fact") }}, or write a small number as a word'
_ASK_DATE = 'ask the record with {{ date("record", "fact") }}'

# Each is looked for in what the ones before it leave.
_REFUSED = (
    (
        re.compile(r"\{\{.*?(?:\}\}|\Z)|\}\}", re.S),
        "{} is no macro that can be read",
        'write {{ value("record", "fact") }}, with straight quotes',
    ),
    (re.compile(rf"(?:\b\d{{1,2}}\s+)?\b(?:{_MONTHS})\b(?:\s+\d+)*"), "{} is a bare date", _ASK_DATE),
    (re.compile(rf"{_NUMBER.pattern}(?:\s*(?:%|\b(?:{_SCALES})\b))?", re.I), "{} is a bare number", _ASK_VALUE),
    (re.compile(rf"%|\b(?:{_SCALES})\b", re.I), "{} belongs to a bare number", _ASK_VALUE),
    (
        re.compile(r"<[^<>\n]*>|\[[^\[\]\n]*\](?:\([^()\n]*\))?|[<>\[\]`*_#|\\{}~^]+|&#?\w+;|(?<=\n)[-+](?= )"),
        "{} is HTML or Markdown, which a briefing has not",
        'write plain words, and link with {{ policy("record") }}',
    ),
)


def check(briefing: Briefing, context: Context) -> Iterator[Remark]:
    """A briefing is plain prose on a region of the registry, and each number and date in it is asked of a record by a macro.

    A number typed into prose goes stale on the day the record changes, and nobody notices; one that is asked of the
    record cannot.
    """
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
    record = registry.record(id)
    return id in registry.unreadable or (record is not None and not record.is_whole)


def _of_words(words: Words, named: Policy | None = None) -> Iterator[Remark]:
    """What plain words may not hold; a name may have the digits that it has in the record."""
    names = (named.short_title, named.title.text, *named.also_known_as) if named else ()
    known = {token for name in names for token in _NUMBER.findall(name)}
    left = words.text
    for pattern, message, hint in _REFUSED:
        for match in pattern.finditer(left):
            if match[0] not in known:
                yield Remark(words.part(*match.span()), message.format(f'"{" ".join(match[0].split())}"'), hint)
        left = pattern.sub(lambda match: re.sub(r"\S", " ", match[0]), left)
    for place, letter in enumerate(words.text):
        if letter != "\n" and is_invisible(letter):
            message = f"holds the invisible character U+{ord(letter):04X}"
            yield Remark(words.part(place, place + 1), message, "delete it")


RULE = BriefingRule("briefing", check)
