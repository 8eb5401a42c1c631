"""Chance input into the reader and through everything after it.

`make test` tries a few hundred cases, the same each time; `make fuzz` tries others for as long as it is given.
"""

from __future__ import annotations

import atexit
import csv
import io
import json
import re
import string
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from markup import PIECES, Anatomy, harmless
from pydantic_core import PydanticCustomError
from worlds import full_record, hostile_world

from builders import SHIPPED, TODAY, record_data
from policy_registry.briefing import read_briefing
from policy_registry.checking import check
from policy_registry.data_files import plan_files
from policy_registry.dates import PartialDate, day_of
from policy_registry.explanation import explanations
from policy_registry.exports.csv_tables import csv_pieces
from policy_registry.exports.versions import UnreadableVersionsError, read_versions
from policy_registry.issue_forms import FORMS, FormError, read_form
from policy_registry.mending import mended, repaired_date
from policy_registry.place import Place, site_address
from policy_registry.plain_file import plain_letters
from policy_registry.policy import Policy
from policy_registry.problems import Problem
from policy_registry.prose import prose
from policy_registry.quantities import parse_quantity
from policy_registry.reading import LONGEST_SAID, Reading, Text, read_policy
from policy_registry.record_pages import record_pages
from policy_registry.registry import Record, Registry
from policy_registry.reporters import as_json, github, text
from policy_registry.search_text import policy_entry
from policy_registry.store import Loaded, load
from policy_registry.tables import tables
from policy_registry.texts import FORMULA_SIGNS
from policy_registry.vocabulary import Vocabularies
from policy_registry.writing import policy_yaml, yaml_text

BASE = "https://example.org/x/"
# A bare sign is a symbol of the vocabularies; a spreadsheet runs nothing that follows no sign.
NUMBER = re.compile(r"-?[0-9.]+( [a-z]+)?|[=+@-]")
QUICK = settings.get_current_profile_name() != "long"
RULES = frozenset(explanation.id for explanation in explanations())


def examples(number: int, long: int) -> settings:
    """So many cases in `make test`, and so many in each round of `make fuzz`."""
    if QUICK:
        return settings(max_examples=number, phases=(Phase.explicit, Phase.generate))
    return settings(max_examples=long)


def vocabularies() -> Vocabularies:
    return world().vocabularies


@cache
def shipped_texts() -> tuple[str, ...]:
    """Records of several kinds, none of them long, for a long one takes the time of many short ones."""
    files = sorted((SHIPPED / "policies").rglob("*.yml"), key=lambda file: file.stat().st_size)
    return (
        yaml_text(record_data()),
        yaml_text(full_record(lambda place: place)),
        *(file.read_text(encoding="utf-8") for file in files[:40:4]),
    )


@cache
def loaded_world() -> Loaded:
    """Its folder stays until the tests end, for frozen versions are read when they are asked for."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return load(hostile_world(Path(folder.name), lambda place: f"Words of {place}"))


SPECIAL = st.sampled_from(
    [
        *string.punctuation,
        "\t",
        "\r",
        "\n",
        "\r\n",
        "\0",
        "\x1b",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ud800",
        "\uffff",
        "\U0001f50b",
        " ",
        "  ",
        ": ",
        " #",
        "- ",
        "? ",
        "| ",
        ">-\n",
        "&a ",
        "*a",
        "!!str ",
        "!x ",
        "<<: ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "{",
        "[",
        "'",
        '"',
        '"\\uD800"',
        '"\\0"',
        "null",
        "~",
        "yes",
        "1e9",
        "9" * 5000,
        "2031-02-30",
        "FY2030",
        "{later_of: [2027, 2028]}",
        "{months: 1, after: x, happened: 2027}",
        "[" * 30,
        "x" * 5000,
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A record to which a few things happened: lines gone, doubled, swapped or moved in, letters put in, two texts spliced."""
    letters = draw(st.sampled_from(shipped_texts()))
    for _ in range(draw(st.integers(1, 4))):
        lines = letters.split("\n")
        one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "indent", "value", "letter", "splice", "cut"])):
            case "delete":
                del lines[one : one + draw(st.integers(1, 5))]
            case "double":
                lines.insert(other, lines[one])
            case "swap":
                lines[one], lines[other] = lines[other], lines[one]
            case "indent":
                lines[one] = " " * draw(st.integers(0, 6)) + lines[one].lstrip()
            case "value":
                lines[one] = lines[one].partition(":")[0] + ": " + draw(SPECIAL | st.text(max_size=20))
            case "letter":
                place = draw(st.integers(0, len(lines[one])))
                lines[one] = lines[one][:place] + draw(SPECIAL) + lines[one][place:]
            case "splice":
                lines[one:] = draw(st.sampled_from(shipped_texts())).split("\n")[other:]
            case "cut":
                del lines[one:]
        letters = "\n".join(lines)
    return letters


