"""Repairs of a record that change no meaning: spacing, digits and dates that have one reading, and the canonical form."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from policy_registry.dates import MONTHS, PartialDate
from policy_registry.marked import Node, Scalar, locate, plain, read_marked
from policy_registry.policy import Policy
from policy_registry.problems import FieldPath
from policy_registry.quantities import parse_quantity
from policy_registry.reading import read_policy
from policy_registry.refusals import MARKS
from policy_registry.upgrades import UnknownFormatError, format_of, newest_format
from policy_registry.vocabulary import Vocabularies
from policy_registry.writing import policy_yaml

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS)
# Without a day only with a hyphen or in Chinese or Japanese: 2010/11 is also a way to write two years.
_YEAR_FIRST = re.compile(r"(?P<year>[12]\d{3})(?:-|年 ?)(?P<month>\d{1,2})(?:(?:-|月 ?)(?P<day>\d{1,2})日?|月)?", re.ASCII)
_YEAR_FIRST_DAY = re.compile(r"(?P<year>[12]\d{3})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})", re.ASCII)
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
    forms = (_YEAR_FIRST, _YEAR_FIRST_DAY, _DAY_NAMED, _MONTH_NAMED)
    if named := next((match for form in forms if (match := form.fullmatch(text))), None):
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
    wanted = plain(tree)
    try:
        Policy.model_validate(wanted, context=vocabularies)
    except ValidationError as error:
        repairs: dict[Scalar, str] = {}
        for details in error.errors(include_url=False):
            path = tuple(step for step in details["loc"] if step not in MARKS)
            node, _, walked = locate(tree, path)
            repair = _repair(details["type"], details["input"])
            if repair and isinstance(node, Scalar) and node.start.line == node.end.line and walked == path:
                repairs[node] = repair
                _put(wanted, path, repair)
        after = _replaced(letters, repairs)
        marked = read_marked(after)
        return after if marked.tree is not None and plain(marked.tree) == wanted else letters
    return letters


def _put(data: Any, path: FieldPath, value: str) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def _replaced(letters: str, repairs: dict[Scalar, str]) -> str:
    """The text with each value in its place, from the last to the first, so that no place moves before its turn."""
    begins = [0, *accumulate(len(line) + 1 for line in letters.split("\n"))]
    left, after = len(letters), [""]
    for scalar, value in sorted(repairs.items(), key=lambda pair: pair[0].start, reverse=True):
        start, end = (begins[mark.line - 1] + mark.column - 1 for mark in (scalar.start, scalar.end))
        after += [letters[end:left], json.dumps(value, ensure_ascii=False) if " " in value else value]
        left = start
    return letters[:left] + "".join(reversed(after))


def _repair(kind: str, text: Any) -> str:
    """The value, where its fault is one of form; empty where a person must decide."""
    if not isinstance(text, str):
        return ""
    if kind == "date-malformed":
        return repaired_date(text)
    if kind == "number-malformed":
        digits = _with_plain_digits(text)
        return digits if digits != text and _is_number(digits) else ""
    if kind == "text-spacing":
        return re.sub(" +", " ", text.strip())
    return ""


def _is_number(text: str) -> bool:
    try:
        parse_quantity(text)
    except PydanticCustomError:
        return False
    return True
