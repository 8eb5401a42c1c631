"""The dataset, read with programs that nobody here wrote."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import duckdb
import frictionless
import pandas
import pytest
from jsonschema import Draft202012Validator
from pyld import jsonld
from referencing import Registry as Schemas
from referencing import Resource

from builders import record_data, registry_folder, target_data
from policy_registry import urls
from policy_registry.dataset import dataset
from policy_registry.distribution import Distribution
from policy_registry.exports.dcat import CONTEXT
from policy_registry.registry import Registry
from policy_registry.store import load
from policy_registry.tables import tables
from policy_registry.texts import LIST_SEPARATOR
from policy_registry.views.data_page import data_page
from policy_registry.wording import counted
from policy_registry.writing import policy_data

BASE = "https://registry.example.org/"
SHIPPED = Path(__file__).parents[2] / "registry"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture(scope="module")
def files(registry: Registry) -> dict[str, Distribution]:
    return {file.name: file for file in dataset(registry, BASE)}


@pytest.fixture(scope="module")
def folder(files: dict[str, Distribution], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for name, file in files.items():
        (folder / name).write_bytes(file.content)
    return folder


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "registry.sqlite")) as database:
        yield database


def csv_rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_bytes().decode(), newline="")))


def test_every_file_has_the_hash_that_the_list_names(folder: Path) -> None:
    subprocess.run(["sha256sum", "--strict", "--check", "SHA256SUMS"], cwd=folder, check=True, capture_output=True)


def test_the_archive_holds_every_other_file(files: dict[str, Distribution]) -> None:
    with ZipFile(io.BytesIO(files["registry.zip"].content)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: file.content for name, file in files.items() if name != "registry.zip"
        }


def test_the_same_records_give_the_same_bytes(registry: Registry, files: dict[str, Distribution]) -> None:
    assert {file.name: file.sha256 for file in dataset(load(SHIPPED).registry, BASE)} == {
        name: file.sha256 for name, file in files.items()
    }


def test_frictionless_finds_each_row_and_each_key_valid(folder: Path) -> None:
    report = frictionless.validate(folder / "datapackage.json")
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])[:5]
    assert len(report.tasks) == len(json.loads((folder / "datapackage.json").read_text())["resources"])


def test_frictionless_would_find_a_row_that_names_no_record(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    rows = (tmp_path / "relations.csv").read_text().replace("eu-batteries-regulation", "eu-nothing")
    (tmp_path / "relations.csv").write_text(rows)
    assert not frictionless.validate(tmp_path / "datapackage.json").valid


def test_sqlite_finds_the_database_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("words", "id"), [("passport", "eu-batteries-regulation"), ("动力电池", "cn-power-battery-action-plan-2017")]
)
def test_the_database_finds_words_of_any_script(database: sqlite3.Connection, words: str, id: str) -> None:
    assert (id,) in database.execute("SELECT policy FROM full_text WHERE full_text MATCH ?", [f'"{words}"']).fetchall()


def test_every_form_of_a_table_has_the_same_rows(registry: Registry, folder: Path, database: sqlite3.Connection) -> None:
    for table in tables(registry, BASE):
        name = table.name
        names = [column.name for column in table.columns]
        sizes = {len(table.rows), len(csv_rows(folder, name))}
        frame = pandas.read_parquet(folder / f"{name}.parquet")
        sizes |= {len(frame), database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]}
        with duckdb.connect() as duck:
            sizes |= set(
                duck.execute(f"SELECT count(*) FROM read_csv('{folder / name}.csv', strict_mode = true)").fetchone() or ()
            )
        assert sizes == {len(table.rows)}
        assert list(frame.columns) == names
        assert list(pandas.read_csv(folder / f"{name}.csv", dtype=str).columns) == names


def test_the_page_of_downloads_tells_how_many_rows_each_table_has(
    registry: Registry, files: dict[str, Distribution], folder: Path
) -> None:
    told = {table.name: table.rows for table in data_page(registry, tuple(files.values()), BASE).tables}
    assert told == {name: counted(len(csv_rows(folder, name)), "row") for name in told}
    assert told["policies"] == f"{len(registry)} rows"


def test_duckdb_reads_the_same_values_from_both_forms(folder: Path) -> None:
    question = "SELECT count(value), sum(value), min(by_first_day), max(by_last_day) FROM '{}'"
    with duckdb.connect() as duck:
        found = [duck.execute(question.format(folder / f"targets.{form}")).fetchall() for form in ("csv", "parquet")]
    assert found[0] == found[1]


def test_the_rows_of_a_table_are_the_items_of_the_records(folder: Path) -> None:
    policies = json.loads((folder / "policies.json").read_text())["policies"]
    for name in ("targets", "obligations", "funding", "events", "relations", "sources", "open_questions"):
        rows = csv_rows(folder, name)
        items = [(policy["id"], item) for policy in policies for item in policy.get(name, [])]
        assert [(row["policy"], row["id"]) for row in rows] == [(id, item["id"]) for id, item in items]
        for row, (_, item) in zip(rows, items, strict=True):
            texts = {key: value for key, value in item.items() if isinstance(value, str) and key not in {"value", "max_value"}}
            assert {key: row[key] for key in texts} == texts
            lists = {key: LIST_SEPARATOR.join(value) for key, value in item.items() if key in {"who", "supports"}}
            assert {key: row[key] for key in lists} == lists


def test_each_line_is_the_record_that_the_one_file_holds(files: dict[str, Distribution], registry: Registry) -> None:
    lines = [json.loads(line) for line in files["policies.ndjson"].content.splitlines()]
    assert lines == json.loads(files["policies.json"].content)["policies"] == [policy_data(policy) for policy in registry]


def test_all_records_in_one_keep_to_their_schema(files: dict[str, Distribution]) -> None:
    schema, record = (json.loads(files[name].content) for name in ("registry.schema.json", "policy.schema.json"))
    address = schema["$id"].replace("registry.schema.json", "policy.schema.json")
    schemas = Schemas().with_resource(address, Resource.from_contents(record))
    everything = json.loads(files["policies.json"].content)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, registry=schemas)
    assert list(validator.iter_errors(everything)) == []
    assert not validator.is_valid(everything | {"policies": [{"id": "eu-nothing"}]})


def test_the_tree_is_another_when_a_record_is(tmp_path: Path) -> None:
    def tree(name: str, value: str) -> str:
        root = registry_folder(tmp_path / name, record_data(targets=[target_data(value=value)]))
        files = {file.name: file for file in dataset(load(root).registry, BASE)}
        found: str = json.loads(files["policies.json"].content)["tree"]
        return found

    assert tree("one", "16") == tree("same", "16") != tree("other", "17")


def test_a_catalogue_reads_the_version_the_one_before_and_each_file(files: dict[str, Distribution], registry: Registry) -> None:
    (node,) = jsonld.expand(json.loads(files["dataset.jsonld"].content))
    words = CONTEXT["dcat"]
    newest, before, *_ = registry.days_of_change()
    assert node["@type"] == [f"{words}Dataset"]
    assert node[f"{words}version"] == [{"@value": newest.isoformat()}]
    assert node[f"{words}previousVersion"][0]["@id"].endswith(f"dataset/{before}")
    assert node["http://purl.org/dc/terms/license"] == [{"@id": "https://creativecommons.org/licenses/by/4.0/"}]
    found = {one[f"{words}downloadURL"][0]["@id"]: one for one in node[f"{words}distribution"]}
    described = {urls.absolute(BASE, file.path) for file in files.values()}
    assert described - set(found) == {f"{BASE}data/{name}" for name in ("dataset.jsonld", "SHA256SUMS", "registry.zip")}
    assert all(one["http://spdx.org/rdf/terms#checksum"] for one in found.values())


def test_an_empty_registry_has_its_files_too(tmp_path: Path) -> None:
    files = dataset(load(registry_folder(tmp_path)).registry, BASE)
    assert "policies.csv" in {file.name for file in files}


def test_hostile_texts_come_back_as_they_are(tmp_path: Path) -> None:
    text = "Say \"no\", or' <b>not</b>; 電池, 🔋 \\ %s {} '; DROP TABLE policies; --"
    root = registry_folder(tmp_path / "registry", record_data(targets=[target_data(what=text)]))
    files = {file.name: file for file in dataset(load(root).registry, BASE)}
    (row,) = csv.DictReader(io.StringIO(files["targets.csv"].content.decode(), newline=""))
    (tmp_path / "r.sqlite").write_bytes(files["registry.sqlite"].content)
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as database:
        ((found,),) = database.execute("SELECT what FROM targets").fetchall()
    frame = pandas.read_parquet(io.BytesIO(files["targets.parquet"].content))
    assert row["what"] == found == frame["what"][0] == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1 and more", "@SUM(A1)", "one | two"])
def test_no_record_holds_a_text_that_a_spreadsheet_would_run_or_that_would_part_a_list(tmp_path: Path, text: str) -> None:
    loaded = load(registry_folder(tmp_path, record_data(targets=[target_data(what=text)])))
    assert [problem.rule for problem in loaded.problems] == ["text-sign"]
