"""YAML text as a tree in which every value is text and knows its line and column.

Nothing is typed, expanded or run here: `NO`, `on`, `010` and `2027-02-18` stay the letters they are.
Duplicate keys, anchors, aliases and tags are faults, as is everything that libyaml refuses.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from policy_registry.problems import FieldPath
from policy_registry.syntax_words import syntax_words

MAXIMUM_DEPTH = 20
MAXIMUM_CHARACTERS = 1_000_000
MAXIMUM_VALUES = 20_000
NULL_TEXTS = frozenset({"", "~", "null"})

# libyaml counts these as ends of lines, editors do not: the places of all later faults would be wrong.
_OTHER_LINE_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")

Plain = str | None | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A position in a text; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: its letters, or None for an empty value or a bare `null`."""

    text: str | None
    start: Mark
    end: Mark


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    start: Mark


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named nodes in the order of the file, each key with its own place."""

    entries: dict[str, Node]
    keys: dict[str, Scalar]
    start: Mark


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the text may not hold, with the rule that forbids it."""

    rule: str
    message: str
    help: str
    mark: Mark


@dataclass(slots=True)
class MarkedText:
    """The outcome of reading one text: its tree, unless it could not be parsed, and every fault."""

    tree: Node | None = None
    faults: list[Fault] = field(default_factory=list)


def read_marked(text: str) -> MarkedText:
    """Parse one YAML document; a text that is not YAML gives one fault and no tree."""
    marked = MarkedText()
    if len(text) > MAXIMUM_CHARACTERS:
        marked.faults.append(
            Fault(
                "yaml-syntax",
                f"the file holds {len(text):,} characters, more than {MAXIMUM_CHARACTERS:,}",
                "a record is a few pages long; check that this is the right file",
                Mark(1, 1),
            )
        )
        return marked
    if stray := _OTHER_LINE_BREAK.search(text):
        marked.faults.append(_character_fault(text, stray.start(), ord(stray[0])))
        return marked
    reader = _Reader(marked.faults)
    try:
        marked.tree = reader.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        marked.faults.append(_syntax_fault(error, text, reader.scalars))
    except yaml.reader.ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(str(error.character)[0])
        # libyaml counts bytes.
        before = text.encode()[: int(error.position)].decode("utf-8", "ignore")
        marked.faults.append(_character_fault(text, len(before), code))
    except UnicodeEncodeError as error:
        marked.faults.append(_character_fault(text, error.start, ord(text[error.start])))
    except _BeyondError as error:
        marked.faults.append(Fault("yaml-syntax", str(error), "check that this is the right file", error.mark))
    else:
        marked.faults.extend(islice(_comments(text, reader.scalars), MAXIMUM_VALUES))
    return marked


def plain(node: Node) -> Plain:
    """The tree without its marks: text, None, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def locate(node: Node, path: FieldPath) -> tuple[Node, Scalar | None, FieldPath]:
    """The node at a path, the key it stands under and the path that was really walked.

    Steps that the tree does not know are passed over, so that a missing field leads to the mapping
    that lacks it and the marks that pydantic adds for unions do no harm.
    """
    key: Scalar | None = None
    walked: list[str | int] = []
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            key, node = node.keys[str(step)], node.entries[str(step)]
            walked.append(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            key, node = None, node.items[step]
            walked.append(step)
    return node, key, tuple(walked)


class _BeyondError(Exception):
    """The text goes beyond what any record needs, and is not read further."""

    def __init__(self, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.mark = mark


class _Reader:
    """Builds the tree from the parser's events, in one pass."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.scalars: list[Scalar] = []
        self.values = 0

    def document(self, events: Iterator[yaml.Event]) -> Node:
        node: Node = Scalar(None, Mark(1, 1), Mark(1, 1))
        count = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                count += 1
                if count == 2:
                    self._fault("yaml-syntax", event, "a second document begins here", "one file holds one document")
            elif isinstance(event, yaml.NodeEvent):
                built = self._node(event, events, depth=1)
                node = built if count == 1 else node
        return node

    def _node(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Node:
        start = _mark(event.start_mark)
        self.values += 1
        if depth > MAXIMUM_DEPTH:
            raise _BeyondError(f"lists and mappings are nested more than {MAXIMUM_DEPTH} deep", start)
        if self.values > MAXIMUM_VALUES:
            raise _BeyondError(f"the file holds more than {MAXIMUM_VALUES:,} names and values", start)
        if isinstance(event, yaml.AliasEvent):
            self._fault("yaml-anchor", event, f'"*{event.anchor}" is an alias', "write the value out")
            return Scalar(None, start, _mark(event.end_mark))
        if event.anchor:
            self._fault("yaml-anchor", event, f'"&{event.anchor}" is an anchor', "write the value out where it is used")
        if event.tag:
            self._fault("yaml-tag", event, f'"{event.tag}" is a tag', "leave the tag out: the model knows the type")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, start)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            return Sequence(tuple(items), start)
        return self._mapping(events, start, depth)

    def _mapping(self, events: Iterator[yaml.Event], start: Mark, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            name = key.text if isinstance(key, Scalar) else None
            if name is None or not isinstance(key, Scalar):
                self.faults.append(Fault("yaml-syntax", "this key is not a word", "give the field a name", key.start))
            elif name in entries:
                first = keys[name].start.line
                self.faults.append(
                    Fault("duplicate-key", f'"{name}" is given twice, first in line {first}', "keep one", key.start)
                )
            else:
                entries[name], keys[name] = value, key
        return Mapping(entries, keys, start)

    def _scalar(self, event: yaml.ScalarEvent, start: Mark) -> Scalar:
        is_bare = event.style is None or event.style == ""
        text = None if is_bare and event.value in NULL_TEXTS else str(event.value)
        scalar = Scalar(text, start, _mark(event.end_mark))
        self.scalars.append(scalar)
        return scalar

    def _fault(self, rule: str, event: yaml.Event, message: str, help: str) -> None:
        self.faults.append(Fault(rule, message, help, _mark(event.start_mark)))


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, scalars: list[Scalar]) -> Fault:
    last = scalars[-1].start if scalars else None
    words = syntax_words(error, text, (last.line, last.column) if last else None)
    return Fault("yaml-syntax", words.message, words.help, Mark(words.line, words.column))


def _character_fault(text: str, position: int, code: int) -> Fault:
    before = text[:position]
    mark = Mark(before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
    return Fault("yaml-syntax", f"the character U+{code:04X} may not stand in a record", "delete it", mark)


def _comments(text: str, scalars: list[Scalar]) -> Iterator[Fault]:
    """Find `#` remarks: outside every scalar, at the start of a line or after a space."""
    if "#" not in text:
        return
    spans = sorted((scalar.start, scalar.end) for scalar in scalars)
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for number, line in enumerate(text.split("\n"), start=1):
        for column, letter in enumerate(line, start=1):
            if letter != "#" or not (column == 1 or line[column - 2].isspace()):
                continue
            mark = Mark(number, column)
            before = bisect(starts, mark) - 1
            if before < 0 or mark >= ends[before]:
                yield Fault(
                    "comment",
                    f'"{line[column - 1 :].strip()}" is a comment, which a rewrite would lose',
                    "move the remark into the `note` of the fact it is about",
                    mark,
                )
                break
