"""Twenty mistakes that people make in a record: each gives one message, at the place where it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import record_data, registry_folder, target_data
from conftest import EPOCH
from policy_registry.archive import freeze
from policy_registry.cli import main
from policy_registry.store import load
from policy_registry.writing import yaml_text

RECORD = yaml_text(record_data())
FILE = "policies/eu/eu-example.yml"
Mistake = Callable[[Path], None]


def instead(old: str, new: str) -> Mistake:
    """Somebody writes one thing for another."""
    assert RECORD.count(old) == 1
    return whole(RECORD.replace(old, new))


def whole(text: str | bytes) -> Mistake:
    """Somebody saves another file in its place."""

    def save(root: Path) -> None:
        (root / FILE).write_bytes(text.encode() if isinstance(text, str) else text)

    return save


def frozen(then: Mistake) -> Mistake:
    """The first version is published, and then somebody does this."""

    def save(root: Path) -> None:
        for policy in load(root).registry:
            freeze(root, policy)
        then(root)

    return save


def moved(root: Path) -> None:
    (root / "policies/us").mkdir()
    (root / FILE).rename(root / "policies/us/eu-example.yml")


def edited_in_the_archive(root: Path) -> None:
    file = root / "versions/eu-example/1.yml"
    file.chmod(0o644)
    file.write_text(file.read_text(encoding="utf-8").replace("value: 16", "value: 18"), encoding="utf-8")


UNCITED = yaml_text(record_data(targets=[{key: value for key, value in target_data().items() if key != "citation"}]))
DEAD = yaml_text(
    record_data(relations=[{"id": "amends", "type": "amends", "target": "eu-nowhere", "citation": {"source": "oj"}}])
)

# What was done; then the rule, the place, what the message says, and what its help says.
MISTAKES: dict[str, tuple[Mistake, str, str, str, str]] = {
    "a tab": (instead("  value: 16", "\tvalue: 16"), "yaml-syntax", f"{FILE}:29:1", "a tab", "indent with spaces"),
    "wrong indentation": (
        instead("  value: 16", "   value: 16"), "yaml-syntax", f"{FILE}:29:4", "is not indented as", "as many spaces as",
    ),
    "a missing quote": (
        instead("short_title: E", 'short_title: "E'), "yaml-syntax", f"{FILE}:7:14", "is never closed", "close it where",
    ),
    "an unknown field": (
        instead("  unit: percent", "  unit: percent\n  sope: all"), "field-unknown", f"{FILE}:32:3", '"sope"', '"scope"?',
    ),
    "a typo in a topic": (instead("- recycling", "- recyling"), "vocabulary-term", f"{FILE}:14:3", "topics", '"recycling"?'),
    "a date with the day first": (
        instead("by: 2031-08-18", "by: 31/12/2027"), "date-malformed", f"{FILE}:33:7", "is not a date", "write 2027-12-31",
    ),
    "a day that does not exist": (
        instead("by: 2031-08-18", "by: 2027-02-30"), "date-malformed", f"{FILE}:33:7", "not in the calendar", "the day",
    ),
    "No for a number": (instead("value: 16", "value: No"), "number-malformed", f"{FILE}:29:10", '"No"', "write digits"),
    "a field given twice": (
        instead("status: in-force", "status: in-force\nstatus: repealed"), "duplicate-key", f"{FILE}:13:1", "twice", "keep one",
    ),
    "a version number that was not raised": (
        frozen(instead("value: 16", "value: 18")), "versions", f"{FILE}:2:10", "is frozen", "registry revise eu-example",
    ),
    "a number without a source": (whole(UNCITED), "cited", f"{FILE}:25:3", "has no citation", "name the source"),
    "a relation that leads nowhere": (
        whole(DEAD), "relation-target", f"{FILE}:67:11", 'no record "eu-nowhere"', "eu-other",
    ),
    "a percent sign": (instead("value: 16", 'value: "16%"'), "number-malformed", f"{FILE}:29:10", '"16%"', "write 16 and"),
    "a decimal comma": (instead("value: 16", "value: 16,5"), "number-malformed", f"{FILE}:29:10", '"16,5"', "write 16.5"),
    "digits of full width": (
        instead("value: 16", "value: １６"), "number-malformed", f"{FILE}:29:10", '"１６"', "write 16",
    ),
    "the folder of another region": (
        moved, "id-file", "policies/us/eu-example.yml:3:9", 'not the folder of the file, "us"', "move the file to policies/eu/",
    ),
    "a frozen file edited": (
        frozen(edited_in_the_archive), "versions", "versions/eu-example/1.yml:1:1", "was edited", "restore",
    ),
    "a picture": (
        whole(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), "yaml-syntax", f"{FILE}:1:1", "is not UTF-8", "as UTF-8 text",
    ),
    "an empty file": (whole(""), "yaml-syntax", f"{FILE}:1:1", "is empty", "begin with `id:`"),
    "five megabytes": (
        whole(RECORD + " " * 5_000_000), "unreadable", f"{FILE}:1:1", "5,001,228 bytes, more than 1,000,000", "the right one",
    ),
}  # fmt: skip


def test_there_are_twenty() -> None:
    assert len(MISTAKES) == 20


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gives_one_message_at_its_place(name: str, tmp_path: Path) -> None:
    mistake, rule, place, message, help = MISTAKES[name]
    root = registry_folder(tmp_path, record_data(), record_data("eu-other"))
    mistake(root)
    result = CliRunner().invoke(main, ["--root", str(root), "check"], env={"SOURCE_DATE_EPOCH": EPOCH, "SITE_URL": ""})
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    blocks = result.stdout.strip().split("\n\n")
    assert len(blocks) == 1, result.stdout
    first, *_, last = blocks[0].splitlines()
    assert first.startswith(f"{root}/{place}: error[{rule}] ")
    assert message in first
    assert last.startswith("    help: ")
    assert help in last
    assert ", 1 problem; see: " in result.stderr
