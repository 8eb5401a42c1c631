"""The index of the search as files: volumes of words in the order of the alphabet, the entries, and a table of contents.

A reader's browser fetches the contents, the volumes that hold the words of the query, and the entries that it shows, so
that a query costs about the same whether the registry has a hundred records or ten thousand.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from policy_registry import urls
from policy_registry.search_text import SearchEntry
from policy_registry.search_words import acronyms, words

VOLUME_SIZE = 100_000
ENTRIES_IN_A_FILE = 8
# The length of a name in words is one digit to this base.
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def search_files(entries: Iterable[SearchEntry]) -> Iterator[tuple[str, bytes]]:
    """Every file of the index with its path.

    What can be found is a line: a name, the words about a page, its summary, or a fact. Lines are counted through all
    entries, and a word tells the numbers of its lines, each as its distance from the one before. Words are folded; one
    that is written in capitals stands in capitals too, so that an abbreviation is found before a word of the same letters.

    Volumes stand in a folder named by their content: after a build, no browser reads a kept contents with new volumes.
    """
    entries = tuple(entries)
    volumes = list(_volumes(entries))
    files = {f"words-{place}.json": _json(volume) for place, volume in enumerate(volumes)}
    for place, start in enumerate(range(0, len(entries), ENTRIES_IN_A_FILE)):
        files[f"entries-{place}.json"] = _json([_entry(entry) for entry in entries[start : start + ENTRIES_IN_A_FILE]])
    folder = sha256(b"".join(files.values())).hexdigest()[:12]
    regions = list(dict.fromkeys(entry.region for entry in entries if entry.region))
    yield urls.SEARCH_CONTENTS, _json({
        "folder": f"{folder}/",
        "first_words": [volume["words"][0] for volume in volumes],
        "entries_in_a_file": ENTRIES_IN_A_FILE,
        "regions": regions,
        "region": [regions.index(entry.region) if entry.region else -1 for entry in entries],
        "is_policy": [int(entry.is_policy) for entry in entries],
        "is_binding": [int(entry.is_binding) for entry in entries],
        "is_past": [int(entry.status is not None and entry.status.kind == "status-past") for entry in entries],
        "names": [len(entry.every_name) for entry in entries],
        "facts": [len(entry.facts) for entry in entries],
        # The duties of a record stand together: the place of the first among its facts, and how many they are.
        "duties": [_duties(entry) for entry in entries],
        "lengths": "".join(
            DIGITS[min(len(words(name)), len(DIGITS) - 1)] for entry in entries for name in entry.every_name
        ),
    })  # fmt: skip
    for name, content in files.items():
        yield urls.search_volume(folder, name), content


def _duties(entry: SearchEntry) -> list[int]:
    places = [place for place, fact in enumerate(entry.facts) if fact.is_duty]
    return [places[0], len(places)] if places else [0, 0]


def _volumes(entries: tuple[SearchEntry, ...]) -> Iterator[dict[str, list[Any]]]:
    lines: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(line for entry in entries for line in _lines(entry)):
        for word in {*words(text), *acronyms(text)}:
            lines[word].append(number)
    volume: dict[str, list[Any]] = {"words": [], "lines": []}
    size = 0
    # Browsers compare text by its UTF-16 units.
    for word in sorted(lines, key=lambda word: word.encode("utf-16-be")):
        distances = [number - before for before, number in zip([0, *lines[word]], lines[word], strict=False)]
        volume["words"].append(word)
        volume["lines"].append(distances)
        size += len(word.encode()) + sum(len(str(distance)) + 1 for distance in distances)
        if size > VOLUME_SIZE:
            yield volume
            volume, size = {"words": [], "lines": []}, 0
    if volume["words"]:
        yield volume


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
