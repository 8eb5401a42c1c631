"""The data dictionary: every field of a record and every term of every vocabulary, from the model itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from policy_registry import deadlines, evidence, facts, urls
from policy_registry.fields import schemes
from policy_registry.policy import HistoryEntry, Policy, Title, Verification
from policy_registry.registry import Registry

PARTS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("A record", Policy),
    ("title, original_titles", Title),
    ("events", facts.Event),
    ("targets", facts.Target),
    ("targets[].earlier", facts.EarlierTarget),
    ("obligations", facts.Obligation),
    ("obligations[].earlier", facts.EarlierObligation),
    ("funding", facts.Funding),
    ("relations", facts.Relation),
    ("open_questions", facts.OpenQuestion),
    ("sources", evidence.Source),
    ("citation", evidence.Citation),
    ("a date that waits for an event", deadlines.After),
    ("the later of several dates", deadlines.LaterOf),
    ("a date in taxable years", deadlines.TaxableYears),
    ("verified", Verification),
    ("history", HistoryEntry),
)


@dataclass(frozen=True)
class FieldLine:
    """One field."""

    name: str
    is_required: bool
    description: str
    scheme: str
    examples: str


@dataclass(frozen=True)
class PartLines:
    """The fields of one part of a record."""

    heading: str
    id: str
    description: str
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True)
class TermLine:
    """One term of a vocabulary."""

    id: str
    anchor: str
    label: str
    definition: str
    more: str
    matches: tuple[str, ...]


@dataclass(frozen=True)
class SchemeLines:
    """One vocabulary."""

    id: str
    title: str
    definition: str
    terms: tuple[TermLine, ...]


@dataclass(frozen=True)
class DictionaryPage:
    """The data dictionary."""

    path: str
    parts: tuple[PartLines, ...]
    schemes: tuple[SchemeLines, ...]


def dictionary_page(registry: Registry) -> DictionaryPage:
    """The view of the data dictionary."""
    vocabularies = registry.vocabularies.values()
    return DictionaryPage(
        path=urls.DICTIONARY,
        parts=tuple(_part(heading, model) for heading, model in PARTS),
        schemes=tuple(
            SchemeLines(
                scheme.id, scheme.title, scheme.definition,
                tuple(
                    TermLine(
                        concept.id, f"{scheme.id}-{concept.id}", concept.label, concept.definition,
                        ", ".join((*concept.units, *concept.alt_labels)), (*concept.exact_match, *concept.close_match),
                    )
                    for concept in scheme
                ),
            )
            for scheme in vocabularies
        ),
    )  # fmt: skip


def _part(heading: str, model: type[BaseModel]) -> PartLines:
    words = schemes(model)
    lines = tuple(
        FieldLine(name, field.is_required(), field.description or "", words.get(name, ""), _examples(field.examples or []))
        for name, field in model.model_fields.items()
    )
    description = (model.__doc__ or "").split("\n")[0]
    return PartLines(heading, f"part-{model.__name__.lower()}", description, lines)


def _examples(examples: list[Any]) -> str:
    return "; ".join(", ".join(example) if isinstance(example, list) else str(example) for example in examples)
