"""The life of a record through the commands: freeze, revise, compare, upgrade, retire."""

from __future__ import annotations

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders import CITATION, record_data, registry_folder, target_data, write_record
from policy_registry.cli import main
from policy_registry.store import load
from policy_registry.writing import yaml_text

EPOCH = {"SOURCE_DATE_EPOCH": "1795392000"}
SAID = "The share was given as 16 %; Art. 8(2) says 18 %."


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env=EPOCH)


def frozen_registry(folder: Path, *records: dict[str, Any]) -> Path:
    root = registry_folder(folder, *(records or (record_data(),)))
    assert run(root, "freeze").exit_code == 0
    return root


def edit(root: Path, old: str, new: str) -> None:
    file = root / "policies/eu/eu-example.yml"
    assert old in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def corrected(folder: Path) -> Path:
    """A registry whose only record is at version 2, with one value moved."""
    root = frozen_registry(folder)
    edit(root, "value: 16", "value: 18")
    assert run(root, "revise", "eu-example", "--cause", "correction", "--summary", SAID).exit_code == 0
    assert run(root, "freeze").exit_code == 0
    return root


def problem(root: Path) -> tuple[str, str]:
    result = run(root, "check", "--format", "json")
    assert result.exit_code == 1, result.output
    (found,) = json.loads(result.stdout)
    return found["message"], found["help"]


def test_an_edited_frozen_file_is_found_where_it_lies(tmp_path: Path) -> None:
    root = corrected(tmp_path)
    for number in (1, 2):
        file = root / f"versions/eu-example/{number}.yml"
        kept = file.read_bytes()
        file.write_bytes(kept.replace(b"passport", b"passports"))
        (found,) = json.loads(run(root, "check", "--format", "json").stdout)
        assert found["message"] == f"the frozen version {number} was edited: its hash is not the one of its freezing"
        assert found["path"] == str(file)
        assert found["help"] == f"restore {file.parent}/ as it was published"
        file.write_bytes(kept)
    assert run(root, "check").exit_code == 0


@pytest.mark.parametrize("number", [1, 2])
def test_a_frozen_file_or_hash_that_is_gone_is_found(tmp_path: Path, number: int) -> None:
    root = corrected(tmp_path)
    (root / f"versions/eu-example/{number}.yml").unlink()
    assert problem(root)[0] == f"the frozen version {number} is gone"


def test_frozen_files_of_a_retired_id_are_guarded_too(tmp_path: Path) -> None:
    root = retired(tmp_path)
    assert run(root, "check").exit_code == 0
    file = root / "versions/eu-example/1.yml"
    file.write_bytes(b"garbage")
    assert problem(root)[0] == "the frozen version 1 was edited: its hash is not the one of its freezing"
    (file.parent / "SHA256SUMS").write_text(f"{sha256(b'garbage').hexdigest()}  1.yml\n")
    assert problem(root)[0] == "cannot be read as version 1 of eu-example"


def test_a_skipped_number_is_found(tmp_path: Path) -> None:
    root = corrected(tmp_path)
    edit(root, "version: 2\nregion", "version: 3\nregion")
    edit(root, "- version: 2\n", "- version: 3\n")
    message, help = problem(root)
    assert message == '"3" does not fit the 2 entries of `history`'
    assert help == "have one entry for each version"


