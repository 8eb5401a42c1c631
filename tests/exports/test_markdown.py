"""Records as Markdown, read back by a renderer that we did not write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builders import (
    CITATION,
    SHIPPED,
    TODAY,
    event_data,
    history_data,
    obligation_data,
    publish,
    record_data,
    registry_folder,
    retire,
    source_data,
    target_data,
)
from policy_registry import urls
from policy_registry.exports.markdown import record_markdown
from policy_registry.exports.tombstones import tombstone_markdown
from policy_registry.markdown_text import address_link, escaped
from policy_registry.outline import Item, Outline, outline
from policy_registry.outputs import page
from policy_registry.place import Place
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.store import load
from policy_registry.views.policy_page import policy_page

BASE = "https://example.org/x/"
COMMONMARK = MarkdownIt("commonmark")
# Tables, strike-through and bare links, which code hosts add; none of them may change a text either.
ADDED = MarkdownIt("gfm-like", {"linkify": False})
HOSTILE = (
    "*a* _b_ __init__ **c**",
    "[a](javascript:b) ![c](d) [e] [f]: g",
    "a | b | c",
    "<script>alert(1)</script> <!-- a --> <https://example.org>",
    "`a` ``b`` ```",
    "# a ## b #",
    "- a",
    "+ a",
    "* * *",
    "---",
    "===",
    "1. a",
    "2023) a",
    "1.5 GW",
    "> a",
    "~~a~~ ~~~",
    "&amp; &#42; &lt;b> AT&T &copy",
    "a\\b \\* \\",
    "{: .a } {{ b }}",
    "@someone #12 !",
    "\u00a0a",
    "電池 *回收* 管理_办法_",
)


class _Reader(HTMLParser):
    """The words of each block, and every link with its words."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.links: dict[str, str] = {}
        self.tags: set[str] = set()
        self._link = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in {"h1", "h2", "h3", "p", "li"}:
            self.blocks.append("")
        if tag == "a":
            self._link = dict(attributes)["href"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data
        if self._link:
            self.links[self._link] = data


def rendered(markdown: str, renderer: MarkdownIt = COMMONMARK) -> _Reader:
    reader = _Reader()
    reader.feed(renderer.render(markdown))
    reader.blocks = [" ".join(block.split()) for block in reader.blocks if block.strip()]
    return reader


def shown(policy: Policy, registry: Registry) -> _Reader:
    return rendered(record_markdown(policy, registry, TODAY, BASE).decode())


def registry_of(folder: Path, *records: dict[str, Any]) -> Registry:
    return load(registry_folder(folder, *records)).registry


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["{}", "# {}", "- {}", "- **{}**: x", "- x: {} [y](z)", "> {}"])
@pytest.mark.parametrize("renderer", [COMMONMARK, ADDED])
def test_a_hostile_text_comes_back_as_it_was(text: str, place: str, renderer: MarkdownIt) -> None:
    read = rendered(place.format(escaped(text)), renderer)
    assert plain(text) in read.blocks[0]
    assert read.tags <= {"h1", "p", "ul", "li", "strong", "a", "blockquote"}
    assert set(read.links) <= {"z"}


@given(st.text("*_[]()<>`#-+=.|~!&;{}\\ 1a電", min_size=1).map(plain).filter(bool))
@example("1) a")
def test_no_mixture_of_signs_acts(text: str) -> None:
    for renderer in (COMMONMARK, ADDED):
        read = rendered(f"- {escaped(text)}\n  - x: {escaped(text)}", renderer)
        assert (read.blocks, read.tags) == ([text, f"x: {text}"], {"ul", "li"})


def test_text_without_signs_stays_as_people_write_it() -> None:
    text = "At least 16 % by 18 August 2031 (Art. 8(2)); R&D, 1.5 GW!"
    assert escaped(text) == text


@pytest.mark.parametrize("address", ["https://example.org/a_b*c(d)[e]?f=g&h", "https://example.org/법령", "https://a/<b>"])
def test_an_address_leads_where_it_says(address: str) -> None:
    (link,) = rendered(address_link(address)).links
    assert link.isascii()
    assert plain(COMMONMARK.normalizeLink(address)) == link


