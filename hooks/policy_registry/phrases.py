"""A part of a record in one phrase, for lists of what came and went."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from policy_registry.dates import PartialDate
from policy_registry.deadlines import After, LaterOf, TaxableYears
from policy_registry.evidence import Citation, Source
from policy_registry.facts import (
    EarlierObligation,
    EarlierTarget,
    Event,
    Funding,
    Measured,
    Obligation,
    OpenQuestion,
    Relation,
    Target,
)
from policy_registry.policy import Policy, Title, Verification
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import date_words, measured_words, when_words


def phrase(value: Any, policy: Policy, vocabularies: Vocabularies) -> str:
    """What a part of a record says, with the words of the vocabularies and the titles of its sources."""
    if isinstance(value, PartialDate | After | LaterOf | TaxableYears):
        return when_words(value)
    if isinstance(value, BaseModel):
        return ", ".join(part for part in _parts(value, policy, vocabularies) if part)
    if isinstance(value, tuple | list):
        return ", ".join(phrase(inner, policy, vocabularies) for inner in value)
    return str(value)


def checked_words(policy: Policy, vocabularies: Vocabularies) -> str:
    """When and how a record was last checked, in one sentence; empty where it never was."""
    if not policy.verified:
        return ""
    look = policy.verified[0]
    method = vocabularies["verification-methods"].label(look.method).lower()
    horizon = f"; nothing later than {date_words(look.sources_up_to)} could be seen" if look.sources_up_to else ""
    return f"Checked on {date_words(look.on)} {method}{horizon}."


def _parts(value: BaseModel, policy: Policy, vocabularies: Vocabularies) -> tuple[str, ...]:
    number = measured_words(value, vocabularies) if isinstance(value, Measured) else ""
    match value:
        case Target():
            return value.what, number, f"by {when_words(value.by)}" if value.by else ""
        case Funding():
            return value.what, number, f"until {when_words(value.ends)}" if value.ends else ""
        case Obligation():
            return value.what, f"from {when_words(value.applies_from)}" if value.applies_from else ""
        case Event():
            return date_words(value.date), value.what
        case EarlierTarget():
            return number, f"by {when_words(value.by)}" if value.by else "", f"until {date_words(value.until)}"
        case EarlierObligation():
            first = f"from {when_words(value.applies_from)}" if value.applies_from else ""
            return first, f"until {date_words(value.until)}"
        case Relation():
            return vocabularies["relations"].label(value.type), value.target or value.unrecorded or ""
        case Citation():
            source = policy.source(value.source)
            return source.title if source else value.source, value.locator or ""
        case Verification():
            return date_words(value.on), vocabularies["verification-results"].label(value.result)
        case Source():
            return value.title, value.publisher
        case OpenQuestion() | Title():
            return (value.text,)
        case _:
            return tuple(str(inner) for _, inner in value)
