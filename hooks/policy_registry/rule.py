"""What a rule is: an id, a check whose docstring is the rule, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from inspect import getdoc

from policy_registry.briefing import Briefing, Words
from policy_registry.problems import Finding
from policy_registry.registry import Record, Registry


@dataclass(frozen=True)
class Context:
    """What a rule may compare a record with: the whole registry and the day."""

    registry: Registry
    as_of: date


@dataclass(frozen=True)
class Rule:
    """One demand on a record; one that weighs items against each other needs the whole record."""

    id: str
    check: Callable[[Record, Context], Iterator[Finding]]
    needs_whole: bool = False

    @property
    def statement(self) -> str:
        """The demand in one sentence."""
        return getdoc(self.check) or ""


@dataclass(frozen=True)
class FileRule:
    """One demand on a further file of the registry."""

    id: str
    file: str
    check: Callable[[Context], Iterator[Finding]]

    @property
    def statement(self) -> str:
        """The demand in one sentence."""
        return getdoc(self.check) or ""


@dataclass(frozen=True)
class Remark:
    """What a rule found in a briefing: the words, what is wrong with them, and how to mend it."""

    words: Words
    message: str
    help: str


@dataclass(frozen=True)
class BriefingRule:
    """One demand on the prose of a briefing."""

    id: str
    check: Callable[[Briefing, Context], Iterator[Remark]]

    @property
    def statement(self) -> str:
        """The demand in one sentence."""
        return getdoc(self.check) or ""