def test_a_hostile_record_comes_back_as_it_was(tmp_path: Path) -> None:
    evil = "<script>*a*</script> [b](c) `d`| _e_ # f"
    duty = obligation_data(what=f"1. {evil}", who_exactly=f"* {evil}", note=f"# {evil}")
    target = target_data(what=f"> {evil}", measured_as=evil, scope=f"3. {evil}")
    event = event_data(what=f"2) {evil}")
    question = {"id": "open", "text": f"___ {evil}"}
    source = source_data(title=f"~~~ {evil}", publisher=evil)
    registry = registry_of(
        tmp_path,
        record_data(
            short_title=f"# {evil} #", summary=f"* {evil}", obligations=[duty], targets=[target], events=[event],
            open_questions=[question], sources=[source], also_known_as=[f"* {evil}"],
        ),
    )  # fmt: skip
    read = shown(registry.policies[0], registry)
    assert "script" not in read.tags
    for text in (f"1. {evil}", f"* {evil}", f"# {evil}", f"> {evil}", f"3. {evil}", f"2) {evil}", f"___ {evil}", f"~~~ {evil}"):
        assert any(text in block for block in read.blocks), text
    assert read.blocks[0] == f"# {evil} #"
    assert set(read.links.values()) >= {"#passport", "#recycled-cobalt-2031", "#entry-into-force", "#open"}
    assert all(link.startswith(("https://example.org/", "https://creativecommons.org/")) for link in read.links)


def test_the_head_says_how_to_cite_the_version_as_its_page_does(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, record_data(status_note="Not all of it."))
    policy = registry.policies[0]
    read = shown(policy, registry)
    address = f"{BASE}policies/eu-example/v/1/"
    cited = f"Battery Policy Registry. Example eu-example. Record eu-example, version 1, 22 November 2026. {address}"
    assert f"Cite as: {cited}" in read.blocks
    html = page("policy.html", policy_page(registry, policy, TODAY, Place(BASE)), "", "").html
    assert cited in plain(re.sub(r"<[^>]+>", "", html))
    assert "Licence: CC BY 4.0 https://creativecommons.org/licenses/by/4.0/" in read.blocks
    assert "Status: In force. Not all of it." in read.blocks
    assert "Kind: Regulation, binding" in read.blocks


