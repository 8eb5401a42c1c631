"""A record as it begins: the answers of a person in the form of a record."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

SUMMARY = "The record was written."
LONGEST_ID = 60
SOURCE = "first-source"


@dataclass(frozen=True)
class Answers:
    """What a person must say of a policy before it can have a record; the names are those of the fields."""

    id: str
    region: str
    title: str
    language: str
    original_title: str
    short_title: str
    passed_by: tuple[str, ...]
    instrument: str
    bindingness: str
    status: str
    event_kind: str
    event_label: str
    since: str
    topics: tuple[str, ...]
    summary: str
    source_title: str
    source_publisher: str
    source_url: str
    source_language: str
    source_kind: str
    source_consulted: str


def first_version(answers: Answers, as_of: date) -> dict[str, Any]:
    """The fields of version 1, with one source that all of it rests on."""
    titles = ["title", "original_titles"] if answers.original_title else ["title"]
    rests = [*titles, "short_title", "passed_by", "instrument", "bindingness", "status", "topics", "summary"]
    source = {
        "id": SOURCE,
        "title": answers.source_title,
        "publisher": answers.source_publisher,
        "url": answers.source_url,
        "language": answers.source_language,
        "kind": answers.source_kind,
        "consulted": answers.source_consulted,
        "consulted_on": "" if answers.source_consulted == "not-consulted" else as_of.isoformat(),
        "supports": rests,
    }
    event = {
        "id": answers.event_kind,
        "kind": answers.event_kind,
        "date": answers.since,
        "what": answers.event_label,
        "citation": {"source": SOURCE},
    }
    record = {
        "id": answers.id,
        "version": "1",
        "region": answers.region,
        "title": {"text": answers.title, "language": "en"},
        "original_titles": [{"text": answers.original_title, "language": answers.language}] if answers.original_title else [],
        "short_title": answers.short_title,
        "passed_by": list(answers.passed_by),
        "instrument": answers.instrument,
        "bindingness": answers.bindingness,
        "status": answers.status,
        "topics": list(answers.topics),
        "summary": answers.summary,
        "events": [event] if answers.since else [],
        "sources": [{name: value for name, value in source.items() if value}],
        "history": [{"version": "1", "recorded": as_of.isoformat(), "cause": "new", "summary": SUMMARY}],
    }
    return {name: value for name, value in record.items() if value}


def proposed_id(region: str, short_title: str) -> str:
    """The region and the words of the short title in small letters; only the region where none of them is Latin."""
    plain = unicodedata.normalize("NFKD", short_title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    words = words[1:] if words[:1] == [region] else words
    id = region
    for word in words:
        if len(f"{id}-{word}") > LONGEST_ID:
            break
        id = f"{id}-{word}"
    return id
