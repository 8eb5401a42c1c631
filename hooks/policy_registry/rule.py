"""What a rule is: an id, a check whose docstring says what is demanded and why, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from inspect import getdoc
from typing import Any

from policy_registry.briefing import Briefing, Words
from policy_registry.problems import Finding
from policy_registry.registry import Record, Registry


@dataclass(frozen=True)
class Context:
    """What a rule may compare a record with: the whole registry and the day."""

    registry: Registry
    as_of: date


class Stated:
    """A demand whose check states it: the first paragraph of its docstring says what, the second why."""

    check: Callable[..., Iterator[Any]]

    @property
    def statement(self) -> str:
        """The demand in one sentence."""
        return self._paragraph(0)

    @property
    def why(self) -> str:
        """What would go wrong without the demand, in one sentence."""
        return self._paragraph(1)

    def _paragraph(self, number: int) -> str:
        paragraphs = (getdoc(self.check) or "").split("\n\n")
        return " ".join(paragraphs[number].split()) if number < len(paragraphs) else ""


@dataclass(frozen=True)
class Rule(Stated):
    """One demand on a record; one that weighs items against each other needs the whole record."""

    id: str
    check: Callable[[Record, Context], Iterator[Finding]]
    needs_whole: bool = False


@dataclass(frozen=True)
class FileRule(Stated):
    """One demand on a further file of the registry."""

    id: str
    file: str
    check: Callable[[Context], Iterator[Finding]]


@dataclass(frozen=True)
class Remark:
    """What a rule found in a briefing: the words, what is wrong with them, and how to mend it."""

    words: Words
    message: str
    help: str


@dataclass(frozen=True)
class BriefingRule(Stated):
    """One demand on the prose of a briefing."""

    id: str
    check: Callable[[Briefing, Context], Iterator[Remark]]
