"""How the prose of a briefing is read, and what the check says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import TODAY, obligation_data, record_data, registry_folder, write_briefing, write_record
from policy_registry.briefing import Macro, Words, read_briefing
from policy_registry.checking import check
from policy_registry.rule import Context
from policy_registry.rules import briefing as briefing_rule
from policy_registry.store import load

PASSPORT = '{{ date("eu-example", "passport") }}'


def found(folder: Path, text: str, region: str = "eu") -> list[tuple[int, int, str]]:
    root = registry_folder(folder, record_data())
    write_briefing(root, text, region)
    return [(problem.where.line, problem.where.column, problem.message) for problem in check(load(root), TODAY)]


def test_paragraphs_end_at_empty_lines_and_know_their_openings() -> None:
    briefing = read_briefing("\n\n**What it wants.** One\nline.\n \t\n\nTwo.\n", "eu", "briefings/eu.md")
    openings = [paragraph.opening and paragraph.opening.text for paragraph in briefing.paragraphs]
    assert openings == ["What it wants.", None]
    assert [piece.text for paragraph in briefing.paragraphs for piece in paragraph.pieces if isinstance(piece, Words)] == [
        "One\nline.",
        "Two.\n",
    ]


def test_macros_and_words_know_their_place() -> None:
    text = 'From {{date( "eu-example" ,\n "passport")}} on.\n\n**Next.** {{ status("eu-example") }}'
    first, second = read_briefing(text, "eu", "briefings/eu.md").paragraphs
    places = [(piece.source.mark if isinstance(piece, Macro) else piece.mark) for piece in (*first.pieces, *second.pieces)]
    assert [(mark.line, mark.column) for mark in places] == [(1, 1), (1, 6), (2, 15), (4, 11)]
    assert first.pieces[1] == Macro("date", ("eu-example", "passport"), first.pieces[1].source)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("{{ a(", True), ('{{ a("" ', True), ("\n ", False), ("**", True), ("[", True), ("<", True), ("&a", False),
        ("x", False), ("9", True), ("[x](", True),
    ],
)  # fmt: skip
def test_a_text_of_one_piece_twenty_thousand_times_is_read_and_checked_whole(tmp_path: Path, text: str, is_told: bool) -> None:
    # Each of these makes a careless pattern try again from every letter, which would take hours.
    registry = load(registry_folder(tmp_path)).registry
    briefing = read_briefing(text * 20_000 + " " * 20_000, "eu", "briefings/eu.md")
    read = "".join(piece.source.text if isinstance(piece, Macro) else piece.text for piece in briefing)
    assert "".join(read.split()) == "".join(text.split()) * 20_000
    remarks = list(briefing_rule.check(briefing, Context(registry, TODAY)))
    assert bool(remarks) is is_told


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("It asks for 16 % of it.", (1, 13, '"16 %" is a bare number')),
        ("Some\nuse ２ of them.", (2, 5, '"２" is a bare number')),
        ("It cuts CO₂.", (1, 9, '"CO₂" is a bare number')),
        ("Two percent.", (1, 5, '"percent" belongs to a bare number')),
        ("Since August.", (1, 7, '"August" is a bare date')),
        ("See <script>this</script>", (1, 5, '"<script>" is HTML or Markdown, which a briefing has not')),
        ("See [it](javascript:it).", (1, 5, '"[it](javascript:it)" is HTML or Markdown, which a briefing has not')),
        ("See {{ ''.__class__ }}", (1, 5, "\"{{ ''.__class__ }}\" is no macro that can be read")),
        ("See {% for a in b %}", (1, 5, '"{" is HTML or Markdown, which a briefing has not')),
        ("Words\u202e", (1, 6, "holds the invisible character U+202E")),
    ],
)
def test_what_is_no_plain_prose_is_told_with_its_place(tmp_path: Path, text: str, problem: tuple[int, int, str]) -> None:
    assert problem in found(tmp_path, text)


@pytest.mark.parametrize("text", ["Half of it, in two steps; R&D (as planned) costs more.", "It may end — or not.", ""])
def test_plain_prose_is_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_a_name_keeps_the_digits_that_it_has_in_the_record(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(short_title="The 45X credit", also_known_as=["Article 8"]))
    write_briefing(
        root,
        '{{ policy("eu-example", "credit 45X") }} {{ policy("eu-example", "5X") }} {{ fact("eu-example", "passport", "8") }}',
    )
    assert [problem.message for problem in check(load(root), TODAY)] == ['"5X" is a bare number']


def test_a_record_with_faults_of_its_own_is_not_asked(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data("eu-halved", obligations=[obligation_data(who=["nobody-known"])]))
    write_record(root, "id: [\n", "eu-broken")
    write_briefing(root, '{{ date("eu-halved", "passport") }} {{ policy("eu-broken") }}')
    assert {problem.rule for problem in check(load(root), TODAY)} == {"vocabulary-term", "yaml-syntax"}


def test_a_briefing_of_no_region_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, "Words.", "uk") == [(1, 1, 'there is no region "uk"')]


def test_a_stray_file_among_the_briefings_is_told(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    write_briefing(root, "Words.").rename(root / "briefings" / "eu.txt")
    loaded = load(root)
    assert [problem.message for problem in check(loaded, TODAY)] == ['"eu.txt" is no briefing']
    assert loaded.registry.briefings == {}
