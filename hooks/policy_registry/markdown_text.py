"""Text that Markdown gives back as it is: CommonMark lets any ASCII punctuation be escaped."""

from __future__ import annotations

import re

# What acts anywhere in a line, in CommonMark or in what code hosts put on top of it.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#~|@]|&(?=#?\w+;)")
# What begins a list or a rule, or makes a heading of the line above; other such beginnings are signs already.
_BEGINNING = re.compile(r"^(?:(?=[-+=])|(\d{1,9})(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """The text with every sign escaped that would act, at the beginning of a line or inside it."""
    return _BEGINNING.sub(r"\1\\", _SIGNS.sub(r"\\\g<0>", text.replace("\u00a0", " ")))


def address_link(address: str) -> str:
    """An address that is its own text; between angle brackets nothing is escaped, and no other may stand."""
    return f"<{address.replace('<', '%3C').replace('>', '%3E')}>"