def test_a_value_without_a_revision_is_found(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    edit(root, "value: 16", "value: 18")
    message, help = problem(root)
    assert message == "version 1 is frozen, and the record differs from it"
    assert help == "undo the change, or run: .venv/bin/registry revise eu-example --cause CAUSE --summary TEXT"


def test_a_weaker_cause_is_refused_by_revise_and_by_check(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    edit(root, "value: 16", "value: 18")
    refused = run(root, "revise", "eu-example", "--cause", "editorial", "--summary", "Reworded.")
    assert refused.exit_code == 1
    assert 'targets[recycled-cobalt-2031].value: "16" became "18"' in refused.stderr
    assert "version: 1\nregion" in (root / "policies/eu/eu-example.yml").read_text()
    assert run(root, "revise", "eu-example", "--cause", "correction", "--summary", SAID).exit_code == 0
    edit(root, "cause: correction", "cause: editorial")
    message, help = problem(root)
    assert message.startswith('"editorial" cannot explain a major change')
    assert help.startswith("choose law-change if the law moved it")


def test_the_history_is_only_added_to(tmp_path: Path) -> None:
    root = corrected(tmp_path)
    edit(root, "summary: The record was written.", "summary: Somebody else wrote it.")
    messages = [found["message"] for found in json.loads(run(root, "check", "--format", "json").stdout)]
    assert "the entry of version 1 is not as it was frozen" in messages


def test_freeze_check_proves_that_everything_current_is_frozen(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    waiting = run(root, "freeze", "--check")
    assert (waiting.exit_code, waiting.stdout) == (
        1, "eu-example: version 1 is not frozen; run: .venv/bin/registry freeze eu-example\n",
    )  # fmt: skip
    assert not (root / "versions").exists()
    run(root, "freeze")
    assert run(root, "freeze", "--check").exit_code == 0


def test_a_freeze_that_broke_off_is_told_and_can_be_done_again(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    sums, file = root / "versions/eu-example/SHA256SUMS", root / "versions/eu-example/1.yml"
    written = sums.read_text()
    assert written == f"{sha256(file.read_bytes()).hexdigest()}  1.yml\n"
    sums.unlink()
    assert problem(root)[0] == "the frozen version 1 has no hash in SHA256SUMS"
    file.unlink()
    assert run(root, "freeze").exit_code == 0
    assert sums.read_text() == written


def test_a_hash_without_an_end_of_line_is_not_joined_to_the_next(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    sums = root / "versions/eu-example/SHA256SUMS"
    sums.write_text(sums.read_text().rstrip("\n"))
    edit(root, "value: 16", "value: 18")
    assert run(root, "revise", "eu-example", "--cause", "correction", "--summary", SAID).exit_code == 0
    assert run(root, "freeze").exit_code == 0
    assert run(root, "check").exit_code == 0
    hashes = [sha256((sums.parent / f"{number}.yml").read_bytes()).hexdigest() for number in (1, 2)]
    assert sums.read_text() == f"{hashes[0]}  1.yml\n{hashes[1]}  2.yml\n"


def test_the_difference_of_two_versions_in_three_forms(tmp_path: Path) -> None:
    root = corrected(tmp_path)
    line = "Minimum recycled cobalt by 2031-08-18: 16 % -> 18 %"
    text = run(root, "diff", "eu-example", "1", "2")
    assert text.stdout == f"eu-example, version 1 -> 2, major\n  major  {line}\n"
    assert run(root, "diff", "eu-example").stdout == text.stdout
    assert (
        "- *major* Minimum recycled cobalt by 18 August 2031: 16 % → 18 %"
        in run(root, "diff", "eu-example", "--format", "markdown").stdout
    )
    (record,) = json.loads(run(root, "diff", "eu-example", "1", "--format", "json").stdout)
    assert (record["grade"], [change["path"] for change in record["changes"]]) == (
        "major",
        ["targets[recycled-cobalt-2031].value"],
    )


def test_without_an_id_the_edits_since_the_last_freeze_are_shown(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    assert run(root, "diff").stdout == ""
    edit(root, "value: 16", "value: 18")
    assert "16 % -> 18 %" in run(root, "diff").stdout


@pytest.mark.parametrize(
    "arguments", [("eu-nowhere",), ("eu-example", "7"), ("--base", "nowhere"), ("eu-example", "1", "--base", "x")]
)
def test_a_difference_that_cannot_be_made_ends_with_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(corrected(tmp_path), "diff", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("registry: ")
    assert "Traceback" not in result.output


def test_two_registries_are_compared_by_folder_and_by_revision(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-C", str(tmp_path)]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Before"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    shutil.copytree(root, tmp_path / "before")
    edit(root, "value: 16", "value: 18")
    write_record(root, yaml_text(record_data("kr-new")), "kr-new")
    by_folder = run(root, "diff", "--base", str(tmp_path / "before"))
    assert "kr-new, new, version 1" in by_folder.stdout
    assert "16 % -> 18 %" in by_folder.stdout
    assert run(root, "diff", "--base", "HEAD").stdout == by_folder.stdout
    assert run(root, "diff", "eu-example", "--base", "HEAD").stdout.count("version 1") == 1


def test_markdown_in_a_record_stays_text_in_a_comment(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    edit(root, "what: Minimum recycled cobalt", "what: Minimum <b>recycled</b> [cobalt](https://example.org) @someone")
    shown = run(root, "diff", "--format", "markdown").stdout
    assert "<b>" not in shown.replace("\\<b\\>", "")
    assert "[cobalt](" not in shown.replace("\\[cobalt\\](", "")


def rename_place(data: dict[str, Any]) -> dict[str, Any]:
    return {"jurisdiction" if key == "place" else key: value for key, value in data.items()}


def test_an_older_format_is_read_shown_and_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = frozen_registry(tmp_path, record_data(jurisdiction="US-CA"))
    edit(root, "jurisdiction: US-CA", "place: US-CA")
    old = (root / "versions/eu-example/1.yml").read_bytes().replace(b"jurisdiction: US-CA", b"place: US-CA")
    (root / "versions/eu-example/1.yml").write_bytes(old)
    (root / "versions/eu-example/SHA256SUMS").write_text(f"{sha256(old).hexdigest()}  1.yml\n")
    monkeypatch.setattr("policy_registry.upgrades.UPGRADES", (rename_place,))
    assert problem(root) == ("the record is written in an older format", "run: .venv/bin/registry upgrade")
    assert "format 2" in run(root, "upgrade").stdout
    assert (root / "policies/eu/eu-example.yml").read_text().startswith("format: 2\nid: eu-example\n")
    assert "jurisdiction: US-CA" in (root / "policies/eu/eu-example.yml").read_text()
    assert (root / "versions/eu-example/1.yml").read_bytes() == old
    assert run(root, "check").exit_code == 0
    assert run(root, "diff").stdout == ""
    assert run(root, "upgrade").stdout == ""


def retired(folder: Path, *records: dict[str, Any]) -> Path:
    """A registry in which eu-example has moved to eu-new."""
    root = frozen_registry(folder, record_data(), record_data("eu-new"), *records)
    (root / "policies/eu/eu-example.yml").unlink()
    entry = {"id": "eu-example", "name": "Example", "kind": "moved", "on": "2026-11-20", "reason": "It has another name.",
             "successors": ["eu-new"]}  # fmt: skip
    (root / "retired.yml").write_text(yaml_text({"retired": [entry]}), encoding="utf-8")
    return root


def test_a_retired_id_needs_no_record_and_is_named_where_it_is_still_used(tmp_path: Path) -> None:
    relation = {"id": "to-old", "type": "complements", "target": "eu-example", "citation": CITATION}
    root = retired(tmp_path, record_data("kr-beside", relations=[relation]))
    assert problem(root) == ('"eu-example" is retired', 'name "eu-new"')
    (root / "retired.yml").unlink()
    assert "say in retired.yml what became of it" in run(root, "check").stdout


def test_a_record_with_faults_is_no_change_of_the_law(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    shutil.copytree(root, tmp_path / "before")
    for old, new in (("value: 16", "value: 18 %"), ("summary:", "summary: [")):
        edit(root, old, new)
        for arguments in (("diff",), ("diff", "--base", str(tmp_path / "before")), ("diff", "eu-example")):
            result = run(root, *arguments)
            assert (result.exit_code, result.stdout) == (2, "")
            assert "eu-example cannot be read whole" in result.stderr


def test_a_stranger_with_only_the_folder_can_check_the_hashes(tmp_path: Path) -> None:
    root = corrected(tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=root / "versions/eu-example", capture_output=True, text=True
    )
    assert done.stdout == "1.yml: OK\n2.yml: OK\n"


def test_every_shipped_version_is_frozen_with_its_hash() -> None:
    registry = load(Path("registry")).registry
    for policy in registry:
        assert set(registry.frozen[policy.id]) == set(registry.sums[policy.id]) == set(range(1, policy.version + 1))
        for number, content in registry.frozen[policy.id].items():
            assert registry.sums[policy.id][number] == sha256(content).hexdigest()


def test_targets_may_be_added_beside_a_moved_one(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    write_record(root, yaml_text(record_data(targets=[target_data(value="18"), target_data(id="lead")])), "eu-example")
    lines = run(root, "diff").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["major", "minor"]


@pytest.mark.parametrize("base", ["", "  "])
def test_an_empty_base_is_not_the_registry_itself(tmp_path: Path, base: str) -> None:
    result = run(frozen_registry(tmp_path), "diff", "--base", base)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--base is empty" in result.stderr


def test_a_revision_with_a_link_that_leads_away_is_told(tmp_path: Path) -> None:
    root = frozen_registry(tmp_path)
    (root / "policies/eu/eu-away.yml").symlink_to("/etc/hostname")
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-C", str(tmp_path)]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Before"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    (root / "policies/eu/eu-away.yml").unlink()
    result = run(root, "diff", "--base", "HEAD")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'the revision "HEAD" cannot be unpacked' in result.stderr