def test_each_version_says_whether_it_is_still_the_newest(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    first, second = ("2026-11-01", "new", "Written."), ("2026-11-20", "correction", "It is 18 %.")
    states = (
        record_data(history=history_data(first)),
        record_data(version="2", history=history_data(first, second), targets=[target_data(value="18")]),
    )
    publish(root, *states)
    registry = load(root).registry
    old, new = registry.states("eu-example").values()
    assert (
        f"This version: replaced on 20 November 2026; the newest is version 2 {BASE}policies/eu-example/record.md"
        in shown(old, registry).blocks
    )
    assert "This version: the newest" in shown(new, registry).blocks
    assert f"{BASE}policies/eu-example/v/1/#passport" in shown(old, registry).links
    assert "Minimum recycled cobalt: At least 16 % #recycled-cobalt-2031" in shown(old, registry).blocks
    open = registry_of(tmp_path / "open", record_data())
    assert "This version: the newest, not frozen yet: it may still change" in shown(open.policies[0], open).blocks


def test_a_retired_record_says_where_to_go(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data("eu-new"))
    to_old = {"id": "beside", "type": "complements", "target": "eu-old", "citation": CITATION}
    publish(root, record_data("eu-old"), record_data("eu-other", relations=[to_old]))
    gone = {
        "id": "eu-old",
        "name": "Old *one*",
        "kind": "merged",
        "on": "2026-11-22",
        "reason": "Twice.",
        "successors": ["eu-new"],
    }
    retire(root, gone)
    registry = load(root).registry
    read = rendered(tombstone_markdown(registry.retirements[0], BASE).decode())
    assert read.blocks == [
        "Old *one*",
        "The record eu-old was merged on 22 November 2026. Twice.",
        f"{BASE}policies/eu-new/record.md",
    ]
    (old,) = registry.states("eu-old").values()
    assert "This version: the record was retired on 22 November 2026. Twice. https://example.org/x/policies/eu-old/" in (
        shown(old, registry).blocks
    )
    # What named it while it was there names it still.
    (other,) = registry.states("eu-other").values()
    assert "complements: eu-old #beside" in shown(other, registry).blocks


def test_what_is_not_certain_looks_it(tmp_path: Path) -> None:
    waits = {"later_of": ["2025-02-18", {"months": "12", "after": "entry into force of the act", "happened": None}]}
    unread = source_data(id="unread", consulted="not-consulted")
    del unread["consulted_on"]
    targets = [
        target_data(id="lapsed-one", standing="lapsed"),
        target_data(id="bare", citation=None, unverified="No page was found."),
        target_data(id="unread-one", citation={"source": "unread", "locator": "p. 2"}),
    ]
    del targets[1]["citation"]
    registry = registry_of(
        tmp_path,
        record_data(
            status="proposed", events=[event_data(kind="proposed")], targets=targets, sources=[source_data(), unread],
            obligations=[obligation_data(standing="proposal", applies_from=waits)],
        ),
    )  # fmt: skip
    facts = {item.id: dict(item.details) for item in items(outline(registry.policies[0], registry, TODAY))}
    assert facts["lapsed-one"]["weight"] == "lapsed"
    assert facts["bare"]["unverified"] == "No page was found"
    assert facts["unread-one"]["unverified"] == "the source is known, but was not read: p. 2 (unread)"
    assert facts["passport"]["weight"] == "proposal"
    assert facts["passport"]["the policy is"] == "proposed"
    assert plain(facts["passport"]["from"]) == (
        "the later of 18 February 2025 and 12 months after entry into force of the act (date passed, still pending)"
    )
    assert facts["passport"]["source"] == "Art. 1 (oj, relevant provisions read)"
    assert "Proposal: Part of a text that is not adopted." in shown(registry.policies[0], registry).blocks


def test_a_relation_of_another_record_rests_on_the_sources_of_that_record(tmp_path: Path) -> None:
    to_one = {"id": "to-one", "type": "repeals", "target": "eu-one", "citation": CITATION}
    registry = registry_of(tmp_path, record_data("eu-one"), record_data("eu-two", relations=[to_one]))
    read = shown(registry.policies[0], registry)
    place = read.blocks.index(f"is repealed by: Example eu-two (eu-two) {BASE}policies/eu-two/record.md")
    assert read.blocks[place + 1] == "source: Art. 1 (oj, relevant provisions read), in the record eu-two"


def test_money_has_a_form_in_place_of_a_weight(tmp_path: Path) -> None:
    loan = {"id": "loans", "form": "loan", "what": "Loans to makers", "paid_to": "Makers", "citation": CITATION}
    registry = registry_of(tmp_path, record_data(funding=[loan]))
    read = shown(registry.policies[0], registry)
    place = read.blocks.index("Loans to makers #loans")
    assert read.blocks[place + 1 : place + 3] == ["form: loan", "paid to: Makers"]


def test_a_source_that_may_not_be_linked_has_no_address(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, record_data(sources=[source_data(linkable="false")]))
    markdown = record_markdown(registry.policies[0], registry, TODAY, BASE).decode()
    assert "https://example.org/act" not in markdown
    assert "a copy on a site that cannot be relied on; it is not linked" in markdown


def items(record: Outline) -> Iterator[Item]:
    return (item for section in record.sections for group in section.groups for item in group.items)


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return load(SHIPPED).registry


def test_every_shipped_record_comes_back_word_by_word(shipped: Registry) -> None:
    for policy in shipped:
        read = shown(policy, shipped)
        version = urls.absolute(BASE, urls.version(policy.id, policy.version))
        record = outline(policy, shipped, TODAY)
        blocks = iter(read.blocks)
        for item in (*record.head, *items(record)):
            words = plain(": ".join(part for part in (item.name, item.text) if part))
            # In the order of the outline, each after the one before.
            assert any(block.startswith(words) for block in blocks), (policy.id, words)
            for name, text in item.details:
                assert next(blocks) == plain(f"{name}: {text}"), (policy.id, words, name)
            assert not item.id or f"{version}#{item.id}" in read.links, (policy.id, item.id)
        assert plain(policy.summary) in read.blocks


def test_every_shipped_fact_is_told_once_with_its_address(shipped: Registry) -> None:
    for policy in shipped:
        lists = policy.events, policy.targets, policy.obligations, policy.funding, policy.relations, policy.open_questions
        told = [item.id for item in items(outline(policy, shipped, TODAY)) if item.id]
        assert sorted(told) == sorted(fact.id for facts in lists for fact in facts), policy.id
