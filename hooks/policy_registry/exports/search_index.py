"""The index of the search as files: volumes of words in the order of the alphabet, the entries, and a table of contents.

A reader's browser fetches the contents, the volumes that hold the words of the query, and the entries that it shows, so
that a query costs about the same whether the registry has a hundred records or ten thousand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import count, islice
from typing import Any

from policy_registry import urls
from policy_registry.exports.search_volumes import WordLines
from policy_registry.search_text import SearchEntry
from policy_registry.search_words import words

ENTRIES_IN_A_FILE = 2
# The length of a name in words is one digit to this base.
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
COLUMNS = ("region", "is_policy", "is_binding", "is_past", "names", "facts", "duties")


def search_files(entries: Iterable[SearchEntry]) -> Iterator[tuple[str, bytes]]:
    """Every file of the index with its path; the entries are walked over once, and none is kept.

    What can be found is a line: a name, the words about a page, its summary, or a fact. Lines are counted through all
    entries, and a word tells the numbers of its lines, each as its distance from the one before. Words are folded; one
    that is written in capitals stands in capitals too, so that an abbreviation is found before a word of the same letters.

    Volumes stand in a folder named by their content: after a build, no browser reads a kept contents with new volumes.
    """
    contents, word_lines = _Contents(), WordLines()
    files = dict(_entry_files(_told(entry, contents, word_lines) for entry in entries))
    first_words = []
    for place, (first_word, volume) in enumerate(word_lines.volumes()):
        first_words.append(first_word)
        files[f"words-{place}.json"] = volume
    digest = sha256()
    for content in files.values():
        digest.update(content)
    folder = digest.hexdigest()[:12]
    yield urls.SEARCH_CONTENTS, _json({
        "folder": f"{folder}/",
        "first_words": first_words,
        "entries_in_a_file": ENTRIES_IN_A_FILE,
        **contents.columns(),
    })  # fmt: skip
    while files:
        name = next(iter(files))
        yield urls.search_volume(folder, name), files.pop(name)


class _Contents:
    """What the table of contents says of each entry."""

    def __init__(self) -> None:
        self._regions: dict[str, int] = {}
        self._lengths: list[str] = []
        self._columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}

    def add(self, entry: SearchEntry) -> None:
        told = {
            "region": self._regions.setdefault(entry.region, len(self._regions)) if entry.region else -1,
            "is_policy": int(entry.is_policy),
            "is_binding": int(entry.is_binding),
            "is_past": int(entry.status is not None and entry.status.kind == "status-past"),
            "names": len(entry.every_name),
            "facts": len(entry.facts),
            # The duties of a record stand together: the place of the first among its facts, and how many they are.
            "duties": _duties(entry),
        }
        for name, column in self._columns.items():
            column.append(told[name])
        self._lengths.extend(DIGITS[min(len(words(name)), len(DIGITS) - 1)] for name in entry.every_name)

    def columns(self) -> dict[str, Any]:
        return {"regions": list(self._regions), **self._columns, "lengths": "".join(self._lengths)}


def _told(entry: SearchEntry, contents: _Contents, word_lines: WordLines) -> dict[str, Any]:
    contents.add(entry)
    for line in _lines(entry):
        word_lines.add(line)
    return _entry(entry)


def _entry_files(entries: Iterator[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    for place in count():
        portion = list(islice(entries, ENTRIES_IN_A_FILE))
        if not portion:
            return
        yield f"entries-{place}.json", _json(portion)


def _duties(entry: SearchEntry) -> list[int]:
    places = [place for place, fact in enumerate(entry.facts) if fact.is_duty]
    return [places[0], len(places)] if places else [0, 0]


def _lines(entry: SearchEntry) -> Iterator[str]:
    yield from entry.every_name
    yield entry.about
    yield entry.summary
    yield from (f"{fact.label} {fact.text}" for fact in entry.facts)


def _entry(entry: SearchEntry) -> dict[str, Any]:
    return {
        "path": entry.path,
        "kind": entry.kind,
        "status": [entry.status.text, entry.status.kind] if entry.status else None,
        "names": [[name.text, name.language] if name.language else name.text for name in entry.names],
        "about": entry.about,
        "summary": entry.summary,
        "facts": [[fact.anchor, fact.label, fact.text] for fact in entry.facts],
    }


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
