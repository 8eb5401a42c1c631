"""Text as the search compares it; `search-words.js` does the same with what a reader types."""

from __future__ import annotations

import re
from unicodedata import normalize

_EAST_ASIAN = r"\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_ACCENT = re.compile("[\u0300-\u036f]")
_RUN = re.compile(rf"[{_EAST_ASIAN}]+|[^\W_{_EAST_ASIAN}]+")
_CAPITALS = re.compile(r"(?<![^\W_])[A-Z]{2,5}(?![^\W_])")
_IS_EAST_ASIAN = re.compile(f"[{_EAST_ASIAN}]")


def fold(text: str) -> str:
    """Text in which case, accents and width make no difference (the compatibility form of Unicode)."""
    if text.isascii():
        return text.lower()
    return normalize("NFC", _ACCENT.sub("", normalize("NFKD", text).lower()))


def acronyms(text: str) -> list[str]:
    """The words of two to five letters that are all capitals, as they are written: IRA is not Ira."""
    return _CAPITALS.findall(normalize("NFKC", text))


def words(text: str) -> list[str]:
    """The words of a text, in which a Chinese, Japanese or Korean word is found wherever it stands.

    These scripts part no words, or not where a reader would. So each letter is taken together with the next one: a
    word of three letters stands where both its pairs stand.
    """
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if _IS_EAST_ASIAN.match(run):
            found.extend(run[place : place + 2] for place in range(len(run)))
        else:
            found.append(run)
    return found
