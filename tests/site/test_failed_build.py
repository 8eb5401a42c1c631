"""Builds that fail, are killed, or find no room: the site that was there stays whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builders import PROJECT, record_data, registry_folder
from conftest import EPOCH
from interruptible import interruptible
from policy_registry.replacement import Replacement

OLD = {".git/HEAD": "kept", "index.html": "old", "policies/eu-gone/index.html": "gone"}
HOST = "from mkdocs.__main__ import cli; cli()"
# The project's own settings, with a menu that leads nowhere: a warning, which strict mode tells at the very end.
WITH_WARNING = f"""
INHERIT: {PROJECT}/mkdocs.yml
docs_dir: {PROJECT}/docs
hooks: [{PROJECT}/hooks/mkdocs_hooks.py]
watch: []
theme: {{custom_dir: {PROJECT}/docs/.overrides}}
nav: [index.md, nowhere.md]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that an earlier build left."""
    for name, text in OLD.items():
        path = tmp_path / "public/site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "public/site"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return registry_folder(tmp_path, record_data())


def environment(root: Path) -> dict[str, str]:
    path = os.pathsep.join([str(PROJECT / "tests"), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "REGISTRY_PATH": str(root), "PYTHONPATH": path}


def build(site: Path, root: Path, fault: str = "", *options: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` in a process that a fault of `faults` befalls."""
    before = f"import faults; faults.{fault}; " if fault else ""
    command = [sys.executable, "-c", before + HOST, "build", "--strict", "--site-dir", str(site), *options]
    return subprocess.run(
        command, cwd=PROJECT, env=environment(root), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def is_old(site: Path) -> bool:
    return {str(path.relative_to(site)): path.read_text() for path in site.rglob("*") if path.is_file()} == OLD


def stands_alone(site: Path) -> bool:
    return list(site.parent.iterdir()) == [site]


def test_a_registry_with_faults_leaves_the_site(site: Path, tmp_path: Path) -> None:
    (tmp_path / "faulty").mkdir()
    done = build(site, registry_folder(tmp_path / "faulty", record_data(status="in-froce")))
    assert done.returncode == 1
    assert 'status: "in-froce"' in done.stdout
    assert is_old(site)
    assert stands_alone(site)


def test_a_warning_that_is_told_after_all_pages_leaves_the_site(site: Path, root: Path, tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(WITH_WARNING)
    done = build(site, root, "", "--config-file", str(settings))
    assert done.returncode == 1
    assert done.stdout.endswith("Aborted with 1 warnings in strict mode!\n")
    assert is_old(site)
    assert stands_alone(site)


def test_a_killed_build_leaves_the_site_and_the_next_one_clears_up_and_replaces_it(site: Path, root: Path) -> None:
    killed = build(site, root, f"at_first_page({signal.SIGKILL:d})")
    assert killed.returncode == -signal.SIGKILL
    assert is_old(site)
    assert sorted(path.name for path in site.parent.iterdir()) == [".site.unfinished", "site"]
    done = build(site, root)
    assert done.returncode == 0, done.stdout
    assert stands_alone(site)
    assert "<title>" in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "_headers").is_file()
    assert not (site / "policies/eu-gone").exists()
    assert (site / ".git/HEAD").read_text() == "kept"


def test_an_interrupted_build_leaves_the_site(site: Path, root: Path) -> None:
    done = build(site, root, "interrupted_at_first_page()")
    assert done.returncode == 1
    assert done.stdout.endswith("Aborted!\n")
    assert is_old(site)
    assert stands_alone(site)


def test_a_full_disk_is_said_in_one_line_and_leaves_the_site(site: Path, root: Path) -> None:
    done = build(site, root, "full_at_first_page()")
    assert done.returncode == 1
    assert done.stdout.endswith(
        f"\n{site} cannot be written: File too large; "
        "raise the limit for the size of a file (ulimit -f) and run the command again\n"
    )
    assert "Traceback" not in done.stdout
    assert is_old(site)
    assert stands_alone(site)


def test_a_site_that_cannot_be_replaced_is_told_before_anything_is_done(tmp_path: Path, root: Path) -> None:
    (tmp_path / "file").write_text("kept")
    done = build(tmp_path / "file/site", root)
    assert done.returncode == 1
    assert f"{tmp_path}/file/site cannot be written: Not a directory; move away the file" in done.stdout
    assert "Traceback" not in done.stdout
    assert (tmp_path / "file").read_text() == "kept"


def test_a_second_build_at_the_same_time_is_refused(site: Path, root: Path) -> None:
    first = Replacement(site)
    done = build(site, root)
    assert done.returncode == 1
    assert f"{site} cannot be written: another run is writing it; wait for its end" in done.stdout
    first.abandon()
    assert is_old(site)
    assert stands_alone(site)


def test_serving_builds_where_mkdocs_wants_it(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    command = [sys.executable, "-c", HOST, "serve", "--dev-addr", "127.0.0.1:0"]
    with interruptible(command, PROJECT, {**environment(root), "TMPDIR": str(folder)}) as server:
        assert server.stderr
        said = []
        for line in server.stderr:
            said.append(line)
            if "Serving on" in line:
                break
        (site,) = folder.iterdir()
        assert (site.name[:7], (site / "index.html").is_file()) == ("mkdocs_", True), said
    assert not any("unfinished" in line for line in said)
    assert list(folder.iterdir()) == []
