"""What the head of a page says of a law that has a European Legislation Identifier, in the words of the ELI ontology.

The work has its dates and its force; the title belongs to the English text of it, as EUR-Lex has it in its own pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_registry.facing import evidence_view
from policy_registry.heads import ELI_ONTOLOGY, Property
from policy_registry.identifiers import eli
from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies

# The part of an EU ELI that names the type is the code of the EU's list of resource types in small letters.
_EU_LAW = re.compile(r"http://data\.europa\.eu/eli/((?:reg|dir|dec)(?:_impl|_del)?)/\d{4}/\d+/oj", re.ASCII)
_TYPES = "http://publications.europa.eu/resource/authority/resource-type/"
_DATES = {
    "date_document": ("adopted",),
    "date_publication": ("published",),
    "first_date_entry_in_force": ("in-force",),
    "date_no_longer_in_force": ("repealed", "expired"),
}


def eli_properties(policy: Policy, vocabularies: Vocabularies) -> tuple[Property, ...]:
    """The properties of a law with an ELI; none for any other, and only what is certain."""
    work = eli(policy)
    return tuple(_properties(policy, vocabularies, work)) if work else ()


def _properties(policy: Policy, vocabularies: Vocabularies, work: str) -> Iterator[Property]:
    yield Property(work, "rdf:type", iri=f"{ELI_ONTOLOGY}LegalResource")
    if len(celex := policy.identifiers.get("celex", ())) == 1:
        yield Property(work, "eli:id_local", celex[0], datatype="xsd:string")
    eu_law = _EU_LAW.fullmatch(work)
    if eu_law:
        yield Property(work, "eli:type_document", iri=f"{_TYPES}{eu_law[1].upper()}")
    for property, kinds in _DATES.items():
        if day := _day(policy, kinds):
            yield Property(work, f"eli:{property}", day, datatype="xsd:date")
    status = vocabularies["statuses"][policy.status]
    for match in (*status.exact_match, *status.close_match):
        if match.startswith(f"{ELI_ONTOLOGY}InForce-"):
            yield Property(work, "eli:in_force", iri=match)
    if eu_law and policy.title.language == "en":
        text = f"{work}/eng"
        yield Property(work, "eli:is_realized_by", iri=text)
        yield Property(text, "rdf:type", iri=f"{ELI_ONTOLOGY}LegalExpression")
        yield Property(text, "eli:title", policy.title.text, language="en")


def _day(policy: Policy, kinds: tuple[str, ...]) -> str:
    for event in policy.events:
        if event.kind in kinds and event.date.precision == "day" and not evidence_view(policy, event).is_unverified:
            return str(event.date)
    return ""
