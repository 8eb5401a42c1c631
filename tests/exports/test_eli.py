"""The statements of the ELI ontology in the head of a law that has an ELI."""

from __future__ import annotations

from typing import Any

import pytest

from builders import SHIPPED, a_policy, event_data
from policy_registry.exports.eli import eli_properties
from policy_registry.heads import ELI_ONTOLOGY
from policy_registry.vocabulary_files import load_vocabularies

WORK = "http://data.europa.eu/eli/reg_del/2025/606/oj"


def statements(**changes: Any) -> dict[tuple[str, str], str]:
    policy = a_policy(**{"identifiers": {"eli": WORK}} | changes)
    properties = eli_properties(policy, load_vocabularies(SHIPPED))
    assert len({(item.subject, item.name) for item in properties}) == len(properties)
    return {(item.subject, item.name.removeprefix("eli:")): item.iri or item.text for item in properties}


def test_a_law_is_told_in_the_words_of_eli() -> None:
    events = [
        event_data(id="adoption", kind="adopted", date="2025-03-21"),
        event_data(id="publication", kind="published", date="2025-07-04"),
        event_data(date="2025-07-24"),
    ]
    assert statements(identifiers={"eli": WORK, "celex": "32025R0606"}, events=events) == {
        (WORK, "rdf:type"): f"{ELI_ONTOLOGY}LegalResource",
        (WORK, "id_local"): "32025R0606",
        (WORK, "type_document"): "http://publications.europa.eu/resource/authority/resource-type/REG_DEL",
        (WORK, "date_document"): "2025-03-21",
        (WORK, "date_publication"): "2025-07-04",
        (WORK, "first_date_entry_in_force"): "2025-07-24",
        (WORK, "in_force"): f"{ELI_ONTOLOGY}InForce-inForce",
        (WORK, "is_realized_by"): f"{WORK}/eng",
        (f"{WORK}/eng", "rdf:type"): f"{ELI_ONTOLOGY}LegalExpression",
        (f"{WORK}/eng", "title"): "Example of eu-example",
    }


def test_what_is_not_certain_is_not_said() -> None:
    events = [
        event_data(id="adoption", kind="adopted", date="2025-03"),
        {key: value for key, value in event_data(unverified="no source").items() if key != "citation"},
    ]
    told = {name for _, name in statements(events=events, status="active")}
    assert told.isdisjoint({"id_local", "date_document", "first_date_entry_in_force", "in_force"})


def test_an_eli_of_another_publisher_has_no_type_and_no_text_of_ours() -> None:
    told = statements(identifiers={"eli": "http://data.legilux.public.lu/eli/etat/leg/loi/2020/01/01/a1/jo"})
    assert {name for _, name in told} == {"rdf:type", "first_date_entry_in_force", "in_force"}


@pytest.mark.parametrize("value", ["reg/2023/1542/oj", 'http://x.org/eli/"><script>', "javascript:/eli/x", [WORK, f"{WORK}2"]])
def test_what_is_no_single_eli_says_nothing(value: Any) -> None:
    assert statements(identifiers={"eli": value}) == {}
