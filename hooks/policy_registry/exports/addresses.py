"""The addresses at which programs read: each the template of a path, with what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policy_registry import urls
from policy_registry.citation_forms import FORMS
from policy_registry.distribution import Distribution
from policy_registry.exports.api_schemas import named
from policy_registry.exports.closed_object import TEXT, Schema, list_of
from policy_registry.heads import FEED_TYPES, MEDIA_TYPES

ID, VERSION, REGION, TOPIC, TABLE = "{id}", "{version}", "{region}", "{topic}", "{table}"
PLACES = (("AllRecords", "all records"), ("Region", "a region"), ("Topic", "a topic"), ("Record", "a record"))
CHOSEN = "The envelope is that of `policies.json`; `filter` names what was chosen."
CITED_NEWEST = "Only current records have one; a retired id keeps those of its versions."
DUE = "There is none where no deadline ever was to come."
FED = "One entry for each version and each retired id; changes of mere wording stand in the feed of their record only."
KEPT = "A frozen version never changes."
MEMENTOS = "After the Memento framework (RFC 7089)."
READING = "How to cite the records, and a list of them, after llmstxt.org."
RETIRED_TOO = "Of a retired id it says what became of the record."
STEPS = "Each step from version to version with its cause, its weight and every change in words; a retired id keeps its own."
BINARY: Schema = {}
COLUMNS = "`datapackage.json` says what each column holds."
SCHEMAS = {urls.ALL_POLICIES_JSON: named("RecordList"), urls.VERSIONS_JSON: named("Versions")}


@dataclass(frozen=True)
class Address:
    """A file, or the files of one kind: its path, the name of the operation, and what it gives."""

    tag: str
    path: str
    operation: str
    summary: str
    description: str
    media_type: str
    schema: Schema


def addresses(files: Iterable[Distribution]) -> Iterator[Address]:
    """Every address that is meant for programs of others."""
    yield from _dataset(files)
    yield _beside("Dataset", urls.region_json(REGION), "RegionRecords", "The records of a region", CHOSEN, named("RecordList"))
    yield _beside("Dataset", urls.topic_json(TOPIC), "TopicRecords", "The records on a topic", CHOSEN, named("RecordList"))
    yield from _records()
    yield from _versions()
    yield from _feeds()
    yield from _calendars()
    yield Address("Dataset", urls.LLMS, "getLlmsTxt", "The registry for tools that read language", READING, "text/plain", TEXT)


def _beside(tag: str, path: str, name: str, summary: str, description: str, schema: Schema = TEXT) -> Address:
    """A file that stands beside pages; hosts tell its media type by its ending."""
    return Address(tag, path, f"get{name}", summary, description, MEDIA_TYPES[path.rpartition(".")[2]], schema)


def _dataset(files: Iterable[Distribution]) -> Iterator[Address]:
    """The files of the dataset; those of its tables at one address for each form."""
    files = tuple(files)
    for file in files:
        if not file.table:
            name = "".join(word.capitalize() for word in re.split(r"\W", file.name))
            yield _whole(file.path, f"get{name}", file.name, file.description, file.media_type)
    forms = {file.name.rpartition(".")[2]: file.media_type for file in files if file.table}
    for ending, media_type in forms.items():
        name, words = f"getTable{ending.capitalize()}", f"A table as a .{ending} file"
        yield _whole(urls.data(f"{TABLE}.{ending}"), name, words, COLUMNS, media_type)


def _whole(path: str, name: str, summary: str, description: str, media_type: str) -> Address:
    told = MEDIA_TYPES.get(path.rpartition(".")[2], media_type)
    return Address("Dataset", path, name, summary, description, told, _schema(path, told))


def _schema(path: str, media_type: str) -> Schema:
    """The schema of a file of the dataset: OpenAPI 3.1 has none for bytes that are no text."""
    if path.endswith((".json", ".jsonld")):
        return SCHEMAS.get(path, {"type": "object"})
    return TEXT if media_type.startswith("text/") or path.endswith(".ndjson") else BINARY


def _records() -> Iterator[Address]:
    either = {"oneOf": [named("Record"), named("Tombstone")]}
    yield _beside("Records", urls.record_json(ID), "Record", "A record as JSON", RETIRED_TOO, either)
    yield _beside("Records", urls.record_yaml(ID), "RecordYaml", "A record as YAML", RETIRED_TOO)
    yield _beside("Records", urls.record_markdown(ID), "RecordMarkdown", "A record in words", RETIRED_TOO)
    yield _beside("Records", urls.changes_json(ID), "Changes", "What each version changed", STEPS, named("Changes"))
    yield from _citations("Records", urls.policy(ID), "Record", "the newest version", CITED_NEWEST)


def _versions() -> Iterator[Address]:
    yield _beside("Versions", urls.timemap_json(ID), "TimeMap", "The versions with their days", MEMENTOS, named("TimeMap"))
    yield _beside("Versions", urls.timemap_link(ID), "TimeMapLink", "The same in the link format", MEMENTOS)
    yield _beside("Versions", urls.version_yaml(ID, VERSION), "VersionYaml", "A version as YAML", KEPT)
    yield _beside("Versions", urls.version_markdown(ID, VERSION), "VersionMarkdown", "A version in words", KEPT)
    yield from _citations("Versions", urls.version(ID, VERSION), "Version", "a version", KEPT)


def _citations(tag: str, page: str, owner: str, cited: str, description: str) -> Iterator[Address]:
    for form in FORMS:
        path = urls.citation_file(page, form.file)
        schema = list_of(named("CslItem")) if path.endswith(".json") else TEXT
        name = f"{owner}Citation{form.name.replace('-', '')}"
        yield _beside(tag, path, name, f"The reference to {cited} as {form.name}", description, schema)


def _feeds() -> Iterator[Address]:
    for form, name, schema in (("json", "JSON Feed", named("JsonFeed")), ("atom", "Atom feed", TEXT)):
        paths = (urls.feed(form), urls.region_feed(REGION, form), urls.topic_feed(TOPIC, form), urls.policy_feed(ID, form))
        for path, (owner, words) in zip(paths, PLACES, strict=True):
            operation = f"get{owner}{name.replace(' ', '')}"
            yield Address("Feeds", path, operation, f"The {name} of {words}", FED, FEED_TYPES[form], schema)


def _calendars() -> Iterator[Address]:
    paths = (urls.CALENDAR_FILE, urls.region_calendar(REGION), urls.topic_calendar(TOPIC), urls.policy_calendar(ID))
    for path, (owner, words) in zip(paths, PLACES, strict=True):
        yield _beside("Calendars", path, f"{owner}Calendar", f"The deadlines of {words} as iCalendar", DUE)
