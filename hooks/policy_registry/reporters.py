"""Problems as text for people, as annotations for GitHub and as JSON for tools."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from policy_registry import urls
from policy_registry.invisible import visible
from policy_registry.problems import Problem

EXCERPT_WIDTH = 120
LONGEST_LINE = 1_000


class Reporter(Protocol):
    """Problems in one form; where the address of the site is known, each leads to the page of its rule."""

    def __call__(self, problems: Iterable[Problem], base: str = "") -> str:
        """The whole report."""


def text(problems: Iterable[Problem], base: str = "") -> str:
    """Each problem with its line, a mark under the words that are wrong, and how to mend it."""
    return "".join(f"{_block(problem, base)}\n" for problem in problems)


def github(problems: Iterable[Problem], base: str = "") -> str:
    """Workflow commands that annotate the lines of a pull request."""
    return "".join(
        f"::error file={_property(visible(problem.where.path))},line={problem.where.line},col={problem.where.column},"
        f"title={_property(problem.rule)}::{_message(_sentence(problem, base))}\n"
        for problem in problems
    )


def as_json(problems: Iterable[Problem], base: str = "") -> str:
    """A list of objects with path, line, column, rule, field, message, help, excerpt and the page of the rule."""
    rows = [
        {
            "path": problem.where.path,
            "line": problem.where.line,
            "column": problem.where.column,
            "rule": problem.rule,
            "field": problem.field,
            "message": problem.message,
            "help": problem.help,
            "excerpt": _beside(problem),
            "page": _page(problem, base) or None,
        }
        for problem in problems
    ]
    # Halves of letters, which no UTF-8 can hold, stand in names of files and in what was read beside a fault.
    return json.dumps(rows, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode() + "\n"


REPORTERS: dict[str, Reporter] = {"text": text, "github": github, "json": as_json}


def _head(problem: Problem) -> str:
    return visible(f"{problem.field}: {problem.message}" if problem.field else problem.message)


def _page(problem: Problem, base: str) -> str:
    return urls.absolute(base, urls.rule(problem.rule)) if base else ""


def _sentence(problem: Problem, base: str) -> str:
    return "; ".join(part for part in (_head(problem), visible(problem.help), _page(problem, base)) if part)


def _block(problem: Problem, base: str) -> str:
    lines = [f"{problem.where}: error[{problem.rule}] {_head(problem)}"]
    if problem.excerpt.strip():
        lines += _excerpt(problem)
    if problem.help:
        lines.append(f"    help: {visible(problem.help)}")
    if base:
        lines.append(f"    rule: {_page(problem, base)}")
    return "\n".join(lines) + "\n"


def _beside(problem: Problem) -> str:
    """The line of a fault, or where it is very long, the part of it around the fault."""
    start = max(0, problem.where.column - LONGEST_LINE // 2) if len(problem.excerpt) > LONGEST_LINE else 0
    return problem.excerpt[start : start + LONGEST_LINE]


def _excerpt(problem: Problem) -> list[str]:
    start = max(0, problem.where.column - 1 - EXCERPT_WIDTH // 2)
    place = problem.where.column - 1 - start
    shown = problem.excerpt[start : start + EXCERPT_WIDTH].rstrip("\r")
    before, marked = visible(shown[:place]), visible(shown[place : place + problem.width])
    number = str(problem.where.line)
    return [
        f"    {number} | {before}{visible(shown[place:])}",
        f"    {' ' * len(number)} | {' ' * _columns(before)}{'^' * max(1, _columns(marked))}",
    ]


def _columns(text: str) -> int:
    """Columns that a terminal gives a text: two for each East Asian wide letter."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
