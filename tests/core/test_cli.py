from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import SHIPPED, record_data, registry_folder, three_policies, write_briefing, write_record
from command_line import commands
from policy_registry.cli import main
from policy_registry.writing import yaml_text

EPOCH = {"SOURCE_DATE_EPOCH": "1795392000", "SITE_URL": ""}


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env=EPOCH)


def test_a_sound_registry_ends_with_0(tmp_path: Path) -> None:
    result = run(registry_folder(tmp_path, *three_policies()), "check")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "3 records read, no problems\n"


def test_a_problem_ends_with_1(tmp_path: Path) -> None:
    result = run(registry_folder(tmp_path, record_data(status="in-froce")), "check")
    assert result.exit_code == 1
    assert 'did you mean "in-force"?' in result.stdout


@pytest.mark.parametrize("arguments", [("check",), ("freeze",), ("export", "out"), ("schema",)])
def test_no_registry_ends_with_2_and_no_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(tmp_path / "nowhere", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("registry: ")
    assert "Traceback" not in result.output


def test_a_path_narrows_the_check(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data("eu-bad", status="in-froce"), record_data("eu-good"))
    assert run(root, "check", str(root / "policies/eu/eu-good.yml")).exit_code == 0
    assert run(root, "check", str(root / "policies/eu/eu-bad.yml")).exit_code == 1
    assert run(root, "check", str(root / "policies/eu")).exit_code == 1
    assert run(root, "check", str(root / "policies/eu/eu-none.yml")).exit_code == 2


def test_a_briefing_is_checked_and_is_no_record(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    briefing = write_briefing(root, "It asks for two of three.")
    assert run(root, "check").stderr == "1 record read, no problems\n"
    briefing.write_text("It asks for 2 of 3.")
    for path in (briefing, briefing.parent, root):
        assert run(root, "check", str(path)).exit_code == 1
    assert run(root, "check", str(root / "policies")).exit_code == 0


def test_json_names_place_and_rule(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(status="in-froce"))
    (problem,) = json.loads(run(root, "check", "--format", "json").stdout)
    assert (problem["line"], problem["column"], problem["rule"], problem["field"]) == (12, 9, "vocabulary-term", "status")


def test_github_annotations_stay_on_one_line(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(status="in-froce"))
    line = run(root, "check", "--format", "github").stdout
    assert line.startswith("::error file=")
    assert ",line=12,col=9,title=vocabulary-term::status: " in line
    assert line.count("\n") == 1


def test_each_message_leads_to_the_page_of_its_rule_where_the_site_is_known(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(status="in-froce"))
    page = "https://example.org/r/rules/vocabulary-term/"
    known = ("check", "--site-url", "https://example.org/r/")
    assert run(root, *known).stdout.endswith(f'    help: did you mean "in-force"?\n    rule: {page}\n\n')
    assert run(root, *known, "--format", "github").stdout.endswith(f"; {page}\n")
    assert json.loads(run(root, *known, "--format", "json").stdout)[0]["page"] == page
    assert json.loads(run(root, "check", "--format", "json").stdout)[0]["page"] is None


def test_freeze_writes_each_version_once_and_refuses_a_faulty_registry(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    assert "1.yml: frozen" in run(root, "freeze").stdout
    assert run(root, "freeze").stdout == ""
    write_record(root, yaml_text(record_data(summary="Another text.")), "eu-example")
    refused = run(root, "freeze")
    assert refused.exit_code == 1
    assert "error[versions]" in refused.stdout


def test_revise_opens_the_next_version(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    early = run(root, "revise", "eu-example", "--cause", "correction", "--summary", "Mended.")
    assert early.exit_code == 2
    assert "not frozen yet" in early.stderr
    run(root, "freeze")
    assert run(root, "revise", "eu-example", "--cause", "typo", "--summary", "Mended.").exit_code == 2
    said = "The share was given as 16 %; it is 18 %."
    assert run(root, "revise", "eu-example", "--cause", "correction", "--summary", said).exit_code == 0
    unchanged = run(root, "check")
    assert unchanged.exit_code == 1
    assert "nothing differs from the version before" in unchanged.stdout
    file = root / "policies/eu/eu-example.yml"
    file.write_text(file.read_text().replace("value: 16", "value: 18"))
    assert run(root, "check").exit_code == 0
    assert "version: 2\n" in file.read_text()
    assert f"cause: correction\n  summary: {said}\n" in file.read_text()
    assert "2.yml: frozen" in run(root, "freeze", "eu-example").stdout


def test_export_writes_the_data_without_a_host(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, *three_policies())
    assert run(root, "export", str(tmp_path / "out")).exit_code == 0
    everything = json.loads((tmp_path / "out/data/policies.json").read_text(encoding="utf-8"))
    assert everything["count"] == 3
    one = json.loads((tmp_path / "out/policies/cn-example/record.json").read_text(encoding="utf-8"))
    assert one == everything["policies"][0]
    assert (tmp_path / "out/policies/cn-example/record.yml").is_file()


def test_every_command_has_help_with_an_example() -> None:
    for name, command in commands().items():
        assert command.help, name
        assert "Example: registry" in command.help, name


def test_a_path_that_holds_no_record_ends_with_2(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", root / "vocabularies/units.yml"):
        result = run(root, "check", str(path))
        assert result.exit_code == 2
        assert "there is no record at" in result.stderr


def test_the_whole_registry_may_be_named_and_an_outside_file_twice(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    assert run(root, "check", str(root)).exit_code == 0
    draft = tmp_path / "drafts" / "eu-example.yml"
    draft.parent.mkdir()
    draft.write_text(yaml_text(record_data()), encoding="utf-8")
    assert run(root, "check", str(draft), str(draft.parent)).exit_code == 0


def test_a_summary_that_a_record_may_not_hold_is_refused_in_words(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    run(root, "freeze")
    result = run(root, "revise", "eu-example", "--cause", "correction", "--summary", "Two  spaces.")
    assert result.exit_code == 2
    assert "the summary cannot be kept: begins or ends with a space, or has two in a row" in result.stderr


def test_a_day_that_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    result = CliRunner().invoke(main, ["--root", str(root), "check"], env={"SOURCE_DATE_EPOCH": "soon"})
    assert result.exit_code == 2
    assert 'SOURCE_DATE_EPOCH is "soon"' in result.stderr


def complete(*words: str) -> list[str]:
    """What the shell is told when the tab key is pressed after the last word."""
    environment = {
        **os.environ, "_REGISTRY_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(("registry", *words)),
        "COMP_CWORD": str(len(words)), "REGISTRY_PATH": str(SHIPPED),
    }  # fmt: skip
    command = Path(sys.executable).with_name("registry")
    done = subprocess.run([command], env=environment, capture_output=True, text=True, check=True, timeout=30)
    return [line.removeprefix("plain,") for line in done.stdout.splitlines()]


def test_the_shell_completes_commands_ids_and_rules() -> None:
    assert complete("fr") == ["freeze", "from-issue"]
    assert "eu-batteries-regulation" in complete("show", "eu-bat")
    assert complete("explain", "cit") == ["cited"]


def test_no_command_prints_colours(tmp_path: Path) -> None:
    """So there is nothing that `NO_COLOR` has to take away, even on a terminal."""
    root = registry_folder(tmp_path, record_data(status="in-froce"), record_data("eu-good"))
    for arguments in (("check",), ("explain", "cited"), ("show", "eu-good"), ("stale",), ("fix", "--check"), ("--help",)):
        result = CliRunner().invoke(main, ["--root", str(root), *arguments], env=EPOCH, color=True)
        assert result.output
        assert "\x1b" not in result.output


def test_a_site_whose_address_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    result = run(registry_folder(tmp_path, record_data()), "check", "--published", "http://[x")
    assert result.exit_code == 2
    assert 'what "http://[x" published cannot be read: Invalid IPv6 URL' in result.stderr


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    (root / "policies/eu/eu-round.yml").symlink_to("eu-round.yml")
    for paths in ((), (str(root),)):
        assert '"eu-round.yml" is a link' in run(root, "check", *paths).stdout


@pytest.mark.parametrize(
    "address", ["", 'nonsense"><', "ftp://example.org/", "https://", "https://a b/", 'https://a.org/"x', "http://[x"]
)
def test_a_site_stands_at_a_web_address(tmp_path: Path, address: str) -> None:
    root = registry_folder(tmp_path, record_data())
    for command in (("export", str(tmp_path / "public")), ("check",)):
        result = run(root, *command, "--site-url", address)
        assert result.exit_code == 2
        assert (
            result.stderr
            == f'registry: --site-url: "{address}" is no address of a site, such as https://registry.example.org/\n'
        )
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("style", ["text", "github"])
def test_nothing_in_a_record_acts_on_the_terminal_or_the_log_that_tells_of_it(tmp_path: Path, style: str) -> None:
    root = registry_folder(tmp_path)
    escape = '"\\e[2J\\e]0;pwn\\a\\n::stop-commands::x\\x9b"'
    write_record(root, yaml_text(record_data()).replace("status: in-force", f"status: {escape}\nne\u202ewest: 1"), "eu-example")
    result = run(root, "check", "--format", style)
    assert "⟨U+001B⟩[2J⟨U+001B⟩]0;pwn⟨U+0007⟩⟨U+000A⟩::stop-commands::x⟨U+009B⟩" in result.stdout
    assert "ne⟨U+202E⟩west" in result.stdout
    assert not [letter for letter in result.stdout if letter in "\x1b\x07\x9b\u202e"]
    begins = ("::error file=",) if style == "github" else (f"{root}/", "    ")
    assert all(line.startswith(begins) for line in result.stdout.splitlines() if line)
