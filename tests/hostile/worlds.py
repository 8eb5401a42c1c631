"""A registry in which every text that people write freely is made by a function, so that two can differ in these only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from typing import Any

from builders import (
    CITATION,
    event_data,
    history_data,
    obligation_data,
    publish,
    record_data,
    registry_folder,
    retire,
    source_data,
    target_data,
    write_briefing,
)
from policy_registry.writing import yaml_text

# The text of a place; the place is named so that the text can be found again.
Words = Callable[[str], str]

ID, OTHER, GONE = "eu-example", "cn-example", "eu-gone"


def full_record(words: Words, edition: str = "") -> dict[str, Any]:
    """A record that has every field; an edition is named in what differs from another edition."""

    def said(place: str) -> str:
        return words(f"{place}{edition}")

    citation = {"source": "oj", "locator": words("locator"), "also": ["paper"]}
    waiting = {"later_of": ["2025-02-18", {"months": "12", "after": words("after"), "happened": None, "expected": "2027-03"}]}
    measured = {"value": "16", "max_value": "20", "comparator": "between", "unit": "percent", "citation": citation}
    unknown = {"citation": None, "unverified": words("unverified")}
    doubted = {"until": "2025-07-31", "unverified": words("was unverified")}
    before = {"until": "2025-07-31", "changed_by": OTHER, "citation": citation, "note": words("earlier note")}
    return record_data(
        ID,
        topics=["recycling", "hostile"],
        instrument="hostile",
        jurisdiction="FR",
        title={"text": said("title"), "language": "en"},
        original_titles=[{"text": words("original title"), "language": "fr"}],
        short_title=said("short title"),
        also_known_as=[words("also known as"), words("other name")],
        passed_by=[words("passed by"), words("passed by too")],
        status_note=said("status note"),
        identifiers={
            "celex": words("celex"),
            "eli": "http://data.europa.eu/eli/reg/2023/1542/oj",
            "document-number": [words("number"), words("further number")],
        },
        summary=said("summary"),
        events=[
            event_data(what=said("event"), citation=citation, note=words("event note")),
            event_data(id="rumour", kind="announced", what=words("rumour"), **unknown),
        ],
        targets=[
            target_data(
                **measured | {"measured_as": words("measured as")},
                what=said("target"),
                material=words("material"),
                chemistry=words("chemistry"),
                scope=words("scope"),
                baseline=words("baseline"),
                stated_from="2025-07-31",
                note=words("target note"),
                earlier=[
                    before
                    | {
                        "value": "12",
                        "comparator": "at-least",
                        "unit": "percent",
                        "measured_as": words("was measured as"),
                        "by": "2030",
                    }
                ],
            ),
            target_data(id="doubted", what=words("doubted"), earlier=[doubted | {"by": "2030"}], **unknown),
        ],
        obligations=[
            obligation_data(
                what=said("duty"),
                who_exactly=words("who exactly"),
                applies_from=waiting,
                applies_until="2040",
                citation=citation,
                note=words("duty note"),
                earlier=[before | {"applies_from": {"days": "90", "after": words("was after"), "happened": "2025-01-01"}}],
            ),
            obligation_data(id="doubted-duty", earlier=[doubted | {"applies_from": "2026"}], **unknown),
        ],
        funding=[
            {
                "id": "grants",
                "form": "grant",
                "what": said("funding"),
                "paid_by": words("paid by"),
                "paid_to": words("paid to"),
                "value": "3",
                "comparator": "about",
                "unit": "EUR",
                "measured_as": words("money measured as"),
                "starts": "2026",
                "ends": "2028",
                "period": words("period"),
                "citation": citation,
                "note": words("funding note"),
            },
            {"id": "doubted-money", "form": "loan", "what": words("doubted money"), **unknown},
        ],
        relations=[
            {"id": "beside", "type": "complements", "target": OTHER, "citation": citation, "note": words("relation note")},
            {"id": "beyond", "type": "complements", "unrecorded": words("unrecorded"), "citation": citation},
            {"id": "doubted-relation", "type": "complements", "target": OTHER, **unknown},
        ],
        sources=[
            source_data(
                title=words("source"),
                publisher=words("publisher"),
                note=words("source note"),
                archived_url="https://example.org/archived",
                supports=["title", "summary"],
            ),
            source_data(id="paper", title=words("paper"), publisher=words("printer"), kind="secondary", linkable="false"),
        ],
        open_questions=[{"id": "open", "text": said("question"), "check_on": "2027"}],
    )


def hostile_world(folder: Path, words: Words) -> Path:
    """A registry folder that holds such a record in two versions, and every other file that has free texts."""
    first, second = ("2026-11-01", "new", words("history")), ("2026-11-20", "correction", words("history of version 2"))
    gone = record_data(GONE, short_title=words("gone"), history=history_data(("2026-10-01", "new", words("history of gone"))))
    other = record_data(OTHER, relations=[{"id": "back", "type": "complements", "target": ID, "citation": CITATION}])
    root = registry_folder(folder, gone, other)
    publish(
        root,
        full_record(words, " of version 1") | {"history": history_data(first)},
        full_record(words) | {"version": "2", "history": history_data(first, second)},
    )
    publish(root, gone)
    retire(
        root,
        {
            "id": GONE,
            "name": words("gone name"),
            "kind": "merged",
            "on": "2026-11-20",
            "reason": words("reason"),
            "successors": [ID],
        },
    )
    cells = [
        {
            "topic": "carbon-footprint",
            "region": "kr",
            "state": "none-found",
            "checked_on": "2026-11-20",
            "where": words("where"),
            "note": words("coverage note"),
        }
    ]
    said = [
        {
            "id": "mended",
            "region": "eu",
            "said": words("said"),
            "right": words("right"),
            "record": ID,
            "source": "oj",
            "note": words("correction note"),
        }
    ]
    files = {
        "coverage.yml": {"cells": cells},
        "corrections.yml": {"corrections": said},
        "publication.yml": {"name": words("publisher of all")},
    }
    for name, data in files.items():
        (root / name).write_text(yaml_text(data), encoding="utf-8")
    term = {"id": "hostile", "label": words("term"), "definition": words("definition"), "alt_labels": [words("alt")]}
    for name in ("topics", "instruments", "statuses"):
        path = root / f"vocabularies/{name}.yml"
        path.write_text(path.read_text(encoding="utf-8") + indent(yaml_text([term]), "  "), encoding="utf-8")
    write_briefing(root, f'**Words** on {{{{ policy("{ID}") }}}} and {{{{ value("{ID}", "doubted") }}}}.\n')
    return root
