"""Every rule has a folder with a record that breaks it, the whole message, and a record that keeps it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builders import TODAY, record_data, registry_folder
from policy_registry.checking import check
from policy_registry.form_rules import FORM_RULES
from policy_registry.problems import Report
from policy_registry.reporters import text
from policy_registry.rules import BRIEFING_RULES, FILE_RULES, RULES
from policy_registry.store import load

FOLDER = Path(__file__).parent
EXAMPLES = sorted(path.parent.name for path in FOLDER.glob("*/bad.*"))
FILES = {rule.id: rule.file for rule in FILE_RULES} | {rule.id: "briefings/eu.md" for rule in BRIEFING_RULES}
WITHOUT_EXAMPLE = {"unreadable"}  # a file without rights to read cannot be kept under version control


def report_on(record: Path, folder: Path) -> Report:
    """Check one file in a registry of its own, with the frozen versions that stand beside it."""
    file = FILES.get(record.parent.name)
    root = registry_folder(folder, record_data()) if file else registry_folder(folder)
    place = root / (file or "policies/eu/eu-example.yml")
    place.parent.mkdir(exist_ok=True)
    shutil.copy(record, place)
    if (record.parent / "versions").is_dir():
        shutil.copytree(record.parent / "versions", root / "versions")
    return check(load(root), TODAY)


def example(rule: str, name: str) -> Path:
    """The file that breaks or keeps a rule, whatever its form."""
    return next((FOLDER / rule).glob(f"{name}.*"))


@pytest.mark.parametrize("rule", EXAMPLES)
def test_bad_example_gives_the_expected_message(rule: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    report = report_on(example(rule, "bad"), tmp_path)
    expected = FOLDER / rule / "expected.txt"
    printed = text(report).replace(f"{tmp_path}/", "")
    if request.config.getoption("--update-expected"):
        expected.write_text(printed, encoding="utf-8")
    assert {problem.rule for problem in report} >= {rule}
    assert printed == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", EXAMPLES)
def test_good_example_has_no_problem(rule: str, tmp_path: Path) -> None:
    assert text(report_on(example(rule, "good"), tmp_path)) == ""


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) == {rule.id for rule in (*RULES, *FILE_RULES, *BRIEFING_RULES)} | set(FORM_RULES) - WITHOUT_EXAMPLE


def test_every_rule_states_itself_in_one_sentence() -> None:
    for statement in [rule.statement for rule in (*RULES, *FILE_RULES, *BRIEFING_RULES)] + list(FORM_RULES.values()):
        assert statement.endswith(".")
        assert "\n" not in statement
