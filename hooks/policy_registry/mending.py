"""Repairs of a record that change no meaning: spacing, digits and dates that have one reading, and the canonical form."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from policy_registry.dates import PartialDate
from policy_registry.marked import Mark, Node, Scalar, locate, plain, read_marked
from policy_registry.policy import Policy
from policy_registry.quantities import parse_quantity
from policy_registry.reading import MARKS, read_policy
from policy_registry.upgrades import UnknownFormatError, format_of, newest_format
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import MONTHS
from policy_registry.writing import policy_yaml

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS)
_YEAR_FIRST = re.compile(
    r"(?P<year>[12]\d{3})(?:[-/.]|年 ?)(?P<month>\d{1,2})(?:(?:[-/.]|月 ?)(?P<day>\d{1,2})日?|月)?", re.ASCII
)
_DAY_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)? )?(?P<month>{_MONTH})\.? (?P<year>[12]\d{{3}})", re.ASCII | re.I
)
_MONTH_NAMED = re.compile(
    rf"(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, ?(?P<year>[12]\d{{3}})", re.ASCII | re.I
)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]([12]\d{3})", re.ASCII)


@dataclass(frozen=True)
class Mended:
    """The letters of a record after all that could be repaired; the old ones where nothing could.

    `is_whole` is false where faults remain, which only a person can mend; then the form is left as it is, too.
    """

    letters: str
    is_whole: bool


def mended(letters: str, vocabularies: Vocabularies) -> Mended:
    """A record with what has one reading written as the check wants it, and in canonical form where it is then sound.

    A text that cannot be read without doubt (a comment, a field that stands twice, broken YAML) or that has an older
    format is left as it is.
    """
    marked = read_marked(letters)
    if marked.faults or marked.tree is None or not _is_newest(plain(marked.tree)):
        return Mended(letters, is_whole=False)
    repaired = _with_repairs(letters, marked.tree, vocabularies)
    reading = read_policy(repaired, "", vocabularies)
    if reading.policy is None or not reading.is_whole:
        return Mended(repaired, is_whole=False)
    canonical = policy_yaml(reading.policy).decode()
    again = read_policy(canonical, "", vocabularies).policy
    return Mended(canonical, is_whole=True) if again == reading.policy else Mended(repaired, is_whole=False)


def repaired_date(text: str) -> str:
    """The ISO 8601 form of a date that can be read in one way only; empty for any other text.

    `18.02.2027` has one reading, for there is no month 18; `03.04.2027` has two, and stays.
    """
    text = _with_plain_digits(text)
    named = _YEAR_FIRST.fullmatch(text) or _DAY_NAMED.fullmatch(text) or _MONTH_NAMED.fullmatch(text)
    if named:
        return _iso(named["year"], named["month"], named["day"])
    if numbers := _YEAR_LAST.fullmatch(text):
        first, second, year = numbers.groups()
        readings = {_iso(year, second, first), _iso(year, first, second)} - {""}
        return readings.pop() if len(readings) == 1 else ""
    return text if _is_date(text) else ""


def _iso(year: str, month: str, day: str | None) -> str:
    names = [name[:3].lower() for name in MONTHS]
    number = int(month) if month.isdigit() else names.index(month[:3].lower()) + 1
    text = f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    return text if _is_date(text) else ""


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except PydanticCustomError:
        return False
    return True


def _is_newest(data: Any) -> bool:
    try:
        return isinstance(data, dict) and format_of(data) == newest_format()
    except UnknownFormatError:
        return False


def _with_plain_digits(text: str) -> str:
    """The text with digits of full width, as East Asian keyboards give them, written as plain ones."""
    return "".join(str(unicodedata.digit(letter)) if "０" <= letter <= "９" else letter for letter in text)


def _with_repairs(letters: str, tree: Node, vocabularies: Vocabularies) -> str:
    """The text in which each value that is refused, and has one other reading, stands in that form."""
    try:
        Policy.model_validate(plain(tree), context=vocabularies)
    except ValidationError as error:
        repairs: dict[Scalar, str] = {}
        for details in error.errors(include_url=False):
            node, _, _ = locate(tree, tuple(step for step in details["loc"] if step not in MARKS))
            if isinstance(node, Scalar) and node.text == details["input"] and node.start.line == node.end.line:
                if repair := _repair(details["type"], details["input"]):
                    repairs[node] = repair
        for scalar, repair in sorted(repairs.items(), key=lambda pair: pair[0].start, reverse=True):
            start, end = _position(letters, scalar.start), _position(letters, scalar.end)
            letters = f"{letters[:start]}{repair}{letters[end:]}"
    return letters


def _repair(kind: str, text: str) -> str:
    """The value as YAML, where its fault is one of form; empty where a person must decide."""
    if kind == "date-malformed":
        return repaired_date(text)
    if kind == "number-malformed":
        digits = _with_plain_digits(text)
        return digits if digits != text and _is_number(digits) else ""
    if kind == "text-spacing":
        return json.dumps(re.sub(" +", " ", text.strip()), ensure_ascii=False)
    return ""


def _is_number(text: str) -> bool:
    try:
        parse_quantity(text)
    except PydanticCustomError:
        return False
    return True


def _position(letters: str, mark: Mark) -> int:
    lines = letters.split("\n")
    return sum(len(line) + 1 for line in lines[: mark.line - 1]) + mark.column - 1