def checked(reading: Reading) -> list[Problem]:
    """Every problem of a record that was read and of all rules, where it stands in a registry of its own."""
    records = (
        (Record(reading.policy, "policies/eu/eu-example.yml", reading.is_whole, reading.is_old),) if reading.policy else ()
    )
    registry = replace(world(), records=records, frozen={}, sums={}, retirements=(), briefings={})
    texts = {"policies/eu/eu-example.yml": reading.text}
    return list(check(replace(loaded_world(), registry=registry, texts=texts, problems=reading.problems), TODAY))


def assert_told(problems: list[Problem], letters: str) -> None:
    """Each problem lies inside the file and can be shown to people and programs."""
    lines = letters.split("\n")
    for problem in problems:
        assert 1 <= problem.where.line <= len(lines) + 1
        line = lines[problem.where.line - 1] if problem.where.line <= len(lines) else ""
        assert 1 <= problem.where.column <= len(line) + 1, problem
        assert problem.message
        assert problem.rule in RULES
        assert len(problem.message) <= LONGEST_SAID
    for reporter in (text, github, as_json):
        reporter(problems).encode()
    assert len(github(problems).splitlines()) == len(problems)


def assert_stable(policy: Policy) -> None:
    """What is written is read as the same record, and written again as the same bytes."""
    once = policy_yaml(policy)
    again = read_policy(once.decode(), "a.yml")
    assert again.problems == ()
    assert again.policy == policy
    assert policy_yaml(again.policy) == once


@examples(250, 3_000)
@given(mutated())
def test_a_mutated_record_is_read_told_of_and_written_as_it_was_read(letters: str) -> None:
    reading = read_policy(letters, "a.yml", vocabularies())
    assert bool(reading.problems) != reading.is_whole
    assert_told(checked(reading), letters)
    if reading.policy:
        assert_stable(reading.policy)


@examples(60, 1_000)
@given(mutated())
def test_a_mutated_record_is_repaired_once_and_for_all(letters: str) -> None:
    once = mended(letters, vocabularies())
    assert mended(once.letters, vocabularies()) == once
    assert once.is_whole == read_policy(once.letters, "a.yml", vocabularies()).is_whole


