"""The dataset: the whole registry in every form in which it can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.exports.bundle import sums, zipped
from policy_registry.exports.csv_tables import csv_bytes
from policy_registry.exports.data_package import data_package
from policy_registry.exports.dcat import dcat
from policy_registry.exports.openapi import openapi
from policy_registry.exports.parquet import parquet_bytes
from policy_registry.exports.records import policies_json, policies_ndjson
from policy_registry.exports.schema import registry_schema_json, schema_json
from policy_registry.exports.sqlite import sqlite_bytes
from policy_registry.exports.versions import published_versions, versions_json
from policy_registry.registry import Registry
from policy_registry.tables import Table, tables

JSON, CSV, ZIP = "application/json", "text/csv", "application/zip"
SCHEMA_JSON, LINKED_DATA = "application/schema+json", "application/ld+json"
NDJSON, PARQUET, SQLITE = "application/x-ndjson", "application/vnd.apache.parquet", "application/vnd.sqlite3"

# These tell of the other files, and are told of before they are made.
API = Distribution(urls.OPENAPI, JSON, "What stands at each address, for programs: an OpenAPI 3.1 document.", b"")
CATALOGUE = Distribution(
    urls.data("dataset.jsonld"), LINKED_DATA, "What the dataset is and where its files are, for catalogues: DCAT 3.", b""
)
SUMS = Distribution(urls.data("SHA256SUMS"), "text/plain", "The SHA-256 of each file, as sha256sum reads it.", b"")
ARCHIVE = Distribution(urls.data("registry.zip"), ZIP, "All these files in one.", b"")


def dataset(registry: Registry, base: str) -> tuple[Distribution, ...]:
    """Every file of the dataset; the same registry and base give the same bytes."""
    found = tables(registry, base)
    files = (*_whole(registry, found), *_tables(found), *_about(registry, base))
    package = Distribution(
        urls.data("datapackage.json"), JSON, "What the CSV files hold: a Frictionless Data Package.",
        data_package(registry, files, base),
    )  # fmt: skip
    files += (package,)
    files += (replace(API, content=openapi(registry, (*files, API, CATALOGUE, SUMS, ARCHIVE), base)),)
    files += (replace(CATALOGUE, content=dcat(registry, files, base)),)
    files += (replace(SUMS, content=sums(files)),)
    return (*files, replace(ARCHIVE, content=zipped(registry, files)))


def _whole(registry: Registry, found: tuple[Table, ...]) -> Iterator[Distribution]:
    yield Distribution(
        urls.ALL_POLICIES_JSON, JSON, "Every record with every field, with licence and count.", policies_json(registry)
    )
    yield Distribution(urls.data("policies.ndjson"), NDJSON, "The same, a record on each line.", policies_ndjson(registry))
    yield Distribution(
        urls.data("registry.sqlite"), SQLITE, "All tables as a database with full-text search; it opens in Datasette.",
        sqlite_bytes(found, registry),
    )  # fmt: skip


def _tables(found: tuple[Table, ...]) -> Iterator[Distribution]:
    for table in found:
        yield Distribution(urls.data(f"{table.name}.csv"), CSV, table.description, csv_bytes(table), table)
        yield Distribution(urls.data(f"{table.name}.parquet"), PARQUET, table.description, parquet_bytes(table), table)


def _about(registry: Registry, base: str) -> Iterator[Distribution]:
    yield Distribution(
        urls.VERSIONS_JSON, JSON, "Every id and every frozen version, with the SHA-256 of its bytes and its address.",
        versions_json(published_versions(registry)),
    )  # fmt: skip
    yield Distribution(
        urls.SCHEMA, SCHEMA_JSON, "The JSON Schema of a record, for editors and validators.", schema_json(registry.vocabularies)
    )
    yield Distribution(
        urls.data("registry.schema.json"), SCHEMA_JSON, "The JSON Schema of policies.json.", registry_schema_json(base)
    )
