"""References, read by the programs of others: what goes in comes back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rispy
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pybtex.database import Entry, parse_string

from builders import SHIPPED, TODAY, a_policy, history_data, publish, record_data, registry_folder, retire, three_policies
from policy_registry.cli import main
from policy_registry.data_files import plan_files
from policy_registry.exports.citations import citation_files
from policy_registry.policy import Policy
from policy_registry.store import load
from policy_registry.texts import FORMULA_SIGNS

BASE = "https://registry.example.org/batteries/"
AUTHOR = "Battery Policy Registry"

# What the Citation Style Language lets an item hold, as far as ours goes.
NUMBERS = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
CSL_ITEM = {
    "type": "object",
    "required": ["id", "type"],
    "additionalProperties": False,
    "properties": {
        **{name: {"type": "string"} for name in ("id", "title", "genre", "version", "URL", "language")},
        "type": {"enum": ["dataset", "entry", "webpage", "document"]},
        "author": {
            "type": "array",
            "items": {"type": "object", "properties": {"literal": {"type": "string"}}, "additionalProperties": False},
        },
        "issued": {
            "type": "object",
            "properties": {"date-parts": {"type": "array", "items": NUMBERS, "minItems": 1, "maxItems": 2}},
            "additionalProperties": False,
        },
    },
}
CSL_DATA = Draft7Validator({"type": "array", "items": CSL_ITEM})

# What LaTeX prints for a command; every other use of its signs is a fault.
TEX = re.compile(r"\\(?P<command>[a-z]+)\{\}|\\(?P<sign>[&%$#_])|(?P<fault>[\\{}&%$#_~^])|(?P<letter>.)", re.DOTALL)
COMMANDS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textless": "<", "textgreater": ">", "textbar": "|",
}  # fmt: skip

HOSTILE = st.sampled_from("{}%&#_\\$~^\"'`<>|@=,;:*/-–“” AaZz09äß中文电池蓄電배터리🔋😀\u00a0")
LETTERS = st.one_of(HOSTILE, st.characters(exclude_categories=("C", "Zl", "Zp")))
# As records may hold them: single spaces, no sign of a formula at the beginning, no bar between spaces.
SPACED = st.text(LETTERS, min_size=1, max_size=60).map(lambda text: re.sub("( [|])* +", " ", text).strip())
TEXTS = SPACED.filter(bool).map(lambda text: f"“{text}" if text.startswith(FORMULA_SIGNS) else text)
BASES = st.sampled_from(["http://127.0.0.1:8000/", BASE, "https://a.example/~b_c/%E7%94%B5/", "https://例え.example"])


def printed(text: str) -> str:
    """A text of LaTeX as a reader sees it."""
    words = ""
    for match in TEX.finditer(text):
        assert match["fault"] is None, text
        words += COMMANDS[match["command"]] if match["command"] else match["sign"] or match["letter"]
    return words


def protected(text: str) -> str:
    """What stands in the inner pair of braces, which keeps the letters as they are."""
    assert (text[0], text[-1]) == ("{", "}")
    return printed(text[1:-1])


def spaced(text: str) -> str:
    """A text as pybtex gives it back, which takes every white space for a space."""
    return " ".join(text.split())


def bib_entry(files: dict[str, bytes], id: str) -> Entry:
    data = parse_string(files["cite.bib"].decode(), "bibtex")
    assert list(data.entries) == [id]
    return data.entries[id]


def ris_entry(files: dict[str, bytes]) -> dict[str, Any]:
    entry: dict[str, Any]
    (entry,) = rispy.loads(files["cite.ris"].decode())
    return entry


def check_all_forms(policy: Policy, author: str, base: str) -> None:
    """Title, author, version, date and address come back from every form."""
    files = citation_files(policy, author, base)
    number, title = str(policy.version), policy.short_title
    address = f"{base.rstrip('/')}/policies/{policy.id}/v/{number}/"
    year, month, day = str(policy.recorded).split("-")

    items = json.loads(files["cite.json"])
    CSL_DATA.validate(items)
    (item,) = items
    assert (item["title"], item["author"], item["version"]) == (title, [{"literal": author}], number)
    assert (item["issued"], item["URL"]) == ({"date-parts": [[int(year), int(month), int(day)]]}, address)

    entry = bib_entry(files, item["id"])
    (person,) = entry.persons["author"]
    fields = entry.fields
    assert (protected(fields["title"]), protected(str(person))) == (spaced(title), spaced(author))
    assert (fields["version"], fields["url"]) == (number, address)
    assert (fields["year"], fields["month"], fields["day"]) == (year, "November", str(int(day)))

    read = ris_entry(files)
    assert (read["title"], read["authors"], read["edition"]) == (title, [author], number)
    assert (read["date"], read["year"], read["urls"]) == (f"{year}/{month}/{day}/", year, [address])


def test_every_shipped_version_comes_back_from_every_form() -> None:
    registry = load(SHIPPED).registry
    checked = 0
    for id, versions in registry.frozen.items():
        for number in versions:
            frozen = registry.version(id, number)
            assert frozen
            check_all_forms(frozen, registry.publication.name, BASE)
            checked += 1
    assert checked >= len(registry)


@given(title=TEXTS, author=TEXTS, base=BASES)
def test_hostile_texts_come_back_from_every_form(title: str, author: str, base: str) -> None:
    check_all_forms(a_policy(short_title=title), author, base)


@given(title=TEXTS)
def test_ris_has_one_line_for_each_tag(title: str) -> None:
    lines = citation_files(a_policy(short_title=title), AUTHOR, BASE)["cite.ris"].decode().split("\r\n")
    assert lines.pop() == ""
    assert [line[:6] for line in (lines[0], lines[-1])] == ["TY  - ", "ER  - "]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    assert len({line[:2] for line in lines}) == len(lines)


@pytest.mark.parametrize(
    ("recorded", "parts", "bib", "ris"),
    [
        ("2026-03-05", [2026, 3, 5], ("2026", "March", "5"), "2026/03/05/"),
        ("2026-03", [2026, 3], ("2026", "March", None), "2026/03//"),
        ("2026", [2026], ("2026", None, None), "2026///"),
        ("FY2026", [2026], ("2026", None, None), "2026///"),
    ],
)
def test_a_date_is_never_more_precise_than_the_record(
    recorded: str, parts: list[int], bib: tuple[str | None, ...], ris: str
) -> None:
    files = citation_files(a_policy(history=history_data((recorded, "new", "Written."))), AUTHOR, BASE)
    (item,) = json.loads(files["cite.json"])
    assert item["issued"] == {"date-parts": [parts]}
    fields = bib_entry(files, item["id"]).fields
    assert tuple(fields.get(name) for name in ("year", "month", "day")) == bib
    assert (ris_entry(files)["date"], ris_entry(files)["year"]) == (ris, "2026")


def test_every_version_has_its_files_and_the_current_ones_are_those_of_its_version(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    first = record_data("eu-example")
    history = history_data(("2026-11-01", "new", "Written."), ("2026-11-22", "correction", "The title was wrong."))
    second = record_data("eu-example", version="2", short_title="Example, mended", history=history)
    publish(root, first, second, record_data("kr-gone"))
    retire(root, {"id": "kr-gone", "name": "Gone", "kind": "withdrawn", "on": "2026-11-22", "reason": "A mistake."})
    files = {output.path: output.content for output in plan_files(load(root).registry, TODAY, BASE, ())}
    for name in ("cite.bib", "cite.ris", "cite.json"):
        assert files[f"policies/eu-example/{name}"] == files[f"policies/eu-example/v/2/{name}"]
        assert b"Example, mended" in files[f"policies/eu-example/v/2/{name}"]
        assert b"Example eu-example" in files[f"policies/eu-example/v/1/{name}"]
        assert f"policies/kr-gone/v/1/{name}" in files
        assert f"policies/kr-gone/{name}" not in files


def test_the_command_export_writes_them_for_the_address_of_the_site(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    publish(root, *three_policies())
    (root / "publication.yml").write_text("name: Charged & Co\n", encoding="utf-8")
    arguments = ["--root", str(root), "export", str(tmp_path / "out"), "--site-url", BASE]
    assert CliRunner().invoke(main, arguments, env={"SOURCE_DATE_EPOCH": "1795392000"}).exit_code == 0
    folder = tmp_path / "out/policies/cn-example"
    assert rispy.loads((folder / "cite.ris").read_bytes().decode())[0]["authors"] == ["Charged & Co"]
    assert f"url = {{{BASE}policies/cn-example/v/1/}}" in (folder / "v/1/cite.bib").read_text(encoding="utf-8")
