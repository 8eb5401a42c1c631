"""The dataset: the whole registry in every form in which it can be taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.exports.bundle import sums, zipped
from policy_registry.exports.csv_tables import csv_pieces
from policy_registry.exports.data_package import data_package
from policy_registry.exports.dcat import dcat
from policy_registry.exports.openapi import openapi
from policy_registry.exports.parquet import parquet_bytes
from policy_registry.exports.records import list_files, policies_ndjson, record_list
from policy_registry.exports.schema import registry_schema_json, schema_json
from policy_registry.exports.sqlite import Database
from policy_registry.exports.versions import published_versions, versions_json
from policy_registry.registry import Registry
from policy_registry.spool import Spool
from policy_registry.tables import Table, tables

JSON, CSV, ZIP = "application/json", "text/csv", "application/zip"
SCHEMA_JSON, LINKED_DATA = "application/schema+json", "application/ld+json"
NDJSON, PARQUET, SQLITE = "application/x-ndjson", "application/vnd.apache.parquet", "application/vnd.sqlite3"


def dataset(registry: Registry, base: str) -> tuple[Distribution, ...]:
    """Every file of the dataset; the same registry and base give the same bytes."""
    files = (*_records(registry, base), *_about(registry, base))
    package = _file("datapackage.json", JSON, "What the CSV files hold: a Frictionless Data Package.",
                    data_package(registry, files, base))  # fmt: skip
    files += (package,)
    # These tell of the other files, and are told of before they are made.
    about = (
        Distribution(urls.OPENAPI, JSON, "What stands at each address, for programs: an OpenAPI 3.1 document.", Spool()),
        _file("dataset.jsonld", LINKED_DATA, "What the dataset is and where its files are, for catalogues: DCAT 3.", b""),
        _file("SHA256SUMS", "text/plain", "The SHA-256 of each file, as sha256sum reads it.", b""),
        _file("registry.zip", ZIP, "All these files in one.", b""),
    )
    api, catalogue, hashes, archive = about
    files += (replace(api, spool=Spool([openapi(registry, (*files, *about), base)])),)
    files += (replace(catalogue, spool=Spool([dcat(registry, files, base)])),)
    files += (replace(hashes, spool=Spool([sums(files)])),)
    return (*files, replace(archive, spool=zipped(registry, files)))


def _file(name: str, media_type: str, description: str, content: bytes) -> Distribution:
    return Distribution(urls.data(name), media_type, description, Spool([content]))


def _table_file(table: Table, ending: str, media_type: str, pieces: Iterable[bytes]) -> Distribution:
    file = Distribution(urls.data(f"{table.name}.{ending}"), media_type, table.description, Spool(pieces))
    # The rows would be in memory until the site is built.
    return replace(file, table=replace(table, rows=()), rows=len(table.rows))


def _records(registry: Registry, base: str) -> Iterator[Distribution]:
    """The records as a whole and as tables; each table is made once and goes into each form of it."""
    database = Database()
    tabular: list[Distribution] = []
    for table in tables(registry, base):
        database.add(table)
        tabular.append(_table_file(table, "csv", CSV, csv_pieces(table)))
        tabular.append(_table_file(table, "parquet", PARQUET, (parquet_bytes(table),)))
    everything = record_list(registry)
    yield Distribution(
        urls.ALL_POLICIES_JSON, JSON, "Every record with every field, with licence and count.",
        list_files(registry, (everything,))[everything.path],
    )  # fmt: skip
    yield Distribution(
        urls.data("policies.ndjson"), NDJSON, "The same, a record on each line.", Spool(policies_ndjson(registry))
    )
    yield Distribution(
        urls.data("registry.sqlite"), SQLITE, "All tables as a database with full-text search; it opens in Datasette.",
        database.finish(registry),
    )  # fmt: skip
    yield from tabular


def _about(registry: Registry, base: str) -> Iterator[Distribution]:
    yield Distribution(
        urls.VERSIONS_JSON, JSON, "Every id and every frozen version, with the SHA-256 of its bytes and its address.",
        Spool([versions_json(published_versions(registry))]),
    )  # fmt: skip
    yield Distribution(
        urls.SCHEMA, SCHEMA_JSON, "The JSON Schema of a record, for editors and validators.",
        Spool([schema_json(registry.vocabularies)]),
    )  # fmt: skip
    yield _file("registry.schema.json", SCHEMA_JSON, "The JSON Schema of policies.json.", registry_schema_json(base))
