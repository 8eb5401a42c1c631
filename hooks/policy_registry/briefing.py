"""A briefing on a region: plain prose that asks the records for every number and date.

A paragraph ends at an empty line and may begin with a few words between `**`. A macro such as
`{{ date("eu-example", "passport") }}` is a name with texts between quotes: nothing in it is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policy_registry.marked import Mark

LONGEST_BRIEFING = 100_000

_MACRO = re.compile(r'\{\{\s*(?P<name>[a-z]+)\(\s*(?P<arguments>(?:"[^"]*"\s*(?:,\s*"[^"]*"\s*)*)?)\)\s*\}\}')
_ARGUMENT = re.compile(r'"([^"]*)"')
_BREAK = re.compile(r"\n(?:[ \t]*\n)+")
_OPENING = re.compile(r"\*\*(?P<words>[^*{}]+)\*\*\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the author, with their place in the file."""

    text: str
    mark: Mark

    def part(self, start: int, end: int) -> Words:
        """Some of the words, which know their own place."""
        before = self.text[:start]
        lines = before.count("\n")
        column = start - before.rfind("\n") if lines else self.mark.column + start
        return Words(self.text[start:end], Mark(self.mark.line + lines, column))


@dataclass(frozen=True, slots=True)
class Macro:
    """A question to the records: its name and the texts between its quotes."""

    name: str
    arguments: tuple[str, ...]
    source: Words

    def __str__(self) -> str:
        return " ".join(self.source.text.split())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and macros in turn, after the few words that say what the paragraph is about."""

    opening: Words | None
    pieces: tuple[Words | Macro, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """The briefing of one region, and the file it was read from, relative to the registry folder."""

    region: str
    path: str
    paragraphs: tuple[Paragraph, ...]

    def __iter__(self) -> Iterator[Words | Macro]:
        for paragraph in self.paragraphs:
            if paragraph.opening:
                yield paragraph.opening
            yield from paragraph.pieces


def read_briefing(letters: str, region: str, path: str) -> Briefing:
    """Part a text into paragraphs, words and macros; what is no macro that can be read stays words."""
    whole = Words(letters, Mark(1, 1))
    breaks = [(0, 0), *(match.span() for match in _BREAK.finditer(letters)), (len(letters), len(letters))]
    spans = ((after, before) for (_, after), (before, _) in pairwise(breaks))
    return Briefing(region, path, tuple(_paragraph(whole, *span) for span in spans if letters[slice(*span)].strip()))


def _paragraph(whole: Words, start: int, end: int) -> Paragraph:
    opening = _OPENING.match(whole.text, start, end)
    words = whole.part(*opening.span("words")) if opening else None
    return Paragraph(words, tuple(_pieces(whole, opening.end() if opening else start, end)))


def _pieces(whole: Words, start: int, end: int) -> Iterator[Words | Macro]:
    for match in _MACRO.finditer(whole.text, start, end):
        if match.start() > start:
            yield whole.part(start, match.start())
        yield Macro(match["name"], tuple(_ARGUMENT.findall(match["arguments"])), whole.part(*match.span()))
        start = match.end()
    if start < end:
        yield whole.part(start, end)
