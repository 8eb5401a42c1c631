"""Tiny worlds for tests: records as plain data, registries as folders."""

from __future__ import annotations

import copy
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from policy_registry.archive import freeze
from policy_registry.lettering import TYPEFACE_FILES, Typefaces
from policy_registry.policy import Policy
from policy_registry.writing import yaml_text

PROJECT = Path(__file__).resolve().parent.parent
SHIPPED = PROJECT / "registry"
TODAY = date(2026, 11, 22)
CITATION = {"source": "oj", "locator": "Art. 1"}


def record_data(id: str = "eu-example", **changes: Any) -> dict[str, Any]:
    """The fields of a small valid record, with some of them changed; None takes a field out."""
    data: dict[str, Any] = {
        "id": id,
        "version": "1",
        "region": id[:2],
        "title": {"text": f"Example of {id}", "language": "en"},
        "short_title": f"Example {id}",
        "passed_by": ["European Parliament"],
        "instrument": "regulation",
        "bindingness": "binding",
        "status": "in-force",
        "topics": ["recycling"],
        "summary": "An example that asks for recycled cobalt.",
        "events": [event_data()],
        "targets": [target_data()],
        "obligations": [obligation_data()],
        "sources": [source_data()],
        "verified": [{"on": "2026-11-22", "method": "against-sources", "result": "first-entry"}],
        "history": [{"version": "1", "recorded": "2026-11-22", "cause": "new", "summary": "The record was written."}],
    }
    data.update(copy.deepcopy(changes))
    return {key: value for key, value in data.items() if value is not None}


def event_data(**changes: Any) -> dict[str, Any]:
    return {
        "id": "entry-into-force",
        "kind": "in-force",
        "date": "2023-08-17",
        "what": "Enters into force",
        "citation": CITATION,
    } | changes


def target_data(**changes: Any) -> dict[str, Any]:
    return {
        "id": "recycled-cobalt-2031",
        "metric": "recycled-content",
        "what": "Minimum recycled cobalt",
        "standing": "requirement",
        "value": "16",
        "comparator": "at-least",
        "unit": "percent",
        "measured_as": "share of cobalt in active materials",
        "by": "2031-08-18",
        "citation": CITATION,
    } | changes


def obligation_data(**changes: Any) -> dict[str, Any]:
    return {
        "id": "passport",
        "what": "Give each battery a passport",
        "who": ["economic-operators"],
        "applies_from": "2027-02-18",
        "citation": CITATION,
    } | changes


def source_data(**changes: Any) -> dict[str, Any]:
    return {
        "id": "oj",
        "title": "The act",
        "publisher": "Official Journal",
        "url": "https://example.org/act",
        "language": "en",
        "kind": "primary",
        "consulted": "provisions",
        "consulted_on": "2026-11-22",
    } | changes


def a_policy(id: str = "eu-example", **changes: Any) -> Policy:
    """A small valid policy."""
    return Policy.model_validate(record_data(id, **changes))


def registry_folder(folder: Path, *records: dict[str, Any]) -> Path:
    """A registry on disk with the shipped vocabularies and the given records."""
    root = folder / "registry"
    shutil.copytree(SHIPPED / "vocabularies", root / "vocabularies")
    (root / "policies").mkdir()
    for data in records:
        write_record(root, yaml_text(data), data["id"])
    return root


def write_record(root: Path, text: str, id: str) -> Path:
    """Write one record file where its id wants it."""
    path = root / "policies" / id[:2] / f"{id}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def typefaces() -> Typefaces:
    """The typefaces that the site ships."""
    fonts = PROJECT / "docs" / "assets" / "fonts"
    return Typefaces(*((fonts / name).read_bytes() for name in TYPEFACE_FILES))


def three_policies() -> tuple[dict[str, Any], ...]:
    """Three records of three regions that relate to one another and have titles in two scripts."""
    china = record_data(
        "cn-example",
        original_titles=[{"text": "新能源汽车动力蓄电池回收利用管理办法", "language": "zh"}],
        identifiers={"cn-document": "工信部令第1号"},
        topics=["recycling", "safety"],
    )
    korea = record_data(
        "kr-example",
        original_titles=[{"text": "이차전지 산업 혁신전략", "language": "ko"}],
        status="adopted",
        events=[event_data(id="adopted-2022", kind="adopted", date="2022-11")],
        obligations=[
            obligation_data(
                applies_from={"later_of": ["2025-02-18", {"months": "12", "after": "the delegated act", "happened": None}]}
            )
        ],
    )
    europe = record_data(
        "eu-example",
        identifiers={"celex": "32023R1542"},
        relations=[{"id": "beside-china", "type": "complements", "target": "cn-example", "citation": CITATION}],
    )
    return china, korea, europe


def history_data(*entries: tuple[str, str, str]) -> list[dict[str, str]]:
    """The history of a record, newest first, from (day, cause, summary), oldest first."""
    numbered = enumerate(entries, start=1)
    return [
        {"version": str(number), "recorded": day, "cause": cause, "summary": summary}
        for number, (day, cause, summary) in reversed(list(numbered))
    ]


def publish(root: Path, *states: dict[str, Any]) -> None:
    """Write the states of a record one after the other and freeze each, as its versions."""
    for data in states:
        freeze(root, Policy.model_validate(data))
        write_record(root, yaml_text(data), data["id"])


def retire(root: Path, *retirements: dict[str, Any]) -> None:
    """Take the records away and say in retired.yml what became of them."""
    for data in retirements:
        (root / "policies" / data["id"][:2] / f"{data['id']}.yml").unlink(missing_ok=True)
    (root / "retired.yml").write_text(yaml_text({"retired": list(retirements)}), encoding="utf-8")


def write_briefing(root: Path, text: str, region: str = "eu") -> Path:
    """Write the briefing of a region."""
    path = root / "briefings" / f"{region}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
