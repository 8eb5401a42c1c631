"""The OpenAPI document where the site offers it, and the files of the built site that it speaks of."""

from __future__ import annotations

import json

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from api import Api
from policy_registry import urls
from sites import BuiltSite


@pytest.fixture(scope="module")
def api(shipped_site: BuiltSite) -> Api:
    return Api.read((shipped_site.folder / urls.OPENAPI).read_bytes())


def test_the_document_of_the_built_site_is_valid(api: Api) -> None:
    assert [fault.message for fault in OpenAPIV31SpecValidator(api.document).iter_errors()] == []


def test_the_built_site_has_a_file_at_the_examples_of_every_path(api: Api, shipped_site: BuiltSite) -> None:
    assert [path for path in api.paths if not (shipped_site.folder / api.at_examples(path)).is_file()] == []


def test_every_built_json_file_that_is_described_keeps_to_its_schema(api: Api, shipped_site: BuiltSite) -> None:
    built = {file.relative_to(shipped_site.folder).as_posix() for file in shipped_site.folder.rglob("*.json")}
    for path in api.schemas:
        found = sorted(filter(api.pattern(path).fullmatch, built))
        assert found or path.endswith(".jsonld"), path
        # The records of regions and topics are those of the one file, which is held to the same schema.
        for file in found[:3] if "policies.json" in path else found:
            assert api.faults(path, json.loads((shipped_site.folder / file).read_bytes())) == [], file


def test_the_page_of_downloads_offers_the_document(shipped_site: BuiltSite) -> None:
    assert "openapi.json" in shipped_site.pages[urls.DATA].links


def test_the_sample_of_headers_lets_scripts_of_other_sites_read_everything(shipped_site: BuiltSite) -> None:
    first, *rest = (shipped_site.folder / "_headers").read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    everywhere = rest[: next(number for number, line in enumerate(rest) if not line.startswith(" "))]
    assert "  Access-Control-Allow-Origin: *" in everywhere
    # A host joins values with a comma, and a browser takes no list here.
    assert sum("Access-Control-Allow-Origin" in line for line in rest) == 1