@examples(150, 3_000)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda letters: letters.encode("utf-8", "surrogatepass")))
def test_bytes_of_any_kind_are_read_or_told_of(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.yml")
        file.write_bytes(content)
        letters, problem = plain_letters(file)
    if problem:
        assert 1 <= problem.where.line <= content.count(b"\n") + 1
        return
    reading = read_policy(letters, "a.yml", vocabularies())
    assert reading.problems
    assert_told(checked(reading), letters)


YAML_SIGNS = st.text("ab:- \n'\"[]{},&*!|>#%?@`\t\r0~<=.\\ud8", max_size=80)


@examples(150, 5_000)
@given(YAML_SIGNS)
def test_signs_of_yaml_in_any_order_are_read_or_told_of(letters: str) -> None:
    assert_told(checked(read_policy(letters, "a.yml", vocabularies())), letters)


LETTERS = st.characters(exclude_categories=("C", "Zl", "Zp"))
PHRASES = (
    st.lists(st.sampled_from(PIECES) | st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=5)
    .map(lambda pieces: "A " + " ".join(" ".join(pieces).split()))
    .filter(lambda words: " | " not in words and not words.endswith(" |") and words == words.strip())
)


def world() -> Registry:
    return loaded_world().registry


def world_with(record: dict[str, Any]) -> Registry:
    """The world with one record for its own."""
    policy = Policy.model_validate(record, context=world().vocabularies)
    others = tuple(one for one in world().records if one.policy.id != policy.id)
    frozen = {id: states for id, states in world().frozen.items() if id != policy.id}
    return replace(world(), records=(*others, Record(policy, f"policies/eu/{policy.id}.yml", is_whole=True)), frozen=frozen)


@st.composite
def twins(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record full of hostile texts, and one that differs from it in harmless letters only."""
    drawn = draw(st.lists(PHRASES, min_size=6, max_size=6))
    places: list[str] = []

    def hostile(place: str) -> str:
        places.append(place)
        return f"{drawn[len(places) % len(drawn)]} of {place}"

    evil = full_record(hostile)
    left_out = draw(
        st.sets(st.sampled_from(["original_titles", "funding", "open_questions", "status_note", "relations", "events"]))
    )
    evil = {key: value for key, value in evil.items() if key not in left_out}
    if "events" in left_out:
        evil["status"] = "unclear" if "unclear" in world().vocabularies["statuses"] else "adopted"
    return evil, _harmless(evil)


def _harmless(data: Any, key: str = "") -> Any:
    if isinstance(data, dict):
        return {name: _harmless(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_harmless(item, key) for item in data]
    return harmless(data) if isinstance(data, str) and data.startswith("A ") else data


@examples(12, 150)
@given(twins())
def test_a_record_of_hostile_texts_makes_the_same_pages_as_one_of_harmless_texts(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    made = [{page.path: page for page in record_pages(world_with(record), "eu-example", TODAY, Place(BASE))} for record in pair]
    assert set(made[0]) == set(made[1])
    for path, page in made[0].items():
        for part in ("html", "head"):
            evil, good = Anatomy(getattr(page, part)), Anatomy(getattr(made[1][path], part))
            assert evil.elements == good.elements, path
            assert (evil.acting, evil.faults) == ([], []), path
            for script in evil.scripts:
                json.loads(script)


@examples(10, 150)
@given(twins())
def test_a_record_of_hostile_texts_makes_files_that_can_be_read(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    registry = world_with(pair[0])
    policy = registry.policy("eu-example")
    assert policy
    assert_stable(policy)
    for file in plan_files(registry, TODAY, BASE, ()):
        match file.path.rpartition(".")[2]:
            case "json" | "jsonld":
                json.loads(file.content)
            case "xml" | "atom":
                ElementTree.fromstring(file.content)
            case "ics":
                Calendar.from_ical(file.content)
                assert all(len(line) <= 75 for line in file.content.split(b"\r\n"))
            case _:
                file.content.decode()
    for table in tables(registry, BASE):
        rows = list(csv.reader(io.StringIO(b"".join(csv_pieces(table)).decode(), newline="")))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_SIGNS) and not NUMBER.fullmatch(cell)]
    policy_entry(policy, registry)


BRIEFING_PIECES = st.sampled_from(
    [
        "Words",
        " ",
        "\n",
        "\n\n",
        "**",
        "**Lead** ",
        "{{ ",
        " }}",
        '{{ value("eu-example", "doubted") }}',
        '{{ policy("eu-example") }}',
        '{{ date("eu-example", "passport", "soon") }}',
        '{{ policy("eu-example", "<b>") }}',
        '{{ value("cn-example", "passport") }}',
        '{{ a("',
        '", "',
        '") }}',
        "{{ self.__init__ }}",
        "<script>",
        "</p>",
        "&amp;",
        "[a](b)",
        "`",
        "16 %",
        "May 2031",
        "one million",
        "\t",
        "\r",
        "\0",
        "\u202e",
        "\ud800",
        '"',
        "é",
        "電池",
    ]
)


@examples(150, 3_000)
@given(st.lists(BRIEFING_PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_a_briefing_of_any_letters_is_told_of_or_shown_as_words(letters: str) -> None:
    briefing = read_briefing(letters, "eu", "briefings/eu.md")
    registry = replace(world(), briefings={"eu": briefing})
    texts = {"briefings/eu.md": Text("eu.md", letters, None)}
    problems = check(replace(loaded_world(), registry=registry, texts=texts, problems=()), TODAY, {"briefings/eu.md"})
    assert_told(list(problems), letters)
    if not len(problems):
        shown = [piece for paragraph in prose(registry, "eu", TODAY) for piece in paragraph.pieces]
        assert not any(sign in piece.text for piece in shown if not piece.path for sign in "<>{}[]`\\")


PARTS = st.lists(
    st.sampled_from(
        [
            "2027",
            "-",
            "02",
            "31",
            "FY",
            ".",
            "/",
            " ",
            "May",
            "th",
            "年",
            "月",
            "日",
            "1",
            "9" * 30,
            "٣",
            "１",
            "million",
            ",",
            "%",
            "https://",
            "a.org",
            "[",
            "]",
            ":",
            "@",
            "eli",
            "\n",
            "### ",
            "Record",
            "(a)",
            "_No response_",
            "{",
            "}",
        ]
    )
    | st.text(max_size=4),
    max_size=8,
).map("".join)


@examples(200, 5_000)
@given(PARTS)
def test_no_single_value_makes_its_reader_fail(letters: str) -> None:
    with suppress(PydanticCustomError):
        date = PartialDate.parse(letters)
        assert date.first_day <= date.last_day
    with suppress(PydanticCustomError):
        parse_quantity(letters)
    repaired = repaired_date(letters)
    assert not repaired or PartialDate.parse(repaired)
    with suppress(ValueError):
        day_of(letters, datetime(2026, 11, 22, tzinfo=UTC))
    with suppress(ValueError):
        assert not set(site_address(letters)) & set(" \n\"'<>")
    with suppress(UnreadableVersionsError):
        read_versions(letters.encode("utf-8", "surrogatepass"))


@examples(60, 2_000)
@given(st.sampled_from(FORMS), st.lists(PARTS, min_size=1, max_size=4), st.integers(0, 40))
def test_a_form_of_any_answers_is_read_or_refused(form: Any, answers: list[str], place: int) -> None:
    pieces = [f"### {label}\n\n{answers[number % len(answers)]}\n" for number, label in enumerate(form.labels.values())]
    body = "\n".join(pieces)
    with suppress(FormError):
        filled = read_form(body[:place] + answers[0] + body[place:])
        for id in filled.form.labels:
            assert "\n" not in filled.line(id)
            filled.lines(id)
            filled.term(id)


def test_what_is_mutated_is_sound_before() -> None:
    for letters in shipped_texts():
        assert read_policy(letters, "a.yml", vocabularies()).is_whole
