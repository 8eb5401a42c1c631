"""Problems as text for people, as annotations for GitHub and as JSON for tools."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable

from policy_registry.problems import Problem

Reporter = Callable[[Iterable[Problem]], str]
EXCERPT_WIDTH = 120


def text(problems: Iterable[Problem]) -> str:
    """Each problem with its line, a mark under the words that are wrong, and how to mend it."""
    return "".join(f"{_block(problem)}\n" for problem in problems)


def github(problems: Iterable[Problem]) -> str:
    """Workflow commands that annotate the lines of a pull request."""
    return "".join(
        f"::error file={_property(problem.where.path)},line={problem.where.line},col={problem.where.column},"
        f"title={_property(problem.rule)}::{_message(_sentence(problem))}\n"
        for problem in problems
    )


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with path, line, column, rule, field, message, help and excerpt."""
    rows = [
        {
            "path": problem.where.path,
            "line": problem.where.line,
            "column": problem.where.column,
            "rule": problem.rule,
            "field": problem.field,
            "message": problem.message,
            "help": problem.help,
            "excerpt": problem.excerpt,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


REPORTERS: dict[str, Reporter] = {"text": text, "github": github, "json": as_json}


def _head(problem: Problem) -> str:
    return f"{problem.field}: {problem.message}" if problem.field else problem.message


def _sentence(problem: Problem) -> str:
    return f"{_head(problem)}; {problem.help}" if problem.help else _head(problem)


def _block(problem: Problem) -> str:
    lines = [f"{problem.where}: error[{problem.rule}] {_head(problem)}"]
    if problem.excerpt.strip():
        lines += _excerpt(problem)
    if problem.help:
        lines.append(f"    help: {problem.help}")
    return "\n".join(lines) + "\n"


def _excerpt(problem: Problem) -> list[str]:
    start = max(0, problem.where.column - 1 - EXCERPT_WIDTH // 2)
    shown = problem.excerpt[start : start + EXCERPT_WIDTH]
    before = shown[: problem.where.column - 1 - start]
    marked = shown[len(before) : len(before) + problem.width] or " "
    number = str(problem.where.line)
    return [f"    {number} | {shown}", f"    {' ' * len(number)} | {' ' * _columns(before)}{'^' * max(1, _columns(marked))}"]


def _columns(text: str) -> int:
    """Columns that a terminal gives a text: two for each East Asian wide letter."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
