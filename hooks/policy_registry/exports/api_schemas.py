"""The schemas of the JSON files, under the names that the OpenAPI document calls them by."""

from __future__ import annotations

from policy_registry.exports.changes import CHANGES_SCHEMA
from policy_registry.exports.citations import CSL_SCHEMA
from policy_registry.exports.closed_object import Schema
from policy_registry.exports.json_feed import FEED_SCHEMA
from policy_registry.exports.schema import registry_schema
from policy_registry.exports.timemaps import TIMEMAP_SCHEMA
from policy_registry.exports.tombstones import TOMBSTONE_SCHEMA
from policy_registry.exports.versions import PublishedVersions
from policy_registry.record_schema import record_schema
from policy_registry.vocabulary import Vocabularies

REFERENCE = "#/components/schemas/{model}"


def named(name: str) -> Schema:
    """The schema of that name."""
    return {"$ref": REFERENCE.format(model=name)}


def api_schemas(vocabularies: Vocabularies) -> dict[str, Schema]:
    """Every schema by its name; the parts of records and of lists of versions stand beside them, each once."""
    record = record_schema(vocabularies, REFERENCE)
    versions = PublishedVersions.model_json_schema(mode="serialization", ref_template=REFERENCE)
    parts = record.pop("$defs") | versions.pop("$defs")
    del record["$schema"]
    return {
        "Record": record,
        "Tombstone": TOMBSTONE_SCHEMA,
        "RecordList": registry_schema(named("Record")),
        "Versions": versions,
        "Changes": CHANGES_SCHEMA,
        "TimeMap": TIMEMAP_SCHEMA,
        "JsonFeed": FEED_SCHEMA,
        "CslItem": CSL_SCHEMA,
        **parts,
    }
