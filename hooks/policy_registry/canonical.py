"""The quick way to read the form in which the registry itself writes YAML; whatever looks otherwise is left to `marked`.

Nine of ten files are as `writing` leaves them. Reading these needs no marks, no events and no library: a tenth of the time.
"""

from __future__ import annotations

import re

from policy_registry.marked import MAXIMUM_CHARACTERS, MAXIMUM_DEPTH, NULL_TEXTS, Plain

# The indentation, then everything else: the dashes of list items, the key, and what follows.
_LINE = re.compile(r"^( *)(((?:- )*)(?:('?[a-z][a-z0-9_-]*'?):(?: |$))?(.*))$", re.M)
# A value that begins with a letter or a digit and holds no sign that could mean something.
_WORDS = re.compile(r"[^\W_][^:#]*")
_OPENING = frozenset("(/$<")
_QUOTED = re.compile(r"'((?:[^']|'')*)'")


class _UnusualError(Exception):
    """The text is not in the canonical form, or only nearly."""


def read_canonical(text: str) -> Plain:
    """The plain data of a record in canonical form; None for any other text, be it valid or not."""
    if len(text) > MAXIMUM_CHARACTERS or not text.endswith("\n") or " \n" in text or "\n\n" in text:
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
        self.lines = [
            (len(indent), len(dashes), key, rest, words) for indent, words, dashes, key, rest in _LINE.findall(text[:-1])
        ]
        self.lines.append((-1, 0, "", "", ""))
        self.place = 0

    def document(self) -> Plain:
        column, dashes, key, _, _ = self.lines[0]
        if column or dashes or not key:
            raise _UnusualError
        data = self.mapping(0, 1)
        if self.place + 1 != len(self.lines):
            raise _UnusualError
        return data

    def mapping(self, column: int, depth: int) -> dict[str, Plain]:
        if depth > MAXIMUM_DEPTH:
            raise _UnusualError
        data: dict[str, Plain] = {}
        lines = self.lines
        start, dashes, key, rest, _ = self.lines[self.place]
        while start == column and key and not dashes:
            if key[0] == "'" or key[-1] == "'" or key in NULL_TEXTS:
                key = _unquoted(key)
            if key in data:
                raise _UnusualError
            self.place = place = self.place + 1
            if not rest:
                data[key] = self.below(column, depth)
            elif lines[place][0] <= column and _WORDS.fullmatch(rest) and rest not in NULL_TEXTS:
                data[key] = rest
            else:
                data[key] = self.scalar(rest, column)
            start, dashes, key, rest, _ = lines[self.place]
        return data

    def below(self, column: int, depth: int) -> Plain:
        """What stands under a key that has nothing beside it."""
        start, dashes, key, _, _ = self.lines[self.place]
        if dashes and start >= column:
            return self.sequence(start, depth + 1)
        if start > column:
            if not key:
                raise _UnusualError
            return self.mapping(start, depth + 1)
        return None

    def sequence(self, column: int, depth: int) -> list[Plain]:
        items: list[Plain] = []
        start, dashes, key, rest, _ = self.lines[self.place]
        while start == column and dashes:
            if dashes > 2:  # a list in a list
                raise _UnusualError
            if key:
                self.lines[self.place] = (column + 2, 0, key, rest, "")
                items.append(self.mapping(column + 2, depth + 1))
            else:
                self.place += 1
                items.append(self.scalar(rest, column))
            start, dashes, key, rest, _ = self.lines[self.place]
        return items

    def scalar(self, text: str, column: int) -> str | None:
        """The value that begins with a text and goes on in the lines that are indented more than a column."""
        if text == ">-":
            return " ".join(self.folded(column))
        if text[:1] == "'":
            return _unquoted(text)
        _refuse_unless_plain(text)
        parts = [text]
        start, dashes, key, rest, _ = self.lines[self.place]
        while start > column:
            if dashes or key:
                raise _UnusualError
            _refuse_unless_plain(rest)
            parts.append(rest)
            self.place += 1
            start, dashes, key, rest, _ = self.lines[self.place]
        whole = " ".join(parts)
        return None if whole in NULL_TEXTS else whole

    def folded(self, column: int) -> list[str]:
        """The lines of a block of text, which is indented more than a column."""
        first = self.lines[self.place][0]
        if first <= column:
            raise _UnusualError
        parts = []
        start, _, _, _, words = self.lines[self.place]
        while start > column:
            if start != first:
                raise _UnusualError
            parts.append(words)
            self.place += 1
            start, _, _, _, words = self.lines[self.place]
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
