"""The quick way to read the form in which the registry itself writes YAML; whatever looks otherwise is left to `marked`.

Nine of ten files are as `writing` leaves them. Reading these needs no marks, no events and no library: a tenth of the time.
"""

from __future__ import annotations

import re
from sys import intern

from policy_registry.marked import MAXIMUM_CHARACTERS, MAXIMUM_DEPTH, MAXIMUM_VALUES, NULL_TEXTS, Plain

# Ids, terms and days come again and again; equal ones are kept once.
LONGEST_SHARED = 30
# The indentation, the dashes of list items, the key, and what follows.
_LINE = re.compile(r"^( *)((?:- )*)(?:('?[a-z][a-z0-9_-]{0,99}'?):(?: |$))?(.*)$", re.M)
# A line holds at most an item of a list, a name in it, and the value of that.
_MOST_LINES = MAXIMUM_VALUES // 3 - 1
# A value that begins with a letter or a digit and holds no sign that could mean something.
_WORDS = re.compile(r"[^\W_][^:#]*")
_OPENING = frozenset("(/$<")
_QUOTED = re.compile(r"'((?:[^']|'')*)'")
# No line has so little indentation, and no key, as to go on with what stands above it.
_END = ("", "", "", "")


class _UnusualError(Exception):
    """The text is not in the canonical form, or only nearly."""


def is_bounded(text: str) -> bool:
    """Whether a text is no longer than a record may be."""
    return len(text) <= MAXIMUM_CHARACTERS and text.count("\n") <= _MOST_LINES


def read_canonical(text: str) -> Plain:
    """The plain data of a record in canonical form; None for any other text, be it valid or not."""
    if not is_bounded(text) or not text.endswith("\n") or " \n" in text or "\n\n" in text:
        return None
    if not text.replace("\n", "").isprintable():
        return None
    try:
        return _Lines(text).document()
    except _UnusualError:
        return None


class _Lines:
    """Walks the lines of a text once."""

    def __init__(self, text: str) -> None:
        self.words = text.split("\n")
        self.lines: list[tuple[str, str, str, str]] = _LINE.findall(text[:-1])
        self.lines.append(_END)
        self.place = 0

    def document(self) -> Plain:
        indent, dashes, key, _ = self.lines[0]
        if indent or dashes or not key:
            raise _UnusualError
        data = self.mapping(0, 1)
        if self.place + 1 != len(self.lines):
            raise _UnusualError
        return data

    def mapping(self, column: int, depth: int) -> dict[str, Plain]:
        if depth >= MAXIMUM_DEPTH:
            raise _UnusualError
        data: dict[str, Plain] = {}
        lines = self.lines
        indent, dashes, key, rest = lines[self.place]
        while len(indent) == column and key and not dashes:
            if key[0] == "'" or key[-1] == "'" or key in NULL_TEXTS:
                key = _unquoted(key)
            if key in data:
                raise _UnusualError
            self.place = place = self.place + 1
            if not rest:
                data[key] = self.below(column, depth)
            elif len(lines[place][0]) <= column and _WORDS.fullmatch(rest) and rest not in NULL_TEXTS:
                data[key] = rest if len(rest) > LONGEST_SHARED else intern(rest)
            else:
                data[key] = self.scalar(rest, column)
            indent, dashes, key, rest = lines[self.place]
        return data

    def below(self, column: int, depth: int) -> Plain:
        """What stands under a key that has nothing beside it."""
        indent, dashes, key, _ = self.lines[self.place]
        if dashes and len(indent) >= column:
            return self.sequence(len(indent), depth + 1)
        if len(indent) > column:
            if not key:
                raise _UnusualError
            return self.mapping(len(indent), depth + 1)
        return None

    def sequence(self, column: int, depth: int) -> list[Plain]:
        if depth >= MAXIMUM_DEPTH:
            raise _UnusualError
        items: list[Plain] = []
        indent, dashes, key, rest = self.lines[self.place]
        while len(indent) == column and dashes:
            if dashes != "- ":  # a list in a list
                raise _UnusualError
            if key:
                self.lines[self.place] = (f"{indent}  ", "", key, rest)
                items.append(self.mapping(column + 2, depth + 1))
            else:
                self.place += 1
                items.append(self.scalar(rest, column))
            indent, dashes, key, rest = self.lines[self.place]
        return items

    def scalar(self, text: str, column: int) -> str | None:
        """The value that begins with a text and goes on in the lines that are indented more than a column."""
        if text == ">-":
            return " ".join(self.folded(column))
        if text[:1] == "'":
            return _unquoted(text)
        _refuse_unless_plain(text)
        parts = [text]
        indent, dashes, key, rest = self.lines[self.place]
        while len(indent) > column:
            if dashes or key:
                raise _UnusualError
            _refuse_unless_plain(rest)
            parts.append(rest)
            self.place += 1
            indent, dashes, key, rest = self.lines[self.place]
        whole = " ".join(parts)
        return None if whole in NULL_TEXTS else whole

    def folded(self, column: int) -> list[str]:
        """The lines of a block of text, which is indented more than a column."""
        first = indent = self.lines[self.place][0]
        if len(first) <= column:
            raise _UnusualError
        parts = []
        while len(indent) > column:
            if indent != first:
                raise _UnusualError
            parts.append(self.words[self.place][len(first) :])
            self.place += 1
            indent = self.lines[self.place][0]
        return parts


def _unquoted(text: str) -> str:
    quoted = _QUOTED.fullmatch(text)
    if quoted is None:
        raise _UnusualError
    return quoted[1].replace("''", "'")


def _refuse_unless_plain(text: str) -> None:
    """Refuse words that might begin something else than a plain value, or hold a key or a remark."""
    first = text[:1]
    if not (first.isalnum() or first in _OPENING or first > "~") or ": " in text or " #" in text or text[-1:] == ":":
        raise _UnusualError
