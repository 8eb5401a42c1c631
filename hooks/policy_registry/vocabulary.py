"""Controlled lists as SKOS has them: schemes of concepts, each with label and definition."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=80)]


class Concept(BaseModel):
    """One term of a scheme; the id is for ever, the label may be worded anew."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug = Field(description="The term as records write it.")
    label: str = Field(description="The term as readers see it.")
    definition: str = Field(description="What the term means, in one sentence.")
    alt_labels: tuple[str, ...] = Field(default=(), description="Other words for the same, for search.")
    exact_match: tuple[str, ...] = Field(default=(), description="The same term in a public vocabulary, as an IRI.")
    close_match: tuple[str, ...] = Field(default=(), description="A near term in a public vocabulary, as an IRI.")
    symbol: str = Field(default="", description="For units: how the unit is printed after a number.")
    prefix: str = Field(default="", description="For units: how the unit is printed before a number.")
    is_share: bool = Field(default=False, description="For units: whether a value only means something of a whole.")
    needs_measured_as: bool = Field(default=False, description="For metrics: whether a value compares only with its like.")
    units: tuple[str, ...] = Field(default=(), description="For metrics: the units that a value may have.")
    inverse_label: str = Field(default="", description="For relations: how the other policy speaks of it.")
    group: str = Field(default="", description="The heading under which the term is listed.")


@dataclass(frozen=True)
class ConceptScheme:
    """The terms of one list, in the order of their file."""

    id: str
    title: str
    definition: str
    concepts: tuple[Concept, ...]
    _by_id: Mapping[str, Concept] = field(init=False, repr=False, compare=False)
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {concept.id: concept for concept in self.concepts})
        object.__setattr__(self, "_places", {concept.id: place for place, concept in enumerate(self.concepts)})

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def __getitem__(self, id: str) -> Concept:
        """The term of that id; one that only old versions use still shows its id."""
        return self._by_id.get(id) or Concept(id=id, label=id, definition="A term that the vocabulary no longer holds.")

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def place(self, id: str) -> int:
        """The place of a term in the list, from 0; a term that the list no longer holds comes last."""
        return self._places.get(id, len(self._places))

    def label(self, id: str) -> str:
        """The label of a term, or the id itself where the scheme lacks it."""
        return self._by_id[id].label if id in self._by_id else id

    def nearest(self, word: str) -> str | None:
        """The id that a mistyped word most likely means, if any is near."""
        by_word = {concept.label.lower(): concept.id for concept in self.concepts}
        by_word |= {concept.id.lower(): concept.id for concept in self.concepts}
        match = nearest(word.lower(), by_word)
        return by_word[match] if match else None


Vocabularies = Mapping[str, ConceptScheme]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one most likely means, if any is near."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None
