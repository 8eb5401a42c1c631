"""The OpenAPI document, and whether the files are what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from api import Api
from builders import CITATION, SHIPPED, TODAY, history_data, publish, record_data, registry_folder, retire, three_policies
from policy_registry import urls
from policy_registry.data_files import plan_files
from policy_registry.dataset import dataset
from policy_registry.registry import Registry
from policy_registry.store import load

BASE = "https://registry.example.org/"
# What only our own pages read, and may be another tomorrow.
OURS = ("data/explorer.json", "policies/{id}/compare.json")


@dataclass(frozen=True)
class Published:
    """A registry with the files that are made of it."""

    registry: Registry

    @cached_property
    def files(self) -> dict[str, bytes]:
        made = dataset(self.registry, BASE)
        return {file.path: file.content for file in plan_files(self.registry, TODAY, BASE, made)}

    @cached_property
    def api(self) -> Api:
        return Api.read(self.files[urls.OPENAPI])

    def addresses(self, path: str) -> Iterator[str]:
        """Every address that a template stands for in this registry."""
        parameters = self.api.parameters(path)
        if parameters and parameters[0] != "id":
            (name,) = parameters
            for value in self.api.document["components"]["parameters"][name]["schema"]["enum"]:
                yield path.format_map({name: value})
            return
        for id in self.registry.every_id() if parameters else [""]:
            for number in self.registry.states(id) if "version" in parameters else [0]:
                yield path.format_map({"id": id, "version": number})


def retired_and_revised(folder: Path) -> Path:
    """Three records, one of them in its second version, and an id that was merged into another."""
    root = registry_folder(folder, *three_policies())
    gone = record_data("eu-gone")
    first = record_data(
        "us-example", relations=[{"id": "like-eu", "type": "complements", "target": "eu-example", "citation": CITATION}]
    )
    days = [("2026-11-01", "new", "The record was written."), ("2026-11-20", "law-change", "The act was repealed.")]
    first["history"] = history_data(days[0])
    publish(root, first, first | {"version": "2", "status": "repealed", "history": history_data(*days)})
    publish(root, gone)
    retire(root, {"id": "eu-gone", "name": "Gone", "kind": "merged", "on": "2026-11-21", "reason": "It was one with the other.",
                  "successors": ["eu-example"]})  # fmt: skip
    return root


@pytest.fixture(scope="module", params=["shipped", "retired and revised"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    is_shipped = request.param == "shipped"
    return Published(load(SHIPPED if is_shipped else retired_and_revised(tmp_path_factory.mktemp("retired"))).registry)


def test_a_validator_of_openapi_finds_no_fault(published: Published) -> None:
    assert [fault.message for fault in OpenAPIV31SpecValidator(published.api.document).iter_errors()] == []


def test_the_validator_would_find_a_path_whose_parameter_nobody_declares(published: Published) -> None:
    broken = json.loads(published.files[urls.OPENAPI])
    del broken["paths"]["/policies/{id}/record.json"]["get"]["parameters"]
    assert [fault.message for fault in OpenAPIV31SpecValidator(broken).iter_errors()]


def test_an_empty_registry_has_a_valid_document_too(tmp_path: Path) -> None:
    api = Published(load(registry_folder(tmp_path)).registry).api
    assert [fault.message for fault in OpenAPIV31SpecValidator(api.document).iter_errors()] == []


def test_at_every_address_of_every_path_stands_a_file(published: Published) -> None:
    missing = {path for path in published.api.paths for address in published.addresses(path) if address not in published.files}
    # The description of each says when there is none.
    allowed = {path for path in published.api.paths if path.endswith("deadlines.ics")}
    if published.registry.retirements:
        allowed |= {urls.citation_file(urls.policy("{id}"), name) for name in urls.CITATION_FILES}
    assert missing <= allowed


def test_at_the_examples_of_every_path_stands_a_file(published: Published) -> None:
    assert [path for path in published.api.paths if published.api.at_examples(path) not in published.files] == []


def test_every_file_for_others_has_exactly_one_path(published: Published) -> None:
    patterns = [published.api.pattern(path) for path in (*published.api.paths, *OURS)]
    assert [file for file in published.files if sum(bool(pattern.fullmatch(file)) for pattern in patterns) != 1] == []


def test_every_json_file_keeps_to_its_schema(published: Published) -> None:
    checked = set()
    for path in published.api.schemas:
        for address in published.addresses(path):
            if address in published.files:
                assert published.api.faults(path, json.loads(published.files[address])) == [], address
                checked.add(address)
    ours = [published.api.pattern(path) for path in OURS]
    files = {file for file in published.files if file.endswith((".json", ".jsonld"))}
    assert files - checked == {file for file in files if any(pattern.fullmatch(file) for pattern in ours)}


def test_every_named_schema_refuses_a_body_without_its_first_field(published: Published) -> None:
    for path, schema in published.api.schemas.items():
        if schema != {"type": "object"}:
            body = json.loads(published.files[published.api.at_examples(path)])
            assert published.api.faults(path, _without_first(body)), path
            assert published.api.faults(path, "a text"), path


def _without_first(body: Any) -> Any:
    """An object without its first field; of a list, that its first item lacks it."""
    return [_without_first(body[0])] if isinstance(body, list) else dict(list(body.items())[1:])


def test_a_wrong_record_is_refused_wherever_it_stands(published: Published) -> None:
    api, files = published.api, published.files
    for path in ("policies/{id}/record.json", "data/policies.json", "regions/{region}/policies.json"):
        body = json.loads(files[api.at_examples(path)])
        record = body["policies"][0] if "policies" in body else body
        assert api.faults(path, body) == []
        record["status"] = "in force, more or less"
        assert api.faults(path, body)


def test_what_became_of_a_retired_id_is_described(tmp_path: Path) -> None:
    published = Published(load(retired_and_revised(tmp_path)).registry)
    body = json.loads(published.files["policies/eu-gone/record.json"])
    assert published.api.faults("policies/{id}/record.json", body) == []
    assert published.api.faults("policies/{id}/record.json", body | {"kind": "lost"})
    assert published.api.faults("policies/{id}/record.json", body | {"version": 1})


def test_every_operation_has_a_name_of_its_own_and_says_what_it_gives(published: Published) -> None:
    operations = [published.api.operation(path) for path in published.api.paths]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
    assert all(operation["summary"] and operation["description"] and operation["tags"] for operation in operations)
    assert all(set(operation["responses"]) == {"200", "404"} for operation in operations)


def test_the_document_bears_the_newest_day_of_change_and_stands_at_the_base(published: Published) -> None:
    document = published.api.document
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["version"] == max(published.registry.days_of_change()).isoformat()
    assert document["info"]["license"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert f"{document['servers'][0]['url']}/" == BASE
