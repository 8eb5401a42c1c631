"""Letters that nobody can see, and texts in which they are named."""

from __future__ import annotations

import unicodedata

# Controls, marks of direction, halves of letters, letters that are none yet, and ends of lines and paragraphs.
_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_invisible(letter: str) -> bool:
    """Whether a letter shows nothing, or does something to the screen instead."""
    return unicodedata.category(letter) in _CATEGORIES


def visible(text: str) -> str:
    """A foreign text on one line that does nothing to a terminal: its invisible letters are named, as in `⟨U+001B⟩`."""
    return "".join(f"⟨U+{ord(letter):04X}⟩" if is_invisible(letter) else letter for letter in text)
