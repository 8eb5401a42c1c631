"""What a filled-in form makes: a new record, or a record with one fact put right, as plain data still to be checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from policy_registry.issue_forms import FilledForm, FormError
from policy_registry.policy import Policy
from policy_registry.writing import policy_data

FACTS = ("events", "targets", "obligations", "funding")
LONGEST_SOURCE_ID = 40
OTHER = "other"


def proposed(form: FilledForm, recorded: date) -> dict[str, Any]:
    """The first version of a record. What was not answered is left out, so that the check asks for it."""
    source = _source(form, "source") | {"supports": ["title", "summary"]}
    event = {
        "id": form.term("event_kind"),
        "kind": form.term("event_kind"),
        "date": form.line("event_date"),
        "what": form.line("event_what"),
        "citation": _citation(form, "source"),
    }
    original = {"text": form.line("original_title"), "language": form.term("original_language")}
    data = {
        "id": form.line("id"),
        "version": "1",
        "region": form.term("region"),
        "jurisdiction": form.line("jurisdiction"),
        "title": {"text": form.line("title"), "language": "en"},
        "original_titles": [_told(original)] if original["text"] else [],
        "short_title": form.line("short_title"),
        "passed_by": form.lines("passed_by"),
        "instrument": form.term("instrument"),
        "bindingness": form.term("bindingness"),
        "status": form.term("status"),
        "topics": form.terms("topics"),
        "summary": form.line("summary"),
        "events": [_told(event)],
        "sources": [source],
    }
    history = {"version": "1", "recorded": recorded.isoformat(), "cause": "new", "summary": "The record was written."}
    return _told(data) | {"history": [history]}


def corrected(form: FilledForm, policy: Policy, used: Collection[str]) -> dict[str, Any]:
    """A record with the field of one fact set and cited from the source of the form; `used` are ids that are taken.

    A source on which nothing rests any more is taken out.

    Raises:
        FormError: there is no such fact, or the form leaves open which field is meant.
    """
    field = form.term("field")
    if field in {"", OTHER}:
        raise FormError("it leaves open which field is wrong, so a person has to edit the record")
    data = policy_data(policy)
    fact = fact_of(data, form.line("fact"))
    if fact is None:
        raise FormError(f"the record {policy.id} has no event, target, duty or funding line of that name")
    before = _cited(data)
    id = _add_source(form, data, used)
    fact[field] = form.line("right")
    fact["citation"] = _citation(form, id)
    fact.pop("unverified", None)
    gone = before - _cited(data)
    data["sources"] = [one for one in data["sources"] if one["id"] not in gone or one.get("supports")]
    return data


def fact_of(data: dict[str, Any], id: str) -> dict[str, Any] | None:
    """The fact of that id in the data of a record."""
    facts = (fact for collection in FACTS for fact in data.get(collection, []))
    return next((fact for fact in facts if fact["id"] == id), None)


def item_ids(data: Any) -> Iterator[str]:
    """Every id in the data of a record."""
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from item_ids(value)
    if isinstance(data, dict) and "id" in data:
        yield data["id"]


def _add_source(form: FilledForm, data: dict[str, Any], used: Collection[str]) -> str:
    """The id of the source of the form: that of the same address, read anew, or a new one."""
    told = _source(form, "")
    for source in data["sources"]:
        if source.get("url") and source["url"] == told.get("url"):
            was_read = source["consulted"] != "not-consulted"
            source["consulted_on"] = told.get("consulted_on")
            source["consulted"] = source["consulted"] if was_read else told.get("consulted")
            return str(source["id"])
    id = _free_id(form.line("source_title"), {*used, *item_ids(data)})
    data["sources"].append(told | {"id": id})
    return id


def _free_id(title: str, taken: Collection[str]) -> str:
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters)[:LONGEST_SOURCE_ID].strip("-") or "source"
    number = 1
    while (id := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return id


def _source(form: FilledForm, id: str) -> dict[str, Any]:
    source = {
        "id": id,
        "title": form.line("source_title"),
        "publisher": form.line("source_publisher"),
        "url": form.line("source_url"),
        "language": form.term("source_language"),
        "kind": form.term("source_kind"),
        "consulted": form.term("consulted"),
        "consulted_on": form.line("consulted_on"),
    }
    return _told(source)


def _citation(form: FilledForm, id: str) -> dict[str, Any]:
    return _told({"source": id, "locator": form.line("locator")})


def _cited(data: Any) -> set[str]:
    """The ids of all sources that anything in the data cites."""
    found: set[str] = set()
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        found |= _cited(value)
    if isinstance(data, dict) and isinstance(data.get("citation"), dict):
        found |= {data["citation"]["source"], *data["citation"].get("also", [])}
    return found


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}
