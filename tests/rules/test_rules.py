"""Every rule has a folder with a record that breaks it, the whole message, and a record that keeps it.

The folders lie in the package, for the site shows them: hooks/policy_registry/rules/examples/.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builders import PROJECT, TODAY, record_data, registry_folder
from policy_registry.checking import check
from policy_registry.explanation import explanations
from policy_registry.form_rules import FORM_RULES
from policy_registry.problems import Report
from policy_registry.reporters import text
from policy_registry.rules import BRIEFING_RULES, FILE_RULES, RULES
from policy_registry.store import load

FOLDER = PROJECT / "hooks/policy_registry/rules/examples"
EXAMPLES = sorted(path.parent.name for path in FOLDER.glob("*/bad.*"))
FILES = {rule.id: rule.file for rule in FILE_RULES} | {rule.id: "briefings/eu.md" for rule in BRIEFING_RULES}
# A file without rights to read cannot be kept under version control; what was published is asked of a site.
WITHOUT_EXAMPLE = {"unreadable", "published"}


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


def test_every_rule_states_itself_and_its_reason_in_one_sentence_each() -> None:
    said = [(rule.statement, rule.why) for rules in (RULES, FILE_RULES, BRIEFING_RULES, FORM_RULES.values()) for rule in rules]
    for sentence in (sentence for pair in said for sentence in pair):
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert ". " not in sentence


def test_every_rule_is_explained_with_the_lines_that_break_it_and_the_lines_that_keep_it() -> None:
    told = {explanation.id: explanation for explanation in explanations()}
    assert set(told) == set(EXAMPLES) | WITHOUT_EXAMPLE
    for id in EXAMPLES:
        one = told[id]
        assert f"error[{id}]" in one.message
        assert one.bad != one.good
        assert one.bad
        assert one.good
    assert all(told[id].bad == told[id].message == told[id].good == "" for id in WITHOUT_EXAMPLE)
    assert "value: &share 16" in told["yaml-anchor"].bad.splitlines()[2]
    assert "value: 16" in told["yaml-anchor"].good.splitlines()[2]


def test_an_explanation_shows_the_line_of_the_fault_and_hides_no_letter() -> None:
    told = {explanation.id: explanation for explanation in explanations()}
    assert "cause: editorial" in told["cause"].bad
    assert "- id: recycled-cobalt-2031" in told["cited"].bad
    assert "⟨U+202E⟩" in told["text-character"].bad
    assert "\u202e" not in told["text-character"].bad + told["text-character"].message
    assert told["briefing"].message.count("error[briefing]") == 3
    assert told["briefing"].message.endswith(" more")
