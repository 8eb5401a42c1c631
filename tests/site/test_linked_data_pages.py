"""Linked data where machines find it: in the head of the built pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from builders import PROJECT, SHIPPED, record_data, registry_folder
from conftest import EPOCH
from policy_registry import urls
from policy_registry.identifiers import eli
from policy_registry.registry import Registry
from policy_registry.store import load
from sites import BuiltPage, BuiltSite, build_site

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
STATEMENT = re.compile(r'<(?:meta|link) prefix="eli: http://data.europa.eu/eli/ontology#" about="([^"]*)" property="([^"]*)"')
BASE = "http://127.0.0.1:8000/"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


def graph(page: BuiltPage) -> list[dict[str, Any]]:
    (text,) = SCRIPT.findall(page.html)
    return list(json.loads(text)["@graph"])


def test_every_page_says_what_it_is(shipped_site: BuiltSite) -> None:
    pages = {
        path: page
        for path, page in shipped_site.pages.items()
        if 'http-equiv="refresh"' not in page.html and path != "404.html" and not path.startswith("embed/")
    }
    assert len(pages) > 100
    for path, page in pages.items():
        assert SCRIPT.findall(page.html.partition("</head>")[0]) == SCRIPT.findall(page.html), path
        node = graph(page)[0]
        assert (node["@type"], node["@id"]) == ("WebPage", BASE + path)
        assert node["isPartOf"] == {"@id": f"{BASE}data/#Dataset"}


def test_home_and_the_data_page_describe_the_dataset(shipped_site: BuiltSite) -> None:
    for path, page in shipped_site.pages.items():
        kinds = [node["@type"] for node in graph(page)] if SCRIPT.search(page.html) else []
        assert ("Dataset" in kinds) == (path in {"", "data/"}), path
    (dataset,) = [node for node in graph(shipped_site.pages["data/"]) if node["@type"] == "Dataset"]
    files = [form["contentUrl"].removeprefix(BASE) for form in dataset["distribution"]]
    assert urls.ALL_POLICIES_JSON in files
    assert [file for file in files if not (shipped_site.folder / file).is_file()] == []


def test_a_page_of_a_record_tells_the_law_and_the_record_apart(shipped_site: BuiltSite, registry: Registry) -> None:
    for policy in registry:
        paths = [urls.policy(policy.id), *(urls.version(policy.id, number) for number in registry.frozen[policy.id])]
        for path in paths:
            record, law = graph(shipped_site.pages[path])
            assert (record["@type"], law["@type"]) == ("WebPage", "Legislation")
            assert record["@id"] == BASE + path
            assert law["@id"] in {eli(policy), f"{BASE}{urls.law(policy.id)}"}


def test_a_law_with_an_eli_is_told_in_its_words_on_its_current_page_alone(shipped_site: BuiltSite, registry: Registry) -> None:
    for policy in registry:
        statements = STATEMENT.findall(shipped_site.pages[urls.policy(policy.id)].html)
        assert bool(statements) == bool(eli(policy)), policy.id
        assert {subject for subject, _ in statements} <= {eli(policy), f"{eli(policy)}/eng"}
        assert not STATEMENT.search(shipped_site.pages[urls.version(policy.id, 1)].html)


def test_a_hostile_record_stays_inside_its_script_and_its_attributes(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script> \" '> & <!--"
    root = registry_folder(
        tmp_path,
        record_data(
            short_title=evil,
            title={"text": evil, "language": "en"},
            summary=evil,
            passed_by=[evil],
            identifiers={"celex": evil, "eli": "http://data.europa.eu/eli/reg/2023/1542/oj"},
        ),
    )
    site = build_site(PROJECT, tmp_path / "site", epoch=EPOCH, registry=root)
    page = site.pages["policies/eu-example/"]
    assert "<script>alert" not in page.html
    law = graph(page)[1]
    assert law["name"] == law["abstract"] == evil
    assert law["legislationPassedBy"]["name"] == evil
    assert len(STATEMENT.findall(page.html)) == 8
