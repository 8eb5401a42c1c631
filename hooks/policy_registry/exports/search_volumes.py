"""The words of the search with the lines that hold them, in volumes by the alphabet."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from policy_registry.search_words import acronyms, words

VOLUME_SIZE = 100_000


class WordLines:
    """The numbers of the lines that hold each word; in arrays, since ten thousand records have five million."""

    def __init__(self) -> None:
        self._count = 0
        self._numbers: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, text: str) -> None:
        """Count one line more, and its words."""
        for word in {*words(text), *acronyms(text)}:
            self._numbers[word].append(self._count)
        self._count += 1

    def volumes(self) -> Iterator[tuple[str, bytes]]:
        """The volumes with their first words; one ends with the word that makes it long enough."""
        held: list[str] = []
        told: list[bytes] = []
        size = 0
        # Browsers compare text by its UTF-16 units.
        for word in sorted(self._numbers, key=lambda word: word.encode("utf-16-be")):
            distances = _json([number - before for before, number in pairwise((0, *self._numbers[word]))])
            held.append(word)
            told.append(distances)
            size += len(word.encode()) + len(distances)
            if size > VOLUME_SIZE:
                yield held[0], _volume(held, told)
                held, told, size = [], [], 0
        if held:
            yield held[0], _volume(held, told)


def _volume(held: list[str], told: list[bytes]) -> bytes:
    return b'{"words":%b,"lines":[%b]}' % (_json(held), b",".join(told))


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
