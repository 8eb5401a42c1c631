from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import SHIPPED, TODAY, a_policy, obligation_data, record_data, registry_folder, source_data, three_policies
from policy_registry.cli import main
from policy_registry.exports.plain import plain_text
from policy_registry.facts import Event, Funding, Obligation, Target
from policy_registry.store import load
from policy_registry.writing import policy_yaml

NOT_BEFORE = {"later_of": ["2025-02-18", {"months": "12", "after": "delegated act", "happened": None}]}


def run(root: Path, *arguments: str, epoch: str = "1795392000") -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env={"SOURCE_DATE_EPOCH": epoch})


def test_explain_says_what_a_rule_wants_and_why(tmp_path: Path) -> None:
    result = run(tmp_path, "explain", "yaml-anchor")
    assert result.exit_code == 0
    assert result.stdout.startswith("yaml-anchor\n===========\n\nA record writes every value out")
    assert "Why: Whoever mends a value" in result.stdout
    for line in ("      value: &share 16", "    help: write the value out where it is used", "      value: 16"):
        assert line in result.stdout


def test_explain_lists_all_rules_and_takes_several(tmp_path: Path) -> None:
    listed = run(tmp_path, "explain").stdout.splitlines()
    assert "cited " in {line[:6] for line in listed}
    assert len(listed) > 30
    assert run(tmp_path, "explain", "cited", "unreadable").stdout.count("Why: ") == 2


@pytest.mark.parametrize(("typed", "meant"), [("ctied", "cited"), ("targets.valeu", "targets.value")])
def test_explain_knows_what_was_meant(typed: str, meant: str) -> None:
    result = run(SHIPPED, "explain", typed)
    assert (result.exit_code, result.stderr) == (2, f'registry: there is no rule or field "{typed}"; did you mean "{meant}"?\n')


@pytest.mark.parametrize("name", ["targets.value", "targets[recycled-cobalt-2031].value"])
def test_explain_says_what_a_field_holds(name: str) -> None:
    result = run(SHIPPED, "explain", name)
    assert result.exit_code == 0
    assert result.stdout == (
        "targets.value\n=============\n\nThe number as the source prints it, or the lower end.\n\n"
        "It takes:\n\n    16\n    1.35\n    40.6 trillion\n\nIt refuses:\n\n    16%\n    1,600\n    about 16\n"
    )


def test_a_field_that_a_message_names_is_explained(tmp_path: Path) -> None:
    rule = {"later_of": ["2027", {"months": "1.5", "after": "the act", "happened": None}]}
    root = registry_folder(tmp_path, record_data(obligations=[obligation_data(applies_from=rule)]))
    (problem,) = json.loads(run(root, "check", "--format", "json").stdout)
    assert "Whole months between" in run(root, "explain", problem["field"]).stdout


def test_explain_without_vocabularies_says_so(tmp_path: Path) -> None:
    result = run(tmp_path, "explain", "targets.value")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("registry: ")


def test_a_report_ends_with_the_way_to_its_rules(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(status="in-froce", short_titel="x", topics=[], passed_by="x"))
    last = run(root, "check").stderr
    assert last == (
        "1 record read, 4 problems; see: .venv/bin/registry explain field-shape vocabulary-term text-length\n"
    )  # in the order of the lines, and no more than three
    assert run(root, "explain", *last.rpartition("explain ")[2].split()).exit_code == 0


def test_show_prints_a_record_in_plain_words(tmp_path: Path) -> None:
    duty = obligation_data(applies_from=NOT_BEFORE, who_exactly="makers of EV batteries")
    root = registry_folder(tmp_path, record_data(obligations=[duty]), *three_policies()[:1])
    result = run(root, "show", "eu-example")
    assert result.exit_code == 0
    assert result.stdout.startswith("Example eu-example\neu-example, version 1 of 22 November 2026\n")
    said = " ".join(result.stdout.split())
    for words in (
        "Status In force",
        "Kind Regulation, binding",
        "Duties Economic operators Give each battery a passport weight: requirement;",
        "from: the later of 18 February 2025 and 12 months after delegated act (date passed, still pending);",
        "who: makers of EV batteries; source: Art. 1 (oj, relevant provisions read)",
        "Minimum recycled cobalt: At least 16 % weight: requirement; by: 18 August 2031;",
        "17 August 2023: Enters into force",
        "https://example.org/act",
        "The record was written.",
    ):
        assert words in said
    assert "\u00a0" not in result.stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


def test_every_shipped_record_can_be_printed_with_all_its_facts() -> None:
    registry = load(SHIPPED).registry
    for policy in registry:
        words = " ".join(plain_text(policy, registry, TODAY).split())
        facts: tuple[Event | Target | Obligation | Funding, ...] = (
            *policy.events, *policy.targets, *policy.obligations, *policy.funding,
        )  # fmt: skip
        missing = [fact.id for fact in facts if fact.what.rstrip(".") not in words]
        assert (policy.id, missing) == (policy.id, [])


def test_show_prints_data(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    assert json.loads(run(root, "show", "eu-example", "--format", "json").stdout)["id"] == "eu-example"
    assert run(root, "show", "eu-example", "--format", "yaml").stdout.encode() == policy_yaml(a_policy())


def test_show_of_an_unknown_record_ends_with_2(tmp_path: Path) -> None:
    result = run(registry_folder(tmp_path, record_data()), "show", "eu-exampel")
    assert result.exit_code == 2
    assert 'did you mean "eu-example"?' in result.stderr


def test_stale_lists_what_is_due_and_why(tmp_path: Path) -> None:
    late = record_data("eu-late", obligations=[obligation_data(applies_from=NOT_BEFORE)])
    old = record_data("eu-old", sources=[source_data(consulted_on="2026-01-05")])
    root = registry_folder(tmp_path, late, old, record_data("eu-sound"))
    result = run(root, "stale")
    assert result.exit_code == 0
    assert result.stdout == (
        "eu-late\n    passport: 18 February 2025 has passed, and no delegated act was found; 1 duty or target waits for it\n"
        "eu-old\n    oj: 1 source not read for 180 days\n"
    )
    assert result.stderr == "2 records of 3 due for a check on 2026-11-23\n"
    rows = json.loads(run(root, "stale", "--format", "json").stdout)
    assert [(row["id"], [reason["item"] for reason in row["reasons"]]) for row in rows] == [
        ("eu-late", ["passport"]),
        ("eu-old", ["oj"]),
    ]


def test_half_a_year_later_every_record_is_due(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    assert run(root, "stale", epoch="1821000000").stdout == "eu-example\n    Not checked for 180 days\n"
