"""The list of the site for tools that read language, and the records of one region or topic."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from builders import PROJECT, SHIPPED, TODAY, record_data, registry_folder
from policy_registry.data_files import plan_files
from policy_registry.dataset import dataset
from policy_registry.exports.llms import llms_txt
from policy_registry.outputs import PageOutput
from policy_registry.place import Place
from policy_registry.registry import Registry
from policy_registry.site import plan_site
from policy_registry.store import load

BASE = "https://example.org/x/"
ENTRY = re.compile(r"- \[(?P<name>(?:[^\]\\]|\\.)+)\]\((?P<address>[^)]+)\): .+")


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture(scope="module")
def files(shipped: Registry) -> dict[str, bytes]:
    return {file.path: file.content for file in plan_files(shipped, TODAY, BASE, dataset(shipped, BASE))}


@pytest.fixture(scope="module")
def text(files: dict[str, bytes]) -> str:
    return files["llms.txt"].decode()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageOutput]:
    """The pages of a registry of one record, with those that every registry has."""
    root = registry_folder(tmp_path_factory.mktemp("small"), record_data())
    return {page.path: page for page in plan_site(load(root).registry, TODAY, Place(BASE)).pages}


def test_it_has_the_shape_that_llmstxt_org_wants(text: str) -> None:
    """A title, a quotation, notes without headings, then sections of links, each with a note."""
    tokens = [token for token in MarkdownIt("commonmark").parse(text) if token.level == 0 and token.nesting >= 0]
    assert [(token.type, token.tag) for token in tokens[:1]] == [("heading_open", "h1")]
    kinds = [token.type for token in tokens if token.type != "inline"]
    assert kinds[1:3] == ["blockquote_open", "bullet_list_open"]
    assert {token.tag for token in tokens[1:] if token.type == "heading_open"} == {"h2"}
    assert all({one, two} == {"heading_open", "bullet_list_open"} for one, two in pairwise(kinds[3:]))
    for line in text[text.index("\n## ") :].splitlines():
        assert not line or line.startswith("## ") or ENTRY.fullmatch(line), line


def test_every_record_stands_under_its_region_with_its_status(text: str, shipped: Registry) -> None:
    sections = {head: body for head, _, body in (part.partition("\n") for part in text.split("\n## ")[1:])}
    for region in shipped.vocabularies["regions"]:
        listed = re.findall(
            rf"\({re.escape(BASE)}policies/([a-z0-9-]+)/record\.md\): ([A-Z][a-z ]+)\. ", sections[region.label]
        )
        statuses = shipped.vocabularies["statuses"]
        assert listed == [(policy.id, statuses.label(policy.status)) for policy in shipped.in_region(region.id)]


def test_every_address_leads_to_a_page_or_file(text: str, files: dict[str, bytes], small: dict[str, PageOutput]) -> None:
    known = files.keys() | small.keys()
    prose = {f"about/{path.stem}/" for path in (PROJECT / "docs/about").glob("*.md")}
    found = [match["address"] for match in ENTRY.finditer(text)]
    assert len(found) > 100
    assert [address for address in found if address.removeprefix(BASE) not in known | prose] == []


def test_it_says_what_to_know_before_citing(text: str) -> None:
    notes = text[: text.index("\n## ")]
    for words in (f"{BASE}policies/<id>/v/<n>/", "CC BY 4.0", "as recorded on the day", "no legal advice", "unverified"):
        assert words in notes


def test_markup_in_a_record_stays_text_and_a_region_without_records_has_no_section(tmp_path: Path) -> None:
    evil = record_data(short_title="[a](b) *c*", summary="<script>d</script> `e` # f.")
    registry = load(registry_folder(tmp_path, evil)).registry
    text = llms_txt(registry, dataset(registry, BASE), BASE).decode()
    html = MarkdownIt("commonmark").render(text)
    assert (
        f'<a href="{BASE}policies/eu-example/record.md">[a](b) *c*</a>: In force. &lt;script&gt;d&lt;/script&gt; `e` # f.'
        in html
    )
    assert re.findall("^## (.*)$", text, re.M) == ["European Union", "Data files", "About"]


def test_the_records_of_a_region_and_of_a_topic_are_those_and_no_others(shipped: Registry, files: dict[str, bytes]) -> None:
    whole = {record["id"]: record for record in json.loads(files["data/policies.json"])["policies"]}
    for scheme, way, chosen in (("region", "regions", shipped.in_region), ("topic", "compare/topics", shipped.on_topic)):
        for concept in shipped.vocabularies[f"{scheme}s"]:
            data = json.loads(files[f"{way}/{concept.id}/policies.json"])
            assert data["filter"] == {scheme: concept.id}
            assert data["policies"] == [whole[policy.id] for policy in chosen(concept.id)]
            assert data["count"] == len(data["policies"])


def test_the_lists_keep_the_schema_of_the_whole(files: dict[str, bytes]) -> None:
    schema = json.loads(files["data/registry.schema.json"])
    # The records themselves are held to their schema elsewhere.
    schema["properties"]["policies"].pop("items")
    for path in ("data/policies.json", "regions/eu/policies.json", "compare/topics/recycling/policies.json"):
        jsonschema.validate(json.loads(files[path]), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(files["data/policies.json"]) | {"filter": {}}, schema)


def test_pages_lead_to_the_files_beside_them(small: dict[str, PageOutput]) -> None:
    for path in ("regions/eu/", "compare/topics/recycling/"):
        assert 'href="policies.json"' in small[path].html
    for path in ("policies/eu-example/", "policies/eu-example/v/1/"):
        assert 'href="record.md"' in small[path].html
        assert '<link rel="alternate describedby" href="record.md" type="text/markdown" title="record.md">' in small[path].head
