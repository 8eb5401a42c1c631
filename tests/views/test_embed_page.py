"""What a frame says, asked of its view, and the code that makes one."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from builders import (
    TODAY,
    a_policy,
    event_data,
    obligation_data,
    publish,
    record_data,
    registry_folder,
    retire,
    source_data,
    target_data,
)
from policy_registry.embed_code import embed_code
from policy_registry.place import Place
from policy_registry.sharing import embed
from policy_registry.store import load
from policy_registry.views.embed_page import EmbedPage, embed_page
from policy_registry.views.policy_page import policy_page

BASE = "https://registry.example.org/batteries/"
EVIL = '<script>alert(1)</script> & <b x="y">\''


def frame(folder: Path, day: date = TODAY, **changes: Any) -> EmbedPage:
    registry = load(registry_folder(folder, record_data(**changes))).registry
    return embed_page(registry, registry.policies[0], day, BASE, "The Registry")


class _Strict(HTMLParser):
    """Reads HTML that closes what it opens, and keeps every tag with its attributes and every run of text."""

    EMPTY = frozenset({"meta", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in self.EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def names(self) -> set[str]:
        return {tag for tag, _ in self.tags}


def pages(root: Path) -> dict[str, _Strict]:
    registry, place = load(root).registry, Place(BASE, name="The Registry")
    files = (file for id in registry.every_id() for file in embed(registry, id, TODAY, place))
    return {file.path: _Strict(file.content.decode()) for file in files}


def test_the_next_dates_come_first_and_other_targets_fill_what_is_left(tmp_path: Path) -> None:
    view = frame(
        tmp_path,
        obligations=[
            obligation_data(), obligation_data(id="past", applies_from="2024"), obligation_data(id="soon", applies_from="2027"),
        ],
        targets=[
            target_data(id="over", standing="lapsed", by="2030"),
            target_data(id="undated", by=None),
            target_data(),
        ],
    )  # fmt: skip
    assert [row.id for row in view.dates] == ["passport", "soon", "recycled-cobalt-2031"]
    assert [row.id for row in view.targets] == ["undated", "over"]


def test_a_frame_shows_five_facts_at_most(tmp_path: Path) -> None:
    targets = [target_data(id=f"target-{number}", by=str(2030 + number)) for number in range(9)]
    view = frame(tmp_path, targets=targets)
    assert [row.id for row in view.dates] == ["passport", *(f"target-{number}" for number in range(4))]
    assert view.targets == ()


def test_the_dates_run_from_the_day_that_is_named(tmp_path: Path) -> None:
    view = frame(tmp_path, date(2028, 1, 2))
    assert [row.id for row in view.dates] == ["recycled-cobalt-2031"]
    assert view.as_of.replace("\u00a0", " ") == "2 January 2028"


def test_what_is_no_longer_law_has_no_next_dates(tmp_path: Path) -> None:
    repealed = event_data(id="repeal", kind="repealed", date="2025-08-18")
    view = frame(tmp_path, status="repealed", events=[event_data(), repealed])
    assert view.dates == ()
    assert [row.id for row in view.targets] == ["recycled-cobalt-2031"]


def test_a_date_that_waits_says_so_and_gives_its_rule(tmp_path: Path) -> None:
    waits = {"later_of": ["2027-02-18", {"months": "12", "after": "the delegated act", "happened": None}]}
    root = registry_folder(tmp_path, record_data(obligations=[obligation_data(applies_from=waits)], targets=None))
    words = " ".join(" ".join(pages(root)["embed/eu-example/index.html"].words).replace("\u00a0", " ").split())
    assert "pending, not before 18 February 2027" in words
    assert "The later of 18 February 2027 and 12 months after the delegated act" in words


def test_a_fact_that_no_source_supports_is_marked_in_the_frame(tmp_path: Path) -> None:
    unread = source_data(id="unread", consulted="not-consulted", consulted_on=None)
    del unread["consulted_on"]
    doubtful = obligation_data(citation={"source": "unread"})
    root = registry_folder(tmp_path, record_data(obligations=[doubtful], targets=None, sources=[source_data(), unread]))
    assert "unverified" in pages(root)["embed/eu-example/index.html"].words


def test_a_retired_id_keeps_its_frame_and_says_where_to_go(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    publish(root, record_data("eu-old"), record_data("eu-new"))
    gone = {
        "id": "eu-old",
        "name": "Old",
        "kind": "merged",
        "on": "2026-11-22",
        "reason": "It was one act.",
        "successors": ["eu-new"],
    }
    retire(root, gone)  # fmt: skip
    page = pages(root)["embed/eu-old/index.html"]
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert {"../../policies/eu-old/", "../../policies/eu-new/"} <= set(links)
    assert "The record was retired on 22 November 2026. It was one act." in [word.replace("\u00a0", " ") for word in page.words]


def test_a_frame_needs_no_script_and_every_link_leaves_it(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(original_titles=[{"text": "電池法", "language": "ja"}]))
    page = pages(root)["embed/eu-example/index.html"]
    assert not page.names & {"script", "style", "img", "iframe", "base"}
    for tag, attributes in page.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "a" or attributes["target"] == "_top"
    assert ("html", {"lang": "en"}) in page.tags
    assert ("p", {"class": "original", "lang": "ja"}) in page.tags
    assert ("meta", {"name": "robots", "content": "noindex"}) in page.tags
    assert ("link", {"rel": "canonical", "href": f"{BASE}policies/eu-example/"}) in page.tags
    assert {attributes["href"] for tag, attributes in page.tags if tag == "a"} >= {
        "../../", "../../policies/eu-example/", "../../policies/eu-example/v/1/", "../../policies/eu-example/#passport",
    }  # fmt: skip


def test_markup_in_a_record_stays_text_in_the_frame(tmp_path: Path) -> None:
    changes: dict[str, Any] = {
        "short_title": EVIL, "title": {"text": EVIL, "language": "en"}, "summary": EVIL, "status_note": EVIL,
        "original_titles": [{"text": EVIL, "language": "ko"}], "targets": [target_data(what=EVIL)],
        "obligations": [obligation_data(what=EVIL, applies_from={"months": "1", "after": EVIL, "happened": None})],
    }  # fmt: skip
    page = pages(registry_folder(tmp_path, record_data(**changes)))["embed/eu-example/index.html"]
    assert not page.names & {"script", "b"}
    assert page.words.count(EVIL) == 6


@pytest.mark.parametrize("name", ["Battery Act", EVIL, 'A "quoted" & <odd> name\'s'])
def test_the_code_is_one_frame_with_a_whole_address_and_a_title(name: str) -> None:
    code = embed_code(a_policy(short_title=name), BASE).text
    ((tag, attributes),) = _Strict(code).tags
    assert tag == "iframe"
    assert (attributes["src"], attributes["title"]) == (f"{BASE}embed/eu-example/", name)
    assert "\n" not in code


def test_a_frozen_version_offers_no_frame_because_frames_show_the_record_as_it_is(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    publish(root, record_data())
    registry = load(root).registry
    policy = registry.policies[0]
    now = policy_page(registry, policy, TODAY, Place(BASE))
    assert now.embed
    assert now.embed.page == "embed/eu-example/"
    assert policy_page(registry, policy, TODAY, Place(BASE), policy).embed is None
