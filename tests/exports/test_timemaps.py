"""Lists of versions, read by a parser of the link format as RFC 6690 and RFC 7089 define it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from builders import SHIPPED, history_data, publish, record_data, registry_folder, retire
from policy_registry.exports.timemaps import timemap_json, timemap_link
from policy_registry.registry import Registry
from policy_registry.store import load

BASE = "https://example.org/x/"
RFC_1123 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} 00:00:00 GMT")
_TARGET = re.compile(r"\s*<([^>]*)>")
_PARAMETER = re.compile(r'\s*;\s*([a-z]+)="([^"]*)"')
_NEXT = re.compile(r"\s*,|\s*$")


@dataclass(frozen=True)
class ParsedLink:
    address: str
    parameters: dict[str, str]

    @property
    def relations(self) -> list[str]:
        return self.parameters["rel"].split()


def parsed(content: bytes) -> list[ParsedLink]:
    """Every link of the format, letter by letter: what is not understood is an error."""
    text, place, links = content.decode("ascii"), 0, []
    while place < len(text):
        target = _TARGET.match(text, place)
        assert target, text[place:]
        place, parameters = target.end(), {}
        while parameter := _PARAMETER.match(text, place):
            assert parameter[1] not in parameters
            parameters[parameter[1]] = parameter[2]
            place = parameter.end()
        end = _NEXT.match(text, place)
        assert end, text[place:]
        links.append(ParsedLink(target[1], parameters))
        place = end.end()
    return links


def moments(content: bytes) -> list[datetime]:
    mementos = [link for link in parsed(content) if "memento" in link.relations]
    assert all(RFC_1123.fullmatch(link.parameters["datetime"]) for link in mementos)
    return [parsedate_to_datetime(link.parameters["datetime"]) for link in mementos]


def two_versions(folder: Path) -> Registry:
    root = registry_folder(folder)
    entries = (("2026-10-31", "new", "The record was written."), ("2026-11-22", "editorial", "Worded anew."))
    publish(root, record_data(history=history_data(entries[0])))
    publish(root, record_data(version="2", summary="An example that wants recycled cobalt.", history=history_data(*entries)))
    return load(root).registry


def test_a_list_names_the_original_itself_and_every_version(tmp_path: Path) -> None:
    registry = two_versions(tmp_path)
    original, self, first, last = parsed(timemap_link(registry, "eu-example", BASE))
    assert original == ParsedLink(f"{BASE}policies/eu-example/", {"rel": "original latest-version"})
    assert self.address == f"{BASE}policies/eu-example/timemap.link"
    assert self.parameters == {
        "rel": "self",
        "type": "application/link-format",
        "from": "Sat, 31 Oct 2026 00:00:00 GMT",
        "until": "Sun, 22 Nov 2026 00:00:00 GMT",
    }
    assert (first.address, first.relations) == (f"{BASE}policies/eu-example/v/1/", ["first", "memento"])
    assert (last.address, last.relations) == (f"{BASE}policies/eu-example/v/2/", ["last", "memento"])
    assert moments(timemap_link(registry, "eu-example", BASE)) == [
        datetime(2026, 10, 31, tzinfo=UTC),
        datetime(2026, 11, 22, tzinfo=UTC),
    ]


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    registry = two_versions(tmp_path)
    data = json.loads(timemap_json(registry, "eu-example", BASE))
    links = parsed(timemap_link(registry, "eu-example", BASE))
    assert data["original_uri"] == links[0].address
    assert data["timemap_uri"] == {"link_format": links[1].address, "json_format": data["self"]}
    listed = data["mementos"]["list"]
    assert [memento["uri"] for memento in listed] == [link.address for link in links[2:]]
    assert [datetime.fromisoformat(memento["datetime"]) for memento in listed] == moments(
        timemap_link(registry, "eu-example", BASE)
    )
    assert (data["mementos"]["first"], data["mementos"]["last"]) == (listed[0], listed[-1])


def test_a_retired_id_keeps_its_list_and_has_no_latest_version(tmp_path: Path) -> None:
    two_versions(tmp_path)
    root = tmp_path / "registry"
    retire(root, {"id": "eu-example", "name": "Example", "kind": "withdrawn", "on": "2026-11-22", "reason": "A mistake."})
    links = parsed(timemap_link(load(root).registry, "eu-example", BASE))
    assert links[0].relations == ["original"]
    assert [link.address for link in links[2:]] == [f"{BASE}policies/eu-example/v/{number}/" for number in (1, 2)]


def test_a_record_that_is_not_frozen_yet_has_an_empty_list(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, record_data())).registry
    assert [link.relations for link in parsed(timemap_link(registry, "eu-example", BASE))] == [
        ["original", "latest-version"],
        ["self"],
    ]
    assert json.loads(timemap_json(registry, "eu-example", BASE))["mementos"] == {"list": []}


def test_every_shipped_list_holds_every_frozen_version() -> None:
    registry = load(SHIPPED).registry
    for id, frozen in registry.frozen.items():
        content = timemap_link(registry, id, BASE)
        mementos = [link for link in parsed(content) if "memento" in link.relations]
        assert [link.address for link in mementos] == [f"{BASE}policies/{id}/v/{number}/" for number in sorted(frozen)]
        assert moments(content) == sorted(moments(content))
        assert len(json.loads(timemap_json(registry, id, BASE))["mementos"]["list"]) == len(frozen)
