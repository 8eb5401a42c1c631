"""The data dictionary: every field of a record and every term of every vocabulary, from the model itself."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from policy_registry import deadlines, evidence, facts, urls
from policy_registry.bad_examples import BAD_EXAMPLES
from policy_registry.field_examples import GOOD_EXAMPLES, Schema, in_short
from policy_registry.fields import schemes
from policy_registry.policy import HistoryEntry, Policy, Title, Verification
from policy_registry.record_schema import record_schema
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
    examples: tuple[str, ...]
    refused: tuple[str, ...]


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
    schema = record_schema(registry.vocabularies)
    return DictionaryPage(
        path=urls.DICTIONARY,
        parts=tuple(_part(heading, model, schema) for heading, model in PARTS),
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


def _part(heading: str, model: type[BaseModel], schema: Schema) -> PartLines:
    words = schemes(model)
    properties = (schema if model is Policy else schema["$defs"][model.__name__])["properties"]
    lines = tuple(
        FieldLine(
            name, field.is_required(), field.description or "", words.get(name, ""),
            in_short(properties[name][GOOD_EXAMPLES]), in_short(properties[name][BAD_EXAMPLES]),
        )
        for name, field in model.model_fields.items()
    )  # fmt: skip
    description = (model.__doc__ or "").split("\n")[0]
    return PartLines(heading, f"part-{model.__name__.lower()}", description, lines)
