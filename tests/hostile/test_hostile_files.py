"""Files that nobody means well with: each is told of in one clear problem, in bounded time and memory, and nothing is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import SHIPPED, TODAY, record_data, registry_folder, write_briefing
from policy_registry.checking import check
from policy_registry.cli import main
from policy_registry.invisible import is_invisible
from policy_registry.plain_file import MAXIMUM_BYTES, RefusedFileError, plain_bytes
from policy_registry.problems import Problem, Where
from policy_registry.reading import LONGEST_SAID
from policy_registry.refusals import MOST_TOLD
from policy_registry.reporters import as_json, github, text
from policy_registry.store import load
from policy_registry.writing import policy_yaml, yaml_text

GOOD = yaml_text(record_data())
RECORD = "policies/eu/eu-example.yml"
TOPICS = "vocabularies/topics.yml"
BRIEFING = "briefings/eu.md"
LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@dataclass(frozen=True)
class Case:
    """What is done to a registry, and the one problem that comes of it, or the first of many."""

    make: Callable[[Path], object]
    place: str
    line: int
    rule: str
    said: str
    are_many: bool = False


def many(case: Case) -> Case:
    return replace(case, are_many=True)


def put(place: str, content: bytes | str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(content.encode() if isinstance(content, str) else content)

    return make


def link(place: str, target: str) -> Callable[[Path], object]:
    """A symbolic link in place of whatever stands there; `ROOT` in the target is the registry."""

    def make(root: Path) -> None:
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.rename(root.parent / f"kept-{path.name}")
        path.symlink_to(target.replace("ROOT", str(root)))

    return make


def pipe(place: str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).unlink(missing_ok=True)
        os.mkfifo(root / place)

    return make


def vast(place: str) -> Callable[[Path], object]:
    """A file of a hundred gigabytes, of which the disk holds nothing: reading it would take all memory."""

    def make(root: Path) -> None:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        with (root / place).open("wb") as file:
            file.truncate(100_000_000_000)

    return make


def both(*makers: Callable[[Path], object]) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        for maker in makers:
            maker(root)

    return make


def whole(content: bytes | str, line: int, rule: str, said: str) -> Case:
    """A case of a record with some content."""
    return Case(put(RECORD, content), RECORD, line, rule, said)


def changed(old: str, new: str, line: int, rule: str, said: str) -> Case:
    """A case of a sound record in which one thing is another."""
    assert GOOD.count(old) == 1, old
    return whole(GOOD.replace(old, new), line, rule, said)


def title(letters: str, said: str, line: int = 7, rule: str = "text-character") -> Case:
    """A case of a short title that holds letters, which may be written as an escape between double quotes."""
    return changed("short_title: Example eu-example", f'short_title: "A{letters}b"', line, rule, said)


def frozen(place: str, content: bytes, *further: Callable[[Path], object]) -> Callable[[Path], object]:
    """A registry whose record has its version frozen, with one file of the archive replaced."""

    def make(root: Path) -> None:
        put("versions/eu-example/1.yml", GOOD)(root)
        put("versions/eu-example/SHA256SUMS", f"{sha256(GOOD.encode()).hexdigest()}  1.yml\n")(root)
        if content:
            put(place, content)(root)
        for maker in further:
            (root / place).unlink(missing_ok=True)
            maker(root)

    return make


SYNTAX, TOO_LONG = "yaml-syntax", "bytes, more than 1,000,000"
LINK, PLAIN = "is a link, and the registry holds no links", "is no plain file"
SPECIAL = "a backslash between double quotes begins a special sign"
VERSION, SUMS = "versions/eu-example/1.yml", "versions/eu-example/SHA256SUMS"

RECORDS = {
    "python tag": changed(
        "version: 1\nregion", "version: !!python/object/apply:os.system 1\nregion", 2, "yaml-tag", "is a tag"
    ),
    "binary tag": changed(
        "status: in-force", "status: !!binary in-force", 12, "yaml-tag", '"tag:yaml.org,2002:binary" is a tag'
    ),
    "anchor": changed("status: in-force", "status: &a in-force", 12, "yaml-anchor", '"&a" is an anchor'),
    "alias": changed("instrument: regulation", "instrument: *a", 10, "yaml-anchor", '"*a" is an alias'),
    "billion laughs": many(whole(LAUGHS, 1, "yaml-anchor", '"&a" is an anchor')),
    "merge key": whole(GOOD + "<<: {status: adopted}\n", 64, "field-unknown", '"<<" is not a field here'),
    "key that is a list": whole(GOOD + "? [a]\n: b\n", 64, SYNTAX, "this key is not a word"),
    "key that is a mapping": whole(GOOD + "? {a: b}\n: c\n", 64, SYNTAX, "this key is not a word"),
    "key that is empty": whole(GOOD + "? \n: c\n", 64, SYNTAX, "this key is not a word"),
    "field given twice": whole(GOOD + "status: adopted\n", 64, "duplicate-key", '"status" is given twice, first in line 12'),
    "second document": whole(GOOD + "---\nid: eu-other\n", 64, SYNTAX, "a second document begins here"),
    "directive": whole("%YAML 9.9\n---\n" + GOOD, 1, SYNTAX, "incompatible YAML document"),
    "brackets without end": whole("[" * 100_000, 1, SYNTAX, "nested more than 20 deep"),
    "braces without end": whole("{a: " * 100_000, 1, SYNTAX, "nested more than 20 deep"),
    "lists in lists": whole("- " * 100_000, 1, SYNTAX, "nested more than 20 deep"),
    "keys in keys": whole("? " * 100_000, 1, SYNTAX, "nested more than 20 deep"),
    "deep inside a field": whole(GOOD + "funding: " + "[" * 30 + "]" * 30 + "\n", 64, SYNTAX, "nested more than 20 deep"),
    "rule in rules": changed(
        "by: 2031-08-18",
        "by: " + "{later_of: [2027, " * 12 + "2028" + "]}" * 12,
        33,
        SYNTAX,
        "nested more than 20 deep",
    ),
    "many values": changed(
        "topics:\n", "topics:\n" + "- safety\n" * 30_000, 19_988, SYNTAX, "more than 20,000 names and values"
    ),
    "many values in a line": whole("a: [" + "x, " * 300_000 + "]\n", 1, SYNTAX, "more than 20,000 names and values"),
    "file of a hundred gigabytes": Case(vast(RECORD), RECORD, 1, "unreadable", f"holds 100,000,000,000 {TOO_LONG}"),
    "file one byte too long": whole(
        GOOD + " " * (MAXIMUM_BYTES + 1 - len(GOOD)), 1, "unreadable", f"holds 1,000,001 {TOO_LONG}"
    ),
    "long line": changed(
        "status: in-force", "status: " + "a" * 900_000, 12, "vocabulary-term", "is not in vocabularies/statuses.yml"
    ),
    "long key": whole(GOOD + "? " + "k" * 900_000 + "\n: v\n", 64, "field-unknown", "is not a field here"),
    "long text": changed("An example that", "An example " * 80_000 + "that", 15, "text-length", "`summary` is too long"),
    "long number": changed("value: 16", "value: " + "9" * 900_000, 29, "number-malformed", "is not a number"),
    "long number with commas": changed("value: 16", "value: 1" + ",000" * 200_000, 29, "number-malformed", "is not a number"),
    "number with an exponent": changed("value: 16", "value: 1e999999999", 29, "number-malformed", "is not a number"),
    "number that is none": changed("value: 16", "value: .nan", 29, "number-malformed", "is not a number"),
    "digits of another script": changed("value: 16", "value: ١٦", 29, "number-malformed", "is not a number"),
    "long date": changed("by: 2031-08-18", "by: " + "2031-08-18" * 90_000, 33, "date-malformed", "is not a date"),
    "date beyond the calendar": changed("by: 2031-08-18", "by: 9999-12-31", 33, "date-malformed", "is not a date"),
    "long format": whole("format: 000000001" + "5" * 10_000 + "\n" + GOOD, 1, "format", "is no format of a record"),
    "long version": changed(
        "version: 1\nregion", "version: " + "9" * 10_000 + "\nregion", 2, "number-malformed", "is not a whole number"
    ),
    "file of comments": many(whole("#\n" * 400_000, 1, "comment", "is a comment, which a rewrite would lose")),
    "lone surrogate": title("\\uD800", SPECIAL, rule=SYNTAX),
    "pair of surrogates": title("\\uD83D\\uDE00", SPECIAL, rule=SYNTAX),
    "letter beyond Unicode": title("\\U00110000", SPECIAL, rule=SYNTAX),
    "NUL": title("\0", "the character U+0000 may not stand in a record", rule=SYNTAX),
    "escaped NUL": title("\\0", "holds the invisible character U+0000"),
    "escape of a terminal": title("\x1b[2J", "the character U+001B may not stand in a record", rule=SYNTAX),
    "escaped escape of a terminal": title("\\e[2J", "holds the invisible character U+001B"),
    "C1 control": title("\x9b", "the character U+009B may not stand in a record", rule=SYNTAX),
    "delete": title("\\x7f", "holds the invisible character U+007F"),
    "override of direction": title("\u202e", "holds the invisible character U+202E"),
    "escaped override of direction": title("\\u202E", "holds the invisible character U+202E"),
    "isolate of direction": title("\u2066", "holds the invisible character U+2066"),
    "mark of direction": title("\u200f", "holds the invisible character U+200F"),
    "Arabic letter mark": title("\\u061C", "holds the invisible character U+061C"),
    "line separator": title("\u2028", "the character U+2028 may not stand in a record", rule=SYNTAX),
    "escaped line separator": title("\\L", "holds the invisible character U+2028"),
    "escaped paragraph separator": title("\\P", "holds the invisible character U+2029"),
    "next line": title("\x85", "the character U+0085 may not stand in a record", rule=SYNTAX),
    "escaped newline": title("\\n", "holds the invisible character U+000A"),
    "escaped tab": title("\\t", "holds the invisible character U+0009"),
    "tab in a text": title("\t", "holds the invisible character U+0009"),
    "zero-width space": title("\u200b", "holds the invisible character U+200B"),
    "zero-width joiner": title("\u200d", "holds the invisible character U+200D"),
    "soft hyphen": title("\u00ad", "holds the invisible character U+00AD"),
    "byte order mark inside": title("\ufeff", "holds the invisible character U+FEFF"),
    "private use": title("\ue000", "holds the invisible character U+E000"),
    "noncharacter": title("\\uFFFF", "holds the invisible character U+FFFF"),
    "noncharacter of another plane": title("\U0001fffe", "holds the invisible character U+1FFFE"),
    "tag letters": title("\U000e0041", "holds the invisible character U+E0041"),
    "unassigned letter": title("\u0378", "holds the invisible character U+0378"),
    "tab before a field": changed("status: in-force", "\tstatus: in-force", 12, SYNTAX, "a tab stands where only spaces may"),
    "ends of lines of an old Macintosh": whole(
        GOOD.replace("\n", "\r"), 1, SYNTAX, "the character U+000D may not stand in a record"
    ),
    "invalid UTF-8": whole(GOOD.encode().replace(b"An example", b"\xc0\xae"), 15, SYNTAX, "the byte 0xC0 is not UTF-8"),
    "overlong UTF-8": whole(GOOD.encode().replace(b"An example", b"\xe0\x80\xaf"), 15, SYNTAX, "the byte 0xE0 is not UTF-8"),
    "surrogate in UTF-8": whole(
        GOOD.encode().replace(b"An example", b"\xed\xa0\x80"), 15, SYNTAX, "the byte 0xED is not UTF-8"
    ),
    "UTF-16": whole(GOOD.encode("utf-16"), 1, SYNTAX, "the byte 0xFF is not UTF-8"),
    "UTF-16 without a mark": whole(GOOD.encode("utf-16-le"), 1, SYNTAX, "the character U+0000 may not stand in a record"),
    "UTF-32": whole(GOOD.encode("utf-32"), 1, SYNTAX, "the byte 0xFF is not UTF-8"),
    "a picture": whole(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, 1, SYNTAX, "the byte 0x89 is not UTF-8"),
    "empty file": whole("", 1, SYNTAX, "the file is empty"),
    "script in an id": changed("id: passport", "id: <script>", 38, "text-form", "does not have the form"),
    "way out in an id": whole(
        GOOD.replace("id: eu-example", "id: ../../etc/passwd", 1), 1, "text-form", "does not have the form"
    ),
    "script as an address": changed(
        "https://example.org/act", "javascript:alert(1)", 50, "url-malformed", "is not a web address"
    ),
    "data as an address": changed("https://example.org/act", "data:text/html,x", 50, "url-malformed", "is not a web address"),
    "file as an address": changed("https://example.org/act", "file:///etc/passwd", 50, "url-malformed", "is not a web address"),
    "address with a broken host": changed("https://example.org/act", "http://[x", 50, "url-malformed", "is not a web address"),
    "formula": changed("what: Minimum", "what: =cmd|' /C calc'!A0 Minimum", 27, "text-sign", 'begins with "="'),
    "formula of full width": changed("what: Minimum", "what: ＝1+1", 27, "text-sign", 'begins with "＝"'),
}

FOLDERS = {
    "pipe": Case(pipe(RECORD), RECORD, 1, "id-file", '"eu-example.yml" is no record'),
    "link to a device without end": Case(link(RECORD, "/dev/zero"), RECORD, 1, "unreadable", LINK),
    "link to a terminal": Case(link(RECORD, "/dev/stdin"), RECORD, 1, "unreadable", LINK),
    "link to a file outside": Case(link(RECORD, "/etc/passwd"), RECORD, 1, "unreadable", LINK),
    "link to a sound record outside": Case(link(RECORD, "../../../kept-eu-example.yml"), RECORD, 1, "unreadable", LINK),
    "link to a record inside": Case(
        link("policies/eu/eu-other.yml", "eu-example.yml"), "policies/eu/eu-other.yml", 1, "unreadable", LINK
    ),
    "link to nothing": Case(link(RECORD, "nothing.yml"), RECORD, 1, "unreadable", LINK),
    "link to itself": Case(link(RECORD, "eu-example.yml"), RECORD, 1, "unreadable", LINK),
    "link to a folder outside": Case(link("policies/eu", "/usr"), "policies/eu", 1, "unreadable", LINK),
    "link to the folder above": Case(link("policies/eu/loop", "ROOT"), "policies/eu/loop", 1, "unreadable", LINK),
    "newline in a name": Case(put("policies/eu/eu-a\nb.txt", "x"), "policies/eu/eu-a\nb.txt", 1, "id-file", "is no record"),
    "escape in a name": Case(put("policies/eu/\x1b[2J.txt", "x"), "policies/eu/\x1b[2J.txt", 1, "id-file", "is no record"),
    "override of direction in a name": Case(
        put("policies/eu/\u202elmy.ue", "x"), "policies/eu/\u202elmy.ue", 1, "id-file", "is no record"
    ),
    "name that is no text": Case(
        put(os.fsdecode(b"policies/eu/eu-\xff.txt"), "x"), os.fsdecode(b"policies/eu/eu-\xff.txt"), 1, "id-file", "is no record"
    ),
    "name of a record that is no text": Case(
        lambda root: (root / RECORD).rename(root / os.fsdecode(b"policies/eu/eu-\xff.yml")),
        os.fsdecode(b"policies/eu/eu-\xff.yml"),
        1,
        "id-file",
        "is not the name of the file",
    ),
    "pipe for coverage": Case(pipe("coverage.yml"), "coverage.yml", 1, "unreadable", PLAIN),
    "link for coverage": Case(link("coverage.yml", "/etc/passwd"), "coverage.yml", 1, "unreadable", LINK),
    "vast coverage": Case(vast("coverage.yml"), "coverage.yml", 1, "unreadable", TOO_LONG),
    "coverage that is a folder": Case(
        lambda root: (root / "coverage.yml").mkdir(), "coverage.yml", 1, "unreadable", "is no plain file"
    ),
    "coverage that is no UTF-8": Case(
        put("coverage.yml", b"cells:\n- \xff\n"), "coverage.yml", 2, SYNTAX, "the byte 0xFF is not UTF-8"
    ),
    "coverage with a tag": Case(
        put("coverage.yml", "cells: !!python/name:os.system []\n"), "coverage.yml", 1, "yaml-tag", "is a tag"
    ),
    "coverage without end": Case(
        put("coverage.yml", "cells: " + "[" * 90_000), "coverage.yml", 1, SYNTAX, "nested more than 20 deep"
    ),
    "corrections with an override": Case(
        put(
            "corrections.yml",
            yaml_text(
                {
                    "corrections": [
                        {"id": "a", "region": "eu", "said": "SAID", "right": "b", "record": "eu-example", "source": "oj"}
                    ]
                }
            ).replace("SAID", '"a\\u202Eb"'),
        ),
        "corrections.yml",
        4,
        "text-character",
        "holds the invisible character U+202E",
    ),
    "empty corrections": Case(put("corrections.yml", ""), "corrections.yml", 1, "text-empty", "`the file` is empty"),
    "retired with a NUL": Case(put("retired.yml", b"retired: []\0\n"), "retired.yml", 1, SYNTAX, "the character U+0000"),
    "publication with a script": Case(
        put("publication.yml", "tag_authority: <script>\n"),
        "publication.yml",
        1,
        "text-form",
        "does not have the form",
    ),
    "pipe for a briefing": Case(pipe(BRIEFING), BRIEFING, 1, "unreadable", PLAIN),
    "link for a briefing": Case(link(BRIEFING, "/etc/passwd"), BRIEFING, 1, "unreadable", LINK),
    "vast briefing": Case(vast(BRIEFING), BRIEFING, 1, "unreadable", TOO_LONG),
    "briefing that is a folder": Case(
        lambda root: (root / BRIEFING).mkdir(parents=True), BRIEFING, 1, "unreadable", "is no plain file"
    ),
    "briefing that is no UTF-8": Case(
        put(BRIEFING, b"Words.\n\nMore \xff.\n"), BRIEFING, 3, SYNTAX, "the byte 0xFF is not UTF-8"
    ),
    "briefing with a script": Case(
        put(BRIEFING, "Words.\n\nSee <script>.\n"), BRIEFING, 3, "briefing", '"<script>" is HTML or Markdown'
    ),
    "briefing with a NUL": Case(put(BRIEFING, "a\nb\0\n"), BRIEFING, 2, "briefing", "holds the invisible character U+0000"),
    "briefing with an override": Case(
        put(BRIEFING, "a \u202eb\n"), BRIEFING, 1, "briefing", "holds the invisible character U+202E"
    ),
    "briefing with ends of lines of an old Macintosh": Case(
        put(BRIEFING, "a\rb\n"), BRIEFING, 1, "briefing", "holds the invisible character U+000D"
    ),
    "briefing with a template": Case(
        put(BRIEFING, "a {{ config.items() }} b\n"), BRIEFING, 1, "briefing", "is no macro that can be read"
    ),
    "briefing of one long number": Case(put(BRIEFING, "9" * 90_000), BRIEFING, 1, "briefing", "is a bare number"),
    "long briefing": Case(put(BRIEFING, "Words. " * 20_000), BRIEFING, 1, "briefing", "holds 140,000 characters"),
    "briefing of numbers": many(Case(put(BRIEFING, "1 " * 45_000), BRIEFING, 1, "briefing", "is a bare number")),
    "briefing of invisible letters": many(
        Case(put(BRIEFING, "\u200b" * 30_000), BRIEFING, 1, "briefing", "holds the invisible")
    ),
    "briefing of open brackets": Case(put(BRIEFING, "[" * 90_000), BRIEFING, 1, "briefing", "is HTML or Markdown"),
    "briefing of open macros": Case(put(BRIEFING, '{{a("' * 18_000), BRIEFING, 1, "briefing", "is no macro that can be read"),
    "briefing on no region": Case(put("briefings/\x1b.md", "a\n"), "briefings/\x1b.md", 1, "briefing", "there is no region"),
    "version edited": Case(frozen(VERSION, GOOD.encode() + b"\n"), VERSION, 1, "versions", "was edited"),
    "pipe for a version": Case(frozen(VERSION, b"", pipe(VERSION)), VERSION, 1, "unreadable", PLAIN),
    "link for a version": Case(
        frozen(VERSION, b"", link(VERSION, "ROOT/policies/eu/eu-example.yml")), VERSION, 1, "unreadable", LINK
    ),
    "vast version": Case(frozen(VERSION, b"", vast(VERSION)), VERSION, 1, "unreadable", TOO_LONG),
    "version of a far number": Case(
        frozen("versions/eu-example/999999.yml", b"x"),
        "versions/eu-example/999999.yml",
        1,
        "versions",
        "is no version",
    ),
    "hash of a far number": many(
        Case(
            frozen(SUMS, f"{sha256(GOOD.encode()).hexdigest()}  1.yml\n{'0' * 64}  9999.yml\n".encode()),
            "versions/eu-example/2.yml",
            1,
            "versions",
            "the frozen version 2 is gone",
        )
    ),
    "pipe for the hashes": Case(frozen(SUMS, b"", pipe(SUMS)), SUMS, 1, "unreadable", PLAIN),
    "link for the hashes": Case(frozen(SUMS, b"", link(SUMS, "/dev/zero")), SUMS, 1, "unreadable", LINK),
    "vast hashes": Case(frozen(SUMS, b"", vast(SUMS)), SUMS, 1, "unreadable", TOO_LONG),
    "hash with a way out": Case(
        frozen(SUMS, f"{sha256(GOOD.encode()).hexdigest()}  1.yml\n{'0' * 64}  ../../x.yml\n".encode()),
        SUMS,
        2,
        "versions",
        "is no hash of a version",
    ),
    "link for the versions of a record": Case(
        link("versions/eu-example", "/usr"), "versions/eu-example", 1, "unreadable", LINK
    ),
}

# Without these nothing can be checked: the run ends with one sentence.
ENDS = {
    "policies that are a file": (
        both(
            lambda root: (root / RECORD).unlink(),
            lambda root: (root / "policies/eu").rmdir(),
            lambda root: (root / "policies").rmdir(),
            put("policies", "x"),
        ),
        "is no registry",
    ),
    "policies that are a link": (link("policies", "/usr"), f'policies:1:1: "policies" {LINK}'),
    "versions that are a link": (link("versions", "/usr"), f'versions:1:1: "versions" {LINK}'),
    "briefings that are a link": (link("briefings", "/usr"), f'briefings:1:1: "briefings" {LINK}'),
    "vocabularies that are a link": (
        link("vocabularies", str(SHIPPED / "vocabularies")),
        f'vocabularies:1:1: "vocabularies" {LINK}',
    ),
    "pipe for a vocabulary": (pipe(TOPICS), f"topics.yml:1:1: {PLAIN}"),
    "link for a vocabulary": (link(TOPICS, "/dev/zero"), f'topics.yml:1:1: "topics.yml" {LINK}'),
    "vast vocabulary": (vast(TOPICS), "topics.yml:1:1: holds 100,000,000,000 bytes"),
    "vocabulary that is missing": (
        lambda root: (root / TOPICS).unlink(),
        "topics.yml:1:1: cannot be read: No such file or directory",
    ),
    "vocabulary that is no UTF-8": (put(TOPICS, b"id: topics\ntitle: \xff\n"), "topics.yml:2:8: the byte 0xFF is not UTF-8"),
    "vocabulary with a tag": (
        put(TOPICS, "id: !!python/name:os.system topics\ntitle: T\ndefinition: D\nconcepts: []\n"),
        'topics.yml:1:5: "tag:yaml.org,2002:python/name:os.system" is a tag',
    ),
    "vocabulary without end": (put(TOPICS, "[" * 90_000), "topics.yml:1:21: lists and mappings are nested more than 20 deep"),
    "vocabulary with an override": (
        put(TOPICS, 'id: topics\ntitle: T\ndefinition: D\nconcepts:\n- id: safety\n  label: "a\\u202Eb"\n  definition: D\n'),
        "topics.yml:6:10: concepts[safety].label: holds the invisible character U+202E",
    ),
    "vocabulary with a script as an id": (
        put(TOPICS, "id: topics\ntitle: T\ndefinition: D\nconcepts:\n- id: <script>\n  label: a\n  definition: D\n"),
        "topics.yml:5:7: concepts[<script>].id",
    ),
}

Results = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """What a reader with limits says of every case, each in a process of its own."""
    makers = {name: case.make for name, case in (RECORDS | FOLDERS).items()} | {name: make for name, (make, _) in ENDS.items()}
    roots = {}
    folder = tmp_path_factory.mktemp("hostile")
    for number, (name, make) in enumerate(makers.items()):
        roots[name] = registry_folder(folder / str(number), record_data())
        make(roots[name])
    reader = [sys.executable, str(Path(__file__).with_name("bounded_reader.py"))]
    lines = "".join(f"{root}\n" for root in roots.values()).encode()
    done = subprocess.run(reader, input=lines, capture_output=True, timeout=300, check=False)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == len(roots), done.stderr.decode()
    return {
        name: one | {"root": str(root), "stderr": done.stderr.decode()}
        for (name, root), one in zip(roots.items(), said, strict=True)
    }


@pytest.mark.parametrize("name", [*RECORDS, *FOLDERS])
def test_a_hostile_file_gives_one_clear_problem(results: Results, name: str) -> None:
    case, result = (RECORDS | FOLDERS)[name], results[name]
    assert result["status"] == 0, result["stderr"]
    found = result["found"]
    assert isinstance(found, list)
    problems = [Problem(Where(**one["where"]), *one["said"]) for one in found]
    path = f"{result['root']}/{case.place}"
    first = min(problem for problem in problems if (problem.rule, problem.where.path) == (case.rule, path) or not case.are_many)
    assert first.where.path == path
    assert (first.where.line, first.rule) == (case.line, case.rule)
    assert case.said in first.message
    assert len(first.message) <= LONGEST_SAID
    assert problems == [first] or (case.are_many and len(problems) <= MOST_TOLD + 1)


@pytest.mark.parametrize("name", ENDS)
def test_without_its_vocabularies_a_registry_is_not_read_and_one_sentence_says_why(results: Results, name: str) -> None:
    result = results[name]
    assert result["status"] == 0, result["stderr"]
    assert ENDS[name][1] in str(result["found"])
    assert "\n" not in str(result["found"])


@pytest.mark.parametrize("name", [*RECORDS, *FOLDERS])
def test_no_message_does_anything_to_a_terminal_or_to_a_workflow(results: Results, name: str) -> None:
    found = results[name]["found"]
    assert isinstance(found, list)
    problems = [Problem(Where(**one["where"]), *one["said"]) for one in found]
    lines = [line for reporter in (text, github) for line in reporter(problems).split("\n")]
    assert not [line for line in lines if any(is_invisible(letter) for letter in line)]
    assert len(github(problems).splitlines()) == len(problems)
    assert max(map(len, lines)) < 2_000
    assert len(json.loads(as_json(problems))) == len(problems)
    as_json(problems).encode()


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, which is ended where it hangs."""
    command = [sys.executable, "-m", "policy_registry", "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)


def test_the_command_tells_of_names_and_links_without_obeying_them(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    for make in (
        put("policies/eu/a\n::error::b\x1b[2J.txt", "x"),
        put(os.fsdecode(b"policies/eu/\xff\xfe.txt"), "x"),
        put("policies/eu/\u202eb.txt", "x"),
        link("policies/eu/eu-zero.yml", "/dev/zero"),
        pipe("coverage.yml"),
    ):
        make(root)
    done = run(root, "check")
    assert done.returncode == 1, done.stderr
    assert done.stderr == b"2 records read, 5 problems; see: .venv/bin/registry explain unreadable id-file\n"
    assert not any(is_invisible(letter) for letter in done.stdout.decode().replace("\n", ""))
    for style in ("github", "json"):
        result = CliRunner().invoke(main, ["--root", str(root), "check", "--format", style])
        assert isinstance(result.exception, SystemExit)
        assert not {"\x1b", "\u202e"} & set(result.stdout) or style == "json"
        assert not [line for line in result.stdout.splitlines() if line.startswith("::error::b")]
    assert len(json.loads(result.stdout)) == 5


def test_a_file_named_to_the_command_is_read_only_where_it_is_plain(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    pipe("../pipe.yml")(root)
    vast("../vast.yml")(root)
    done = run(root, "check", "/dev/zero", str(tmp_path / "pipe.yml"), str(tmp_path / "vast.yml"))
    assert done.returncode == 1, done.stderr
    assert done.stdout.decode().count("error[unreadable]") == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ENDS)
def test_a_registry_that_cannot_be_read_ends_the_command_with_one_sentence(results: Results, name: str) -> None:
    result = CliRunner().invoke(main, ["--root", str(results[name]["root"]), "check"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert ENDS[name][1] in result.stderr
    assert result.stderr.count("\n") == 1


FORM = "### Record\n\neu-example\n\n### Version\n\n1\n"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe#\x00",
        b"\xef\xbb\xbf### Record\n\nx",
        b"### " * 20_000,
        b"### Record" + b" " * 60_000 + b"x\n",
        b"###" + b" " * 60_000,
        b"### x\n" * 10_000,
        b"### Record\n\n" * 5_000,
        b"### Record\n\n" + b"(" * 60_000,
        b"### Record\n\n\x1b[2J\x00\n" + FORM.encode()[10:],
        FORM.encode() + b"\n### Fact\n\n\xed\xa0\x80",
        FORM.encode() + "\u202e\u2028\x85<!-- x".encode(),
        b"x" * 400_000,
    ],
    ids=lambda body: f"{body[:12]!r} and {len(body)} bytes",
)
def test_a_hostile_form_is_refused_in_one_sentence(tmp_path: Path, body: bytes) -> None:
    root = registry_folder(tmp_path, record_data())
    before = (root / RECORD).read_bytes()
    result = CliRunner().invoke(main, ["--root", str(root), "from-issue", "-"], input=body)
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.startswith("registry: the form cannot be used: ")
    assert result.stderr.count("\n") == 1
    assert not any(is_invisible(letter) for letter in result.stderr.removesuffix("\n"))
    assert (root / RECORD).read_bytes() == before


def test_a_form_full_of_spaces_is_read_at_once() -> None:
    # As many looks at the spaces as there are spaces would take a minute; the limit of the process is ten seconds.
    code = (
        "from policy_registry.issue_forms import *\ntry: read_form('### Record' + ' ' * 60_000 + 'x')\nexcept FormError: pass"
    )
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n{code}"
    assert subprocess.run([sys.executable, "-c", limited], timeout=60, check=False).returncode == 0


def test_a_mark_of_the_order_of_bytes_is_passed_over(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    put(RECORD, "\ufeff" + GOOD.replace("\n", "\r\n"))(root)
    loaded = load(root)
    assert len(check(loaded, TODAY)) == 0
    assert not policy_yaml(loaded.registry.policies[0]).startswith(b"\xef\xbb\xbf")
    put(RECORD, "\ufeff# remark\n" + GOOD)(root)
    assert [(problem.rule, problem.where.line, problem.where.column) for problem in check(load(root), TODAY)] == [
        ("comment", 1, 1)
    ]


def test_ends_of_lines_of_windows_are_ends_of_lines(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    put(RECORD, GOOD.replace("\n", "\r\n"))(root)
    write_briefing(root, "One.\r\n\r\n**Two** words.\r\n")
    loaded = load(root)
    assert len(check(loaded, TODAY)) == 0
    assert len(loaded.registry.briefings["eu"].paragraphs) == 2


def test_a_registry_that_is_a_link_is_the_registry(tmp_path: Path) -> None:
    registry_folder(tmp_path, record_data())
    (tmp_path / "link").symlink_to("registry")
    assert len(check(load(tmp_path / "link"), TODAY)) == 0


def test_a_file_that_grows_while_it_is_read_is_not_read_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"x" * (MAXIMUM_BYTES + 5))
    seen = os.fstat
    monkeypatch.setattr(os, "fstat", lambda number: os.stat_result((*seen(number)[:6], 10, *seen(number)[7:])))
    with pytest.raises(RefusedFileError, match=r"holds 1,000,001 bytes"):
        plain_bytes(file)
