"""What is wrong with a file, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from policy_registry.invisible import visible

FieldPath = tuple[str | int, ...]
# How a contributor runs our commands, as help lines name them.
COMMAND = ".venv/bin/registry"


@dataclass(frozen=True, order=True, slots=True)
class Where:
    """A place in a file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, named by the path of the field; the runner adds the place."""

    field: FieldPath
    message: str
    help: str = ""
    names_key: bool = False


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """A fault as a person reads it: where, which rule, which field, what is wrong, how to mend it."""

    where: Where
    rule: str
    field: str
    message: str
    help: str = ""
    excerpt: str = ""
    width: int = 1

    @property
    def sentence(self) -> str:
        """The problem on one line, for where it is the only thing to tell."""
        said = ": ".join(part for part in (str(self.where), self.field, self.message) if part)
        return visible(f"{said}; {self.help}" if self.help else said)


@dataclass(slots=True)
class Report:
    """All problems of one run, in the order of files and lines."""

    _problems: set[Problem] = field(default_factory=set)

    def add(self, problem: Problem) -> None:
        """Keep one problem; the same problem twice counts once."""
        self._problems.add(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keep every problem of a sequence."""
        self._problems.update(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._problems))

    def __len__(self) -> int:
        return len(self._problems)
