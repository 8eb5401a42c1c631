"""The choices by which a reader narrows a long list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policy_registry.vocabulary import ConceptScheme


@dataclass(frozen=True)
class Choice:
    """One term to choose: its id for the address, and its label."""

    id: str
    label: str


@dataclass(frozen=True)
class ListFilter:
    """One question that narrows the list; its name stands in the address and names the mark on the items."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def term_filter(name: str, label: str, scheme: ConceptScheme, used: Iterable[str]) -> ListFilter:
    """A filter by the terms that occur in the list, in the order of their vocabulary."""
    present = set(used)
    return ListFilter(name, label, tuple(Choice(term.id, term.label) for term in scheme if term.id in present))
