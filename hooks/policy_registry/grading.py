"""How much a change weighs: computed from what moved, never typed.

major: a reader who relied on the record would act otherwise: status, bindingness, a value, its unit, date,
comparator or denominator, who must act, from when, or a fact that is gone.
minor: the record says more, or says it of something else: facts and sources added, texts that gained words or a
number, words of a fact exchanged, labels.
patch: the same said otherwise: wording, spelling, links, days on which somebody looked, order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from policy_registry.quantities import parse_quantity
from policy_registry.stop_words import FUNCTION_WORDS, WEIGHTY_WORDS


class Grade(StrEnum):
    """The weight of a change, lightest first."""

    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


class ChangeKind(StrEnum):
    """What happened to a path."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


FACTS = frozenset({"events", "targets", "obligations", "funding"})
DATES = frozenset({"by", "applies_from", "applies_until", "starts", "ends", "date", "until", "stated_from"})
NUMBERS = frozenset({"value", "max_value"})
RECORD_MAJOR = frozenset({"status", "bindingness", "region", "jurisdiction"})
FACT_MAJOR = DATES | NUMBERS | {"unit", "comparator", "metric", "standing", "who", "form", "kind"}
# Words that say of what a number is counted or who must act: no word of them may be exchanged in passing.
EXACT_TEXTS = frozenset({"measured_as", "material", "chemistry", "who_exactly"})
FACT_TEXTS = frozenset({"what", "scope", "baseline", "paid_by", "paid_to", "period", "unrecorded"})
TEXTS = EXACT_TEXTS | FACT_TEXTS | {"text", "short_title", "status_note", "summary", "note", "unverified", "title", "publisher"}
PATCHES = frozenset({"url", "archived_url", "linkable", "language", "consulted_on", "check_on", "supports"})
# A text may gain so many words by being put better; beyond that it says more.
REWORDED_BY = 3
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d[\d.,/-]*")


def heaviest(grades: Iterable[Grade]) -> Grade:
    """The weightiest of several grades; a patch where there is none."""
    return max(grades, key=list(Grade).index, default=Grade.PATCH)


def grade(steps: tuple[str, ...], kind: ChangeKind, before: Any, after: Any) -> Grade:
    """The weight of one change; the steps of its path are names of fields and, in brackets, ids of items."""
    collection, field = steps[0], next(step for step in reversed(steps) if not step.startswith("["))
    if collection == "verified":
        return Grade.MINOR if kind is ChangeKind.REMOVED else Grade.PATCH
    if kind is ChangeKind.REORDERED or field in PATCHES:
        return Grade.PATCH
    if steps[-1].startswith("["):
        return Grade.MAJOR if kind is ChangeKind.REMOVED and collection in FACTS else Grade.MINOR
    if kind is ChangeKind.CHANGED and _is_same(field, before, after):
        return Grade.PATCH
    if field in DATES and _is_sharpened(before, after):
        return Grade.MINOR
    # To say from when the law states a fact adds to the record; to move or drop that day takes something back.
    if field == "stated_from" and kind is ChangeKind.ADDED:
        return Grade.MINOR
    if field in (RECORD_MAJOR if len(steps) == 1 else FACT_MAJOR | EXACT_TEXTS if collection in FACTS else frozenset()):
        return Grade.MAJOR
    if kind is ChangeKind.CHANGED and field in TEXTS:
        return _reworded(before, after, is_fact=collection in FACTS and field in FACT_TEXTS)
    return Grade.MINOR


def _is_same(field: str, before: Any, after: Any) -> bool:
    if field in NUMBERS:
        return parse_quantity(before) == parse_quantity(after)
    return field in TEXTS and _words(before) == _words(after)


def _is_sharpened(before: Any, after: Any) -> bool:
    """Whether a date only became more precise: `2023` became `2023-05-15`."""
    return isinstance(before, str) and isinstance(after, str) and after.startswith(f"{before}-")


def _reworded(before: str, after: str, is_fact: bool) -> Grade:
    """A patch where the words changed and not what they say, as far as words can tell."""
    old, new = Counter(_words(before)), Counter(_words(after))
    exchanged = [word for word in ((old - new) + (new - old)) if word not in FUNCTION_WORDS]
    gained = new.total() - old.total() > REWORDED_BY
    numbers = sorted(_NUMBER.findall(before)) != sorted(_NUMBER.findall(after))
    weighty = any(word in WEIGHTY_WORDS for word in exchanged)
    moved = is_fact and not _is_spelling(sorted(old - new), sorted(new - old))
    return Grade.MINOR if gained or numbers or weighty or moved else Grade.PATCH


def _is_spelling(gone: list[str], come: list[str]) -> bool:
    """Whether each exchanged word is one that is spelt almost like it: `batterys` became `batteries`."""
    gone, come = ([word for word in words if word not in FUNCTION_WORDS] for words in (gone, come))
    return len(gone) == len(come) and all(
        SequenceMatcher(None, one, other).ratio() >= 0.75 for one, other in zip(gone, come, strict=True)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
