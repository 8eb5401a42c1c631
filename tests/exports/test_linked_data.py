"""Linked data as a machine reads it: expanded by a JSON-LD processor, with the part of schema.org's context that is used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pyld import jsonld

from builders import CITATION, SHIPPED, a_policy, event_data, record_data, registry_folder, source_data
from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.exports.linked_data import dataset_linked_data, page_linked_data, policy_linked_data
from policy_registry.exports.schema_org import json_ld, place
from policy_registry.facing import evidence_view
from policy_registry.registry import Registry
from policy_registry.spool import Spool
from policy_registry.store import load

BASE = "https://example.org/registry/"
CONTEXT = json.loads((Path(__file__).parent / "schema-org-context.json").read_text(encoding="utf-8"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
# The properties that schema.org 30.0 has for the types in use, as far as they are in use.
CREATIVE_WORK = {
    "@type", "abstract", "alternateName", "creator", "dateCreated", "dateModified", "datePublished", "description",
    "inLanguage", "isAccessibleForFree", "isBasedOn", "isPartOf", "keywords", "license", "mainEntity", "mainEntityOfPage",
    "name", "spatialCoverage", "temporalCoverage", "url", "version",
}  # fmt: skip
PROPERTIES = {
    "WebPage": CREATIVE_WORK | {"lastReviewed"},
    "Dataset": CREATIVE_WORK | {"distribution"},
    "DataDownload": CREATIVE_WORK | {"contentUrl", "encodingFormat"},
    "Legislation": CREATIVE_WORK
    | {
        "legislationAmends", "legislationApplies", "legislationChanges", "legislationDate", "legislationDateOfApplicability",
        "legislationIdentifier", "legislationJurisdiction", "legislationLegalForce", "legislationPassedBy",
        "legislationRepeals", "legislationType",
    },
    "Organization": {"@type", "name"},
    "Country": {"@type", "identifier", "name"},
    "AdministrativeArea": {"@type", "containedInPlace", "identifier", "name"},
}  # fmt: skip


@cache
def shipped() -> Registry:
    return load(SHIPPED).registry


def small(folder: Path, *records: dict[str, Any]) -> Registry:
    return load(registry_folder(folder, *records)).registry


def _context(url: str, options: dict[str, Any]) -> dict[str, Any]:
    assert url == "https://schema.org", url
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


def expanded(text: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = jsonld.expand(json.loads(text), {"documentLoader": _context, "base": ""})
    return nodes


def of_type(text: str, type: str) -> dict[str, Any]:
    (node,) = [node for node in json.loads(text)["@graph"] if node["@type"] == type]
    return dict(node)


def nodes_within(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from nodes_within(item)
    elif isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes_within(inner)


def assert_is_schema_org(text: str) -> None:
    """Every type, property, address and date is what schema.org and ISO 8601 allow."""
    for node in nodes_within(expanded(text)):
        if "@id" in node:
            parts = urlsplit(node["@id"])
            assert parts.scheme in {"http", "https"}, node
            assert parts.netloc, node
        if node.get("@type") == "https://schema.org/Date":
            assert DATE.fullmatch(node["@value"]), node
        if isinstance(node.get("@type"), list):
            (type,) = (name.removeprefix("https://schema.org/") for name in node["@type"])
            used = {name.removeprefix("https://schema.org/") for name in node} - {"@id"}
            assert used <= PROPERTIES[type], used - PROPERTIES[type]


@pytest.mark.parametrize("id", shipped().ids())
def test_every_record_and_every_frozen_version_is_told_in_the_words_of_schema_org(id: str) -> None:
    registry = shipped()
    current = registry.policy(id)
    assert current is not None
    states = [(current, None), *((registry.version(id, number), current) for number in registry.frozen.get(id, {}))]
    for policy, newest in states:
        assert policy is not None
        text = policy_linked_data(registry, policy, newest, BASE)
        assert_is_schema_org(text)
        page, law = of_type(text, "WebPage"), of_type(text, "Legislation")
        path = urls.version(id, policy.version) if newest else urls.policy(id)
        assert page["@id"] == page["url"] == BASE + path
        assert page["@id"] != law["@id"]
        assert page["mainEntity"] == {"@id": law["@id"]}
        assert page["version"] == policy.version
        assert page["dateModified"] == str(policy.recorded)
        assert page["isPartOf"] == {"@id": f"{BASE}data/#Dataset"}
        assert page["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert law["name"] == policy.title.text
        assert law["mainEntityOfPage"] == {"@id": BASE + urls.policy(id)}
        assert {"legislationType", "legislationJurisdiction", "legislationPassedBy", "inLanguage", "abstract"} <= set(law)
        events = {str(event.date) for event in policy.events if not evidence_view(policy, event).is_unverified}
        for name in ("legislationDate", "datePublished", "legislationDateOfApplicability"):
            days = law.get(name, [])
            assert set([days] if isinstance(days, str) else days) <= events, name


def test_the_shipped_batteries_regulation() -> None:
    policy = shipped().policy("eu-batteries-regulation")
    assert policy is not None
    law = of_type(policy_linked_data(shipped(), policy, None, BASE), "Legislation")
    assert law["@id"] == "http://data.europa.eu/eli/reg/2023/1542/oj"
    assert {"32023R1542", law["@id"]} <= set(law["legislationIdentifier"])
    assert law["legislationLegalForce"] == {"@id": "https://schema.org/InForce"}
    assert law["legislationJurisdiction"] == {"@type": "AdministrativeArea", "identifier": "EU", "name": "European Union"}
    assert (law["legislationDate"], law["datePublished"]) == ("2023-07-12", "2023-07-28")
    assert law["legislationDateOfApplicability"][0] == "2024-02-18"
    assert law["legislationRepeals"]["@id"] == "http://data.europa.eu/eli/dir/2006/66/oj"
    assert "Directive 2008/98/EC (Waste Framework Directive)" in {act["name"] for act in law["legislationAmends"]}


def test_a_law_without_an_eli_has_a_name_that_no_item_can_have(tmp_path: Path) -> None:
    registry = small(tmp_path, record_data())
    text = policy_linked_data(registry, registry.policies[0], None, BASE)
    assert of_type(text, "Legislation")["@id"] == f"{BASE}policies/eu-example/#Law"


def test_a_frozen_version_and_the_current_record_speak_of_one_law(tmp_path: Path) -> None:
    registry = small(tmp_path, record_data())
    history = [
        {"version": "2", "recorded": "2026-11-23", "cause": "editorial", "summary": "Reworded."},
        {"version": "1", "recorded": "2026-11-22", "cause": "new", "summary": "The record was written."},
    ]
    newest = a_policy(version="2", history=history)
    old = policy_linked_data(registry, registry.policies[0], newest, BASE)
    new = policy_linked_data(registry, newest, None, BASE)
    assert of_type(old, "Legislation")["@id"] == of_type(new, "Legislation")["@id"]
    assert of_type(old, "WebPage")["@id"] == f"{BASE}policies/eu-example/v/1/"
    assert of_type(new, "WebPage")["dateCreated"] == "2026-11-22"
    assert of_type(new, "WebPage")["dateModified"] == "2026-11-23"


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    events = [
        event_data(id="adoption", kind="adopted", date="2023", citation=None, unverified="no source"),
        event_data(id="publication", kind="published", date="FY2023"),
        event_data(date="2023-08"),
    ]
    del events[0]["citation"]
    registry = small(tmp_path, record_data(events=events, status="adopted"))
    law = of_type(policy_linked_data(registry, registry.policies[0], None, BASE), "Legislation")
    assert {"legislationDate", "datePublished", "legislationLegalForce", "legislationIdentifier"}.isdisjoint(law)
    assert law["legislationDateOfApplicability"] == "2023-08"


def test_a_law_that_applies_in_steps_has_each_of_them(tmp_path: Path) -> None:
    steps = [event_data(id=f"step-{year}", kind="applies", date=year) for year in ("2027-02-18", "2031")]
    registry = small(tmp_path, record_data(events=[event_data(), *steps]))
    law = of_type(policy_linked_data(registry, registry.policies[0], None, BASE), "Legislation")
    assert law["legislationDateOfApplicability"] == ["2027-02-18", "2031"]


def test_relations_take_the_words_that_their_vocabulary_names(tmp_path: Path) -> None:
    relations = [
        {"id": "ends-old", "type": "repeals", "target": "eu-old", "citation": CITATION},
        {"id": "amends-other", "type": "amends", "unrecorded": "Directive 2008/98/EC", "citation": CITATION},
        {"id": "beside-old", "type": "complements", "target": "eu-old", "citation": CITATION},
        {"id": "moves-old", "type": "postpones", "target": "eu-old", "unverified": "no source"},
    ]
    old = record_data("eu-old", identifiers={"eli": "http://data.europa.eu/eli/dir/2006/66/oj"})
    registry = small(tmp_path, record_data("eu-new", relations=relations), old)
    policy = registry.policy("eu-new")
    assert policy is not None
    law = of_type(policy_linked_data(registry, policy, None, BASE), "Legislation")
    assert law["legislationRepeals"] == {
        "@type": "Legislation",
        "@id": "http://data.europa.eu/eli/dir/2006/66/oj",
        "name": "Example eu-old",
    }
    assert law["legislationAmends"] == {"@type": "Legislation", "name": "Directive 2008/98/EC"}
    assert "legislationChanges" not in law


def test_a_record_rests_on_the_primary_sources_that_were_read_and_may_be_linked(tmp_path: Path) -> None:
    unread = source_data(id="unread", url="https://example.org/unread", consulted="not-consulted")
    del unread["consulted_on"]
    sources = [
        source_data(),
        source_data(id="again"),
        unread,
        source_data(id="report", url="https://example.org/report", kind="secondary"),
        source_data(id="copy", url="https://example.org/copy", linkable="false"),
    ]
    registry = small(tmp_path, record_data(sources=sources))
    page = of_type(policy_linked_data(registry, registry.policies[0], None, BASE), "WebPage")
    assert page["isBasedOn"] == "https://example.org/act"


@pytest.mark.parametrize(
    ("code", "node"),
    [
        ("KR", {"@type": "Country", "identifier": "KR", "name": "South Korea"}),
        ("EU", {"@type": "AdministrativeArea", "identifier": "EU", "name": "European Union"}),
        (
            "US-CA",
            {
                "@type": "AdministrativeArea",
                "identifier": "US-CA",
                "containedInPlace": {"@type": "Country", "identifier": "US", "name": "United States"},
            },
        ),
        ("XX", {"@type": "Country", "identifier": "XX"}),
    ],
)
def test_a_place_is_what_its_code_says(code: str, node: dict[str, Any]) -> None:
    assert place(code) == node


FILE = Distribution(urls.ALL_POLICIES_JSON, "application/json", "All records.", Spool([b"{}"]))


def test_the_dataset_names_its_files_its_terms_and_its_age(tmp_path: Path) -> None:
    registry = small(tmp_path, record_data(), record_data("kr-example", events=[event_data(date="2019")]))
    text = dataset_linked_data(registry, urls.DATA, "Data files", "The files.", BASE, [FILE])
    assert_is_schema_org(text)
    dataset = of_type(text, "Dataset")
    assert dataset["@id"] == of_type(text, "WebPage")["mainEntity"]["@id"] == f"{BASE}data/#Dataset"
    assert (dataset["version"], dataset["temporalCoverage"]) == ("2026-11-22", "2019/..")
    assert dataset["creator"] == {"@type": "Organization", "name": registry.publication.name}
    assert dataset["distribution"] == {
        "@type": "DataDownload",
        "contentUrl": f"{BASE}data/policies.json",
        "encodingFormat": "application/json",
    }
    assert "Recycling" in dataset["keywords"]
    assert 50 <= len(dataset["description"]) <= 5000


def test_the_dataset_has_the_name_of_its_publication(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    (root / "publication.yml").write_text("name: The Records of Exampleland\n", encoding="utf-8")
    text = dataset_linked_data(load(root).registry, "", "Home", "The beginning.", BASE, [FILE])
    named = [of_type(text, type)["name"] for type in ("Dataset", "WebPage")]
    assert named == ["The Records of Exampleland"] * 2


def test_any_other_page_belongs_to_the_dataset() -> None:
    text = page_linked_data(urls.CALENDAR, "Calendar", "What falls due.", BASE)
    assert_is_schema_org(text)
    page = of_type(text, "WebPage")
    assert (page["@id"], page["name"]) == (f"{BASE}calendar/", "Calendar")
    assert page["isPartOf"] == {"@id": f"{BASE}data/#Dataset"}


def test_no_text_can_end_the_script_that_holds_it() -> None:
    evil = "</script><!--<script>&amp;\u2028\u2029\\\"'"
    text = json_ld({"@type": "Legislation", "name": evil, evil: "x"})
    assert not set("<>&\u2028\u2029") & set(text)
    node = json.loads(text)["@graph"][0]
    assert node == {"@type": "Legislation", "name": evil, evil: "x"}
