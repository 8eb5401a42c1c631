"""What the CSV files hold, as a Frictionless Data Package with a Table Schema for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policy_registry import urls
from policy_registry.columns import Column, Kind
from policy_registry.distribution import Distribution
from policy_registry.exports.linked_data import ABOUT
from policy_registry.licence import LICENCE
from policy_registry.registry import Registry
from policy_registry.tables import Reference, Table
from policy_registry.texts import LIST_SEPARATOR
from policy_registry.writing import json_text


def data_package(registry: Registry, files: Iterable[Distribution], base: str) -> bytes:
    """The descriptor `datapackage.json`, after version 1 of the specification at specs.frictionlessdata.io."""
    days = registry.days_of_change()
    tabular = [(file, file.table) for file in files if file.table and file.media_type == "text/csv"]
    by_name = {table.name: table for _, table in tabular}
    return json_text(
        {
            "profile": "tabular-data-package",
            "name": "battery-policy-registry",
            "title": registry.publication.name,
            "description": ABOUT,
            "homepage": urls.absolute(base, urls.DATA),
            **({"version": days[0].isoformat(), "created": f"{days[0]}T00:00:00Z"} if days else {}),
            "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0 International"}],
            "contributors": [{"title": registry.publication.name, "role": "publisher"}],
            "resources": [_resource(file, table, by_name) for file, table in tabular],
        }
    ).encode()


def _resource(file: Distribution, table: Table, by_name: dict[str, Table]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.name,
        "description": table.description,
        "format": "csv",
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                _foreign_key(reference, by_name) for reference in table.references if _is_telling(reference, table)
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    is_list = column.kind is Kind.LIST
    constraints = {"constraints": {"required": True}} if column.is_required else {}
    return {
        "name": column.name,
        # Version 1 of Table Schema has no type for lists within a cell.
        "type": str(Kind.TEXT if is_list else column.kind),
        "description": column.description + (f' Parts stand between "{LIST_SEPARATOR}".' if is_list else ""),
        **constraints,
    }


def _is_telling(reference: Reference, table: Table) -> bool:
    """Whether the reference can be stated: validators take one of several columns, of which one is empty, for broken."""
    required = {column.name for column in table.columns if column.is_required}
    return len(reference.columns) == 1 or required.issuperset(reference.columns)


def _foreign_key(reference: Reference, by_name: dict[str, Table]) -> dict[str, Any]:
    key = by_name[reference.table].key
    return {"fields": list(reference.columns), "reference": {"resource": reference.table, "fields": list(key)}}
