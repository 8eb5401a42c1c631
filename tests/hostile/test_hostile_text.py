"""A registry in which every free text would like to be more than text: none becomes an element, a script or a line of its own,
and each comes back from every format as it was."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pandas
import pytest
import rispy
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from markdown_it import MarkdownIt
from markup import PIECES, Anatomy, harmless
from playwright.sync_api import Browser, Dialog
from pybtex.database import parse_string
from pydantic import BaseModel
from worlds import ID, full_record, hostile_world

from builders import PROJECT, TODAY, obligation_data, record_data, registry_folder, source_data, target_data
from conftest import EPOCH
from policy_registry.checking import check
from policy_registry.outputs import PageOutput
from policy_registry.place import Place
from policy_registry.policy import Policy
from policy_registry.reading import read_policy
from policy_registry.registry import Registry
from policy_registry.site import plan_site
from policy_registry.store import load
from policy_registry.writing import yaml_text
from servers import serving
from sites import BuiltSite, build_site

BASE = "https://example.org/x/"
EVIL = " ".join(piece for piece in PIECES if piece != "|")


def hostile(place: str) -> str:
    """All of it, in every place."""
    return f"A {place}: {EVIL} end."


def tame(place: str) -> str:
    return harmless(hostile(place))


@dataclass(frozen=True)
class World:
    """A registry and all that is made of it."""

    root: Path
    registry: Registry
    pages: dict[str, PageOutput]
    files: dict[str, bytes]

    def files_of(self, suffix: str) -> dict[str, bytes]:
        found = {path: content for path, content in self.files.items() if path.endswith(suffix)}
        assert found
        return found


def world(folder: Path, words: Any) -> World:
    root = hostile_world(folder, words)
    loaded = load(root)
    assert list(check(loaded, TODAY)) == []
    plan = plan_site(loaded.registry, TODAY, Place(BASE))
    pages = {page.path: page for page in plan.pages}
    return World(root, loaded.registry, pages, {file.path: bytes(file.content) for file in plan.files})


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world(tmp_path_factory.mktemp("evil"), hostile)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world(tmp_path_factory.mktemp("good"), tame)


def strings(data: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(data, str):
        yield data
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from strings(item)


def texts_of(part: BaseModel) -> Iterator[tuple[str, str]]:
    """The class and the field of every text in a part of a record."""
    for name, value in part:
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from texts_of(item)
            elif item is not None:
                yield type(part).__name__, name


def test_every_free_text_of_the_model_is_tried() -> None:
    schema = Policy.model_json_schema()
    parts = {"Policy": schema, **schema["$defs"]}
    free = {
        (part, name)
        for part, one in parts.items()
        for name, field in one.get("properties", {}).items()
        if '"maxLength": 4000' in json.dumps(field)
    }
    assert len(free) > 40
    assert free - set(texts_of(Policy.model_validate(full_record(hostile)))) == set()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript://x/%0aalert(1)", "data:text/html,x", "vbscript:x", "//x.org/", "file:///x"]
)
def test_an_address_that_could_run_something_is_no_address(tmp_path: Path, address: str) -> None:
    loaded = load(registry_folder(tmp_path, record_data(sources=[source_data(url=address, archived_url=address)])))
    assert [problem.rule for problem in loaded.problems] == ["url-malformed"] * 2


@pytest.mark.parametrize(
    "words",
    [
        "a\r\nATTENDEE:x",
        "a\nb",
        "a\tb",
        "a\0b",
        "a\u2028b",
        "a\u202eb",
        "=1+1",
        "＝1+1",
        "@x",
        "+1",
        "-1",
        "a | b",
        " a",
        "a  b",
    ],
)
@pytest.mark.parametrize("field", ["short_title", "summary", "target", "duty"])
def test_what_no_text_may_hold_is_refused_wherever_it_stands(tmp_path: Path, words: str, field: str) -> None:
    changes: dict[str, Any] = {
        "target": {"targets": [target_data(what=words)]},
        "duty": {"obligations": [obligation_data(what=words)]},
    }
    problems = read_policy(yaml_text(record_data(**changes.get(field, {field: words}))), "a.yml").problems
    assert {problem.rule for problem in problems} <= {"text-character", "text-sign", "text-spacing", "yaml-syntax"}
    assert len(problems) == 1


def test_no_text_makes_an_element_of_a_page(evil: World, good: World) -> None:
    assert len(evil.pages) == len(good.pages)
    assert set(evil.pages) == set(good.pages)
    for path, page in evil.pages.items():
        for part in ("html", "head"):
            one, other = Anatomy(getattr(page, part)), Anatomy(getattr(good.pages[path], part))
            assert one.elements == other.elements, path
            assert (one.acting, one.faults) == ([], []), path
            assert len(one.scripts) == len(other.scripts)


def test_every_text_of_the_record_stands_on_its_page_as_words(evil: World) -> None:
    shown = Anatomy(evil.pages[f"policies/{ID}/"].html).text
    policy = evil.registry.policy(ID)
    assert policy
    # The page shows what the law said before in one line, without its remarks.
    told = set(strings(policy.model_dump(mode="json"))) - {hostile("earlier note"), hostile("was unverified")}
    for words in {text for text in told if text.startswith("A ")}:
        assert " ".join(words.split()) in shown, words[:40]


def test_linked_data_stays_in_its_script_and_gives_the_texts_back(evil: World) -> None:
    for path, page in evil.pages.items():
        for script in Anatomy(page.head).scripts:
            assert not set("<>&") & set(script), path
            json.loads(script)
    (script,) = Anatomy(evil.pages[f"policies/{ID}/"].head).scripts
    assert {hostile("title"), hostile("summary"), hostile("passed by")} <= set(strings(json.loads(script)))


def test_forwards_and_frames_have_no_further_element(evil: World, good: World) -> None:
    pages, others = evil.files_of(".html"), good.files_of(".html")
    assert len(pages) == len(others)
    for path in set(pages) & set(others):
        one, other = Anatomy(pages[path].decode()), Anatomy(others[path].decode())
        assert (one.elements, one.acting, one.faults) == (other.elements, [], []), path
    for path, content in pages.items():
        assert Anatomy(content.decode()).acting == [], path


def test_pictures_are_sound_and_have_no_further_element(evil: World, good: World) -> None:
    number = 0
    for path, page in evil.pages.items():
        drawn, others = (re.findall(r"<svg.*?</svg>", one.html, re.S) for one in (page, good.pages[path]))
        for svg, other in zip(drawn, others, strict=True):
            names = [[element.tag for element in ElementTree.fromstring(unentitied(one)).iter()] for one in (svg, other)]
            assert names[0] == names[1]
            number += 1
    assert number


def unentitied(svg: str) -> str:
    """XML knows five entities only."""
    return re.sub(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)\w+;", lambda match: unescape(match[0]), svg)


def test_json_gives_every_text_back(evil: World) -> None:
    for content in evil.files_of(".json").values():
        json.loads(content)
    wanted = {text for text in strings(full_record(hostile)) if text.startswith("A ")}
    for path in (f"policies/{ID}/record.json", "data/policies.json"):
        assert wanted <= set(strings(json.loads(evil.files[path]))), path
    lines = evil.files["data/policies.ndjson"].split(b"\n")
    assert len(lines) == 3
    assert wanted <= set(strings([json.loads(line) for line in lines if line]))


def test_yaml_gives_the_record_back(evil: World) -> None:
    again = read_policy(evil.files[f"policies/{ID}/record.yml"].decode(), "a.yml")
    assert again.problems == ()
    assert again.policy == evil.registry.policy(ID)


def test_tables_give_the_texts_back_and_hold_no_formula(evil: World, tmp_path: Path) -> None:
    wanted = {
        hostile(place)
        for place in (
            "target",
            "scope",
            "measured as",
            "duty",
            "who exactly",
            "event",
            "funding",
            "paid by",
            "title",
            "summary",
        )
    }
    cells: set[str] = set()
    for content in evil.files_of(".csv").values():
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
        cells.update(cell for row in rows for cell in row)
    assert wanted <= cells
    assert not [cell for cell in cells if cell[:1] in set("=+@＝＋－＠\t\r") and len(cell) > 1]
    assert not [cell for cell in cells if cell.startswith("-") and not re.fullmatch(r"-[0-9.]+", cell)]
    (tmp_path / "a.sqlite").write_bytes(evil.files["data/registry.sqlite"])
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            cell
            for name in names
            if "search" not in name
            for row in database.execute(f'SELECT * FROM "{name}"')
            for cell in row
        }
    assert wanted <= found
    frames = [pandas.read_parquet(io.BytesIO(content)) for content in evil.files_of(".parquet").values()]
    assert wanted <= {cell for frame in frames for column in frame for cell in frame[column] if isinstance(cell, str)}


def test_feeds_are_sound_and_their_texts_are_text(evil: World, good: World) -> None:
    feeds = [path for path in evil.files if path.endswith((".xml", ".atom"))]
    assert feeds
    for path in feeds:
        trees = [[element.tag for element in ElementTree.fromstring(one.files[path]).iter()] for one in (evil, good)]
        assert trees[0] == trees[1], path
        read = feedparser.parse(evil.files[path])
        assert not read.bozo, path
        assert not [entry for entry in read.entries if any(link.href.startswith("javascript") for link in entry.links)]
    assert any(
        hostile("history of version 2") in "".join(ElementTree.fromstring(evil.files[path]).itertext()) for path in feeds
    )


def test_calendars_have_no_further_line(evil: World, good: World) -> None:
    texts: set[str] = set()
    for path, content in evil.files_of(".ics").items():
        names = [
            [line.partition(b":")[0].partition(b";")[0] for line in one.replace(b"\r\n ", b"").split(b"\r\n")]
            for one in (content, good.files[path])
        ]
        assert names[0] == names[1], path
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        read, other = Calendar.from_ical(content), IcsCalendarStream.calendar_from_ics(content.decode())
        found = [str(event["SUMMARY"]) for event in read.walk("VEVENT")]
        assert sorted(found) == sorted(str(event.summary) for event in other.events)
        texts.update(" ".join(text.split()) for text in found)
    assert any(" ".join(hostile("duty").split()) in text for text in texts)


def test_references_come_back_from_the_programs_of_others(evil: World) -> None:
    for path, content in evil.files_of(".bib").items():
        assert len(parse_string(content.decode(), "bibtex").entries) == 1, path
        assert "\\input" not in content.decode(), path
    for path, content in evil.files_of(".ris").items():
        (entry,) = rispy.loads(content.decode())
        assert entry["type_of_reference"] == "DATA" or entry["title"], path
    (entry,) = rispy.loads(evil.files[f"policies/{ID}/cite.ris"].decode())
    (item,) = json.loads(evil.files[f"policies/{ID}/cite.json"])
    assert entry["title"] == item["title"] == hostile("short title")
    assert entry["authors"] == [hostile("publisher of all")]


def test_markdown_makes_no_element_of_a_text(evil: World, good: World) -> None:
    renderer = MarkdownIt("commonmark")
    for path, content in (evil.files_of(".md") | evil.files_of(".txt")).items():
        one, other = (Anatomy(renderer.render(text.decode())) for text in (content, good.files[path]))
        assert one.elements == other.elements, path
        assert (one.acting, one.faults) == ([], []), path
    shown = Anatomy(renderer.render(evil.files[f"policies/{ID}/record.md"].decode())).text
    for place in ("short title", "summary", "target", "duty", "event", "funding", "question", "source", "publisher"):
        assert " ".join(hostile(place).split()) in shown, place


def test_the_search_holds_texts_as_they_are(evil: World) -> None:
    plan = plan_site(evil.registry, TODAY, Place(BASE))
    found = [entry for entry in plan.search(()) if hostile("short title") in entry.every_name]
    assert [entry.path for entry in found] == [f"policies/{ID}/"]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, evil: World, good: World) -> tuple[BuiltSite, BuiltSite]:
    """What MkDocs and its theme make of both."""
    folder = tmp_path_factory.mktemp("built")
    one, other = (
        build_site(PROJECT, folder / name, epoch=EPOCH, registry=each.root) for name, each in (("evil", evil), ("good", good))
    )
    return one, other


def test_no_text_makes_an_element_of_a_built_page(sites: tuple[BuiltSite, BuiltSite]) -> None:
    one, other = sites
    for path in set(one.pages) & set(other.pages):
        evil_page, good_page = Anatomy(one.pages[path].html), Anatomy(other.pages[path].html)
        assert evil_page.elements == good_page.elements, path
        assert evil_page.acting == good_page.acting, path
        assert len(evil_page.scripts) == len(good_page.scripts), path
    assert len(one.pages) == len(other.pages)
    assert len(set(one.pages) & set(other.pages)) > 80
    entries = [json.loads(file.read_text(encoding="utf-8")) for file in (one.folder / "search").rglob("*.json")]
    assert hostile("short title") in set(strings(entries))


def test_nothing_runs_in_a_browser(sites: tuple[BuiltSite, BuiltSite], browser: Browser) -> None:
    dialogs: list[str] = []

    def told(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with serving(sites[0].folder) as address:
        context = browser.new_context()
        page = context.new_page()
        page.on("dialog", told)
        for path in (
            "",
            f"policies/{ID}/",
            f"policies/{ID}/changes/",
            "policies/",
            "calendar/",
            f"compare/policies/?p={ID}&p=cn-example",
            "?q=window.slipped",
        ):
            page.goto(address + path, wait_until="networkidle")
            assert page.evaluate("window.slipped") is None, path
            assert page.locator("img[src='x'], base[href*='//x']").count() == 0, path
        assert dialogs == []
        context.close()
