"""How much a change weighs: computed from what moved, never typed.

major: a reader who relied on the record would act otherwise: status, bindingness, a value, its unit, date,
comparator or denominator, who must act, from when, or a fact that is gone.
minor: the record says more, or says it of something else: facts and sources added, texts lengthened or their
numbers changed, labels.
patch: the same said otherwise: wording, links, days on which somebody looked, order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from policy_registry.quantities import parse_quantity


class Grade(StrEnum):
    """The weight of a change, lightest first."""

    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


def heaviest(grades: Iterable[Grade]) -> Grade:
    """The weightiest of several grades; a patch where there is none."""
    return max(grades, key=list(Grade).index, default=Grade.PATCH)


FACTS = frozenset({"events", "targets", "obligations", "funding"})
RECORD_MAJOR = frozenset({"status", "bindingness", "region", "jurisdiction"})
FACT_MAJOR = frozenset(
    {"value", "max_value", "unit", "comparator", "measured_as", "metric", "material", "chemistry", "standing", "by", "who",
     "who_exactly", "applies_from", "applies_until", "starts", "ends", "form", "date", "kind", "until", "stated_from"}
)  # fmt: skip
TEXTS = frozenset(
    {"text", "short_title", "status_note", "summary", "what", "scope", "baseline", "note", "unverified", "period", "paid_by",
     "paid_to", "title", "publisher", "unrecorded", "measured_as", "material", "chemistry", "who_exactly"}
)  # fmt: skip
DATES = frozenset({"by", "applies_from", "applies_until", "starts", "ends", "date", "until", "stated_from"})
NUMBERS = frozenset({"value", "max_value"})
PATCHES = frozenset({"url", "archived_url", "linkable", "language", "consulted_on", "check_on", "verified", "supports"})
# A text may gain so many words by being put better; beyond that it says more.
REWORDED_BY = 3
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d[\d.,/-]*")


def grade(steps: tuple[str, ...], kind: str, before: Any, after: Any) -> Grade:
    """The weight of one change; the steps of its path are names of fields and, in brackets, ids of items."""
    collection, field = steps[0], next(step for step in reversed(steps) if not step.startswith("["))
    if kind == "reordered" or collection == "verified" or field in PATCHES:
        return Grade.PATCH
    if steps[-1].startswith("["):
        return Grade.MAJOR if kind == "removed" and collection in FACTS else Grade.MINOR
    is_major = field in (RECORD_MAJOR if len(steps) == 1 else FACT_MAJOR if collection in FACTS else frozenset())
    if field in NUMBERS and kind == "changed" and parse_quantity(before) == parse_quantity(after):
        return Grade.PATCH
    if field in TEXTS and kind == "changed":
        return _text_grade(before, after, is_major)
    if field in DATES and _is_sharpened(before, after):
        return Grade.MINOR
    if field == "stated_from" and kind == "added":
        return Grade.MINOR
    return Grade.MAJOR if is_major else Grade.MINOR


def _is_sharpened(before: Any, after: Any) -> bool:
    """Whether a date only became more precise: `2023` became `2023-05-15`."""
    return isinstance(before, str) and isinstance(after, str) and after.startswith(f"{before}-")


def _text_grade(before: str, after: str, is_major: bool) -> Grade:
    old, new = _WORD.findall(before.casefold()), _WORD.findall(after.casefold())
    if old == new:
        return Grade.PATCH
    if is_major:
        return Grade.MAJOR
    says_more = len(new) > len(old) + REWORDED_BY
    return Grade.MINOR if says_more or sorted(_NUMBER.findall(before)) != sorted(_NUMBER.findall(after)) else Grade.PATCH
