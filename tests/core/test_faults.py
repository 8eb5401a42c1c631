"""What a kill, a full disk, a missing right, another run at the same time and damaged files do to a registry."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import history_data, publish, record_data, registry_folder, target_data, three_policies, write_record
from faults import (
    EPOCH,
    Ended,
    Fault,
    at_once,
    full_after,
    in_child,
    kill_at_byte,
    kill_before,
    killed_in_turn,
    newer_format,
    no_fault,
    one_after_the_other,
    without_rights,
)
from policy_registry.archive import freeze
from policy_registry.checking import check
from policy_registry.cli import main
from policy_registry.disk_faults import UnwritableError
from policy_registry.issue_forms import CORRECTION
from policy_registry.policy import Policy
from policy_registry.replacement import Replacement
from policy_registry.store import load
from policy_registry.writing import yaml_text

# The day of EPOCH.
TODAY = date(2026, 11, 23)
SUMMARY = "The share was given as 16 %; Art. 8(2) says 18 %."
ANSWERS = {
    "record": "eu-example", "version": "1", "fact": "recycled-cobalt-2031", "value": "16 %", "field": "The number (value)",
    "right": "18", "summary": SUMMARY, "cause": "The record was wrong (correction)", "source_title": "Corrigendum",
    "source_publisher": "Official Journal", "source_url": "https://example.org/corrigendum", "locator": "Art. 8(2)",
    "source_language": "English (en)", "source_kind": "The act, or who made it (primary)",
    "consulted": "The provisions that matter (provisions)", "consulted_on": "2026-11-20",
}  # fmt: skip
FREEZE = ("freeze",)
REVISE = ("revise", "eu-example", "--cause", "correction", "--summary", SUMMARY)
FIX = ("fix",)
UPGRADE = ("upgrade",)
NEW = (
    "new", "--region", "eu", "--title", "A new act", "--language", "en", "--short-title", "New act",
    "--instrument", "regulation", "--status", "in-force", "--since", "2024-02-18", "--bindingness", "binding",
    "--topic", "recycling", "--passed-by", "Parliament", "--summary", "It asks for recycled cobalt in new batteries.",
    "--source-title", "The act", "--source-publisher", "Official Journal", "--source-url", "https://example.org/act",
    "--source-language", "en", "--source-kind", "primary", "--source-consulted", "full", "--id", "eu-new-act",
)  # fmt: skip
FROM_ISSUE = ("from-issue", "{folder}/form.md")
SCHEMA = ("schema", "--write")
EXPORT = ("export", "{folder}/public")
IN_THE_REGISTRY = (FREEZE, REVISE, FIX, UPGRADE, NEW, FROM_ISSUE, SCHEMA)


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env=EPOCH)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@dataclass(frozen=True)
class Task:
    """A command with something to write, and the registry on which it does."""

    root: Path
    arguments: tuple[str, ...]

    def after(self, fault: Fault) -> Ended:
        """How it ends where a fault befalls it."""
        set_up = newer_format if self.arguments == UPGRADE else no_fault
        return in_child(partial(one_after_the_other, set_up, fault), self.root, *self.arguments)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A registry of one record that is not frozen."""
    return registry_folder(tmp_path, record_data())


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A registry of one record that is frozen, and whose form can be mended."""
    root = registry_folder(tmp_path)
    publish(root, record_data())
    path = root / "policies/eu/eu-example.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    return root


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """A registry whose one record is frozen twice."""
    root = registry_folder(tmp_path)
    history = history_data(("2026-11-22", "new", "The record was written."), ("2026-11-23", "correction", SUMMARY))
    publish(root, record_data(), record_data(version="2", history=history, targets=[target_data(value="18")]))
    return root


def task_in(folder: Path, command: tuple[str, ...]) -> Task:
    """The command on a registry in a folder in which each of them has something to write."""
    root = registry_folder(folder)
    publish(root, record_data())
    path = root / "policies/eu/eu-example.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    write_record(root, yaml_text(record_data("eu-second")), "eu-second")
    form = "\n\n".join(f"### {label}\n\n{ANSWERS.get(id, '_No response_')}" for id, label in CORRECTION.labels.items())
    (folder / "form.md").write_text(form, encoding="utf-8")
    return Task(root, tuple(word.format(folder=folder) for word in command))


# A kill


def test_a_freeze_killed_anywhere_leaves_no_half_file_and_the_next_one_ends_it(fresh: Path, tmp_path: Path) -> None:
    before = contents(fresh)
    root = Path(shutil.copytree(fresh, tmp_path / "whole"))
    assert run(root, "freeze").exit_code == 0
    after = contents(root)
    assert set(after) - set(before) == {"versions/eu-example/1.yml", "versions/eu-example/SHA256SUMS"}
    drafts, said = set(), set()

    def tried(fault: Fault) -> Ended:
        nonlocal root
        shutil.rmtree(root)
        shutil.copytree(fresh, root)
        return in_child(fault, root, "freeze")

    for _ in killed_in_turn(tried):
        left = contents(root)
        drafts |= {name.rpartition("/")[2][:7] for name in left if "/." in name}
        assert {name: left[name] for name in left if "/." not in name}.items() <= after.items()
        said |= {(problem.message, problem.help) for problem in check(load(root), TODAY)}
        assert run(root, "freeze").exit_code == 0
        assert contents(root) == after
    assert drafts == {".1.yml.", ".SHA256"}
    ((message, help),) = said
    assert message == "the frozen version 1 has no hash in SHA256SUMS"
    assert help.startswith("run: .venv/bin/registry freeze eu-example, which ends a freeze that broke off; ")


@pytest.mark.parametrize("command", [REVISE, NEW, SCHEMA], ids=lambda command: command[0])
def test_a_killed_command_leaves_each_file_as_it_was_or_as_it_is_to_be(tmp_path: Path, command: tuple[str, ...]) -> None:
    # One of each way to write: over what was read, where nothing stands, and over whatever stands there.
    task = task_in(tmp_path, command)
    before = contents(task.root)
    kept = shutil.copytree(task.root, tmp_path / "kept")
    assert task.after(no_fault).status == 0
    after = contents(task.root)
    assert after != before

    def tried(fault: Fault) -> Ended:
        shutil.rmtree(task.root)
        shutil.copytree(kept, task.root)
        return task.after(fault)

    for _ in killed_in_turn(tried):
        for name, content in contents(task.root).items():
            assert "/." in name or content in {before.get(name), after[name]}, name
        assert before.keys() <= contents(task.root).keys()
        load(task.root)


def test_an_export_killed_anywhere_leaves_the_earlier_one(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    assert run(fresh, "export", str(folder)).exit_code == 0
    before = contents(folder)
    write_record(fresh, yaml_text(record_data("eu-second")), "eu-second")
    for number in (1, 40):
        assert in_child(partial(kill_before, number), fresh, "export", str(folder)).status < 0
        assert contents(folder) == before
    assert run(fresh, "export", str(folder)).exit_code == 0
    assert "policies/eu-second/record.json" in contents(folder)
    assert not list(tmp_path.glob(".public.*"))


@pytest.mark.parametrize("command", IN_THE_REGISTRY, ids=lambda command: command[0])
def test_a_command_killed_in_the_middle_of_a_file_leaves_all_files_as_they_were(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    task = task_in(tmp_path, command)
    before = contents(tmp_path)
    assert task.after(partial(kill_at_byte, 100)).status == -signal.SIGXFSZ
    left = contents(tmp_path)
    (half,) = left.keys() - before.keys()
    assert len(left.pop(half)) == 100
    assert "/." in f"/{half}"
    assert left == before
    assert task.after(no_fault).status == 0
    assert half not in contents(tmp_path)


def replaced(fault: Fault, folder: str) -> Ended:
    fault()
    replacement = Replacement(Path(folder))
    (replacement.folder / "page").write_text("new")
    replacement.finish()
    return Ended(0)


def test_a_replacement_killed_anywhere_leaves_one_folder_whole_or_the_next_one_brings_it_back(tmp_path: Path) -> None:
    place = tmp_path / "site"
    seen = []

    def tried(fault: Fault) -> Ended:
        shutil.rmtree(place, ignore_errors=True)
        (place / ".git").mkdir(parents=True)
        (place / "page").write_text("old")
        (place / ".git/HEAD").write_text("kept")
        (ended,) = at_once([partial(replaced, fault, str(place))])
        return ended

    for _ in killed_in_turn(tried):
        seen.append((place / "page").read_text() if place.exists() else "none")
        Replacement(place).abandon()
        assert (place / "page").read_text() == ("new" if seen[-1] == "new" else "old")
        assert (place / ".git/HEAD").read_text() == "kept"
        assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert list(dict.fromkeys(seen)) == ["old", "none", "new"]
    assert seen.count("none") == 1


# Two runs at once


def frozen_by(root: str, version: int) -> Ended:
    history = history_data(*[("2026-11-22", "new" if number == 1 else "editorial", "x") for number in range(1, version + 1)])
    freeze(Path(root), Policy.model_validate(record_data(version=str(version), history=history)))
    return Ended(0)


def test_versions_frozen_at_once_are_all_there_with_their_hashes(fresh: Path) -> None:
    folder = fresh / "versions/eu-example"
    for _ in range(4):
        assert at_once(partial(frozen_by, str(fresh), version) for version in (1, 2, 3, 4)) == [Ended(0)] * 4
        lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        assert sorted(lines, key=lambda line: line[-5]) == [
            f"{sha256((folder / f'{number}.yml').read_bytes()).hexdigest()}  {number}.yml" for number in (1, 2, 3, 4)
        ]
        shutil.rmtree(folder)


def command(root: str, *arguments: str) -> Ended:
    result = run(Path(root), *arguments)
    return Ended(result.exit_code, result.stdout, result.stderr)


def test_two_freezes_of_one_registry_freeze_each_record_once(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, *three_policies())
    for _ in range(2):
        ended = at_once(partial(command, str(root), "freeze") for _ in range(2))
        assert [one.status for one in ended] == [0, 0]
        assert "".join(one.output for one in ended).count(": frozen") == 3
        assert run(root, "freeze", "--check").exit_code == 0
        assert {path.name for path in (root / "versions").glob("*/*")} == {"1.yml", "SHA256SUMS"}
        shutil.rmtree(root / "versions")


@pytest.mark.parametrize("command", [REVISE, FIX], ids=lambda command: command[0])
def test_a_record_edited_while_a_command_runs_keeps_the_edit(
    frozen: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    path = frozen / "policies/eu/eu-example.yml"
    meanwhile = path.read_bytes().replace(b"value: 16", b"value: 19")

    def checked_and_edited(*arguments: object) -> object:
        found = check(*arguments)  # type: ignore[arg-type]
        path.write_bytes(meanwhile)
        return found

    monkeypatch.setattr("policy_registry.console.check", checked_and_edited)
    result = run(frozen, *command)
    assert result.exit_code == 2
    assert result.stderr == (
        f"registry: {path} cannot be written: somebody has changed it since it was read; run the command again\n"
    )
    assert path.read_bytes() == meanwhile
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_new_record_takes_the_place_of_no_file(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fresh / "policies/eu/eu-new-act.yml"

    def checked_and_written(*arguments: object) -> object:
        path.write_text("somebody else's")
        return ()

    monkeypatch.setattr("policy_registry.commands.new.check_record", checked_and_written)
    result = run(fresh, *NEW)
    assert result.stderr == f"registry: {path} cannot be written: there is such a file already; it keeps its words\n"
    assert (result.exit_code, path.read_text()) == (2, "somebody else's")


def test_two_exports_into_one_folder_do_not_mix(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    ended = at_once(partial(command, str(fresh), "export", str(folder)) for _ in range(2))
    assert {one.status for one in ended} <= {0, 2}
    assert 0 in {one.status for one in ended}
    refused = f"registry: {folder} cannot be written: another run is writing it; wait for its end\n"
    assert {one.words for one in ended} <= {"", refused}
    assert run(fresh, "export", str(tmp_path / "again")).exit_code == 0
    assert contents(folder) == contents(tmp_path / "again")


def test_a_folder_that_is_being_replaced_is_refused(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    other = Replacement(folder)
    (other.folder / "half").touch()
    refused = run(fresh, "export", str(folder))
    assert (refused.exit_code, (other.folder / "half").exists()) == (2, True)
    assert refused.stderr == f"registry: {folder} cannot be written: another run is writing it; wait for its end\n"
    other.abandon()
    assert run(fresh, "export", str(folder)).exit_code == 0


def test_an_export_takes_the_place_of_nothing_but_an_export(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    result = run(fresh, "export", str(folder))
    assert (result.exit_code, contents(folder)) == (2, {"thesis.txt": b"years of work"})
    assert result.stderr.endswith('holds "thesis.txt", which is no data file; name a new or an empty folder\n')
    (folder / "thesis.txt").rename(folder / ".hidden")
    assert run(fresh, "export", str(folder)).exit_code == 0
    assert (folder / ".hidden").read_text() == "years of work"
    assert not list(tmp_path.glob(".public.*"))


def test_an_export_goes_where_a_link_leads(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "disk/public").mkdir(parents=True)
    (tmp_path / "public").symlink_to(tmp_path / "disk/public")
    assert run(fresh, "export", str(tmp_path / "public")).exit_code == 0
    assert (tmp_path / "public").is_symlink()
    assert (tmp_path / "disk/public/data/policies.json").is_file()


# A full disk, and folders without the right to write


@pytest.mark.parametrize("command", IN_THE_REGISTRY, ids=lambda command: command[0])
def test_a_full_disk_is_said_in_one_line_and_nothing_is_lost(tmp_path: Path, command: tuple[str, ...]) -> None:
    task = task_in(tmp_path, command)
    before = contents(tmp_path)
    ended = task.after(partial(full_after, 100))
    assert ended.status == 2, ended
    assert ended.words.startswith(f"registry: {tmp_path}/")
    assert ended.words.endswith(
        " cannot be written: File too large; raise the limit for the size of a file (ulimit -f) and run the command again\n"
    )
    assert ended.words.count("\n") == 1
    assert contents(tmp_path) == before
    assert task.after(no_fault).status == 0


def test_an_export_without_room_for_temporary_files_says_where_they_stand(tmp_path: Path) -> None:
    task = task_in(tmp_path, EXPORT)
    before = contents(tmp_path)
    ended = task.after(partial(full_after, 100))
    assert (ended.status, contents(tmp_path)) == (2, before)
    assert ended.words.startswith(f"registry: {tempfile.gettempdir()}/registry-")
    assert ended.words.endswith("; make room where temporary files stand, or name another folder for them in TMPDIR\n")
    assert ended.words.count("\n") == 1


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """A folder and all that it holds, open to be read by everybody and to be written by nobody."""
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    yield
    for path in folders:
        path.chmod(0o755)


@pytest.mark.parametrize("command", [*IN_THE_REGISTRY, EXPORT], ids=lambda command: command[0])
def test_a_folder_without_the_right_to_write_is_named(command: tuple[str, ...]) -> None:
    # Not below the folder of pytest, into which only its owner may look.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        task = task_in(folder, command)
        before = contents(folder)
        with closed(folder):
            ended = task.after(without_rights)
        assert ended.status == 2, ended
        assert ended.words.startswith(f"registry: {folder}/")
        assert ended.words.endswith(
            " cannot be written: Permission denied; get the right to write in that folder, or work in a folder of your own\n"
        )
        assert ended.words.count("\n") == 1
        assert contents(folder) == before


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("/", "/ cannot be written: Device or resource busy; it is a mount point, or in use; name a folder inside it"),
        ("file", "/file cannot be written: File exists; move away the file that stands where a folder belongs"),
        ("file/site", "/file/site cannot be written: Not a directory; move away the file that stands where a folder belongs"),
    ],
)
def test_what_is_no_folder_of_its_own_is_not_replaced(tmp_path: Path, place: str, said: str) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(UnwritableError) as raised:
        Replacement(tmp_path / place)
    assert str(raised.value).endswith(said)
    assert contents(tmp_path) == {"file": b"kept"}


def test_a_file_where_a_folder_belongs_is_named(fresh: Path) -> None:
    (fresh / "versions").write_text("")
    result = run(fresh, "freeze")
    assert result.exit_code == 2
    assert result.stderr == (
        f"registry: {fresh}/versions/eu-example cannot be written: Not a directory; "
        "move away the file that stands where a folder belongs\n"
    )


def test_a_disk_without_room_is_said(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        root = registry_folder(disk, record_data())
        with pytest.raises(OSError, match="No space left"):
            (disk / "rest").write_bytes(bytes(1_000_000))
        before = contents(disk)
        exported = run(root, "export", str(disk / "public"))
        assert (exported.exit_code, contents(disk)) == (2, before)
        assert (
            " cannot be written: No space left on device; make room on the disk and run the command again\n" in exported.stderr
        )
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_output_that_cannot_be_printed_is_said(fresh: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policy_registry", "--root", fresh, "schema"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    said = f"registry: what is printed, or a temporary file in {tempfile.gettempdir()}, cannot be written"
    assert (done.returncode, done.stderr) == (2, f"{said}: No space left on device\n")


# Damage


def flipped(content: bytes) -> bytes:
    return content[:40] + bytes([content[40] ^ 1]) + content[41:]


EDITED = "the frozen version {n} was edited: its hash is not the one of its freezing"
NO_HASH = "the frozen version {n} has no hash in SHA256SUMS"


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    ("name", "damage", "said"),
    [
        ("{n}.yml", flipped, EDITED),
        ("{n}.yml", lambda content: content[:-1], EDITED),
        ("{n}.yml", lambda content: content[: len(content) // 2], EDITED),
        ("{n}.yml", lambda content: b"", EDITED),
        ("{n}.yml", lambda content: content + b"\n", EDITED),
        ("{n}.yml", lambda content: content.replace(b"\n", b"\r\n"), EDITED),
        ("{n}.yml", lambda content: None, "the frozen version {n} is gone"),
    ],
    ids=["a bit", "the last byte", "the second half", "every byte", "one more line", "ends of lines", "the file"],
)
def test_a_damaged_frozen_file_is_found_by_its_hash(
    corrected: Path, number: int, name: str, damage: Callable[[bytes], bytes | None], said: str
) -> None:
    path = corrected / "versions/eu-example" / name.format(n=number)
    left = damage(path.read_bytes())
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    found = [(problem.where.path, problem.message, problem.help) for problem in check(load(corrected), TODAY)]
    assert found == [(str(path), said.format(n=number), f"restore {path.parent}/ as it was published")]
    refused = run(corrected, "freeze")
    assert refused.exit_code == 1
    assert path.read_bytes() == left if left is not None else not path.exists()


def sums(change: Callable[[list[str]], list[str]], folder: Path) -> None:
    path = folder / "SHA256SUMS"
    path.write_text("".join(f"{line}\n" for line in change(path.read_text(encoding="utf-8").splitlines())), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: ["0" * 64 + "  1.yml", lines[1]], {("1.yml", EDITED.format(n=1))}),
        (lambda lines: [lines[1]], {("1.yml", NO_HASH.format(n=1))}),
        (lambda lines: [*lines, lines[0]], {("SHA256SUMS", "version 1 stands here twice")}),
        (lambda lines: [*lines, "0" * 64 + "  1.yml"], {("SHA256SUMS", "version 1 stands here twice")}),
        (lambda lines: [*lines, "hello"], {("SHA256SUMS", '"hello" is no hash of a version')}),
        (lambda lines: [*lines, "0" * 64 + "  3.yml"], {("3.yml", "the frozen version 3 is gone")}),
        (lambda lines: [], {("1.yml", NO_HASH.format(n=1)), ("2.yml", NO_HASH.format(n=2))}),
        (lambda lines: [lines[1], lines[0]], set()),
    ],
    ids=["another hash", "no hash", "twice", "two hashes", "no line", "no file", "nothing", "another order"],
)
def test_a_damaged_list_of_hashes_is_found(
    corrected: Path, change: Callable[[list[str]], list[str]], said: set[tuple[str, str]]
) -> None:
    folder = corrected / "versions/eu-example"
    sums(change, folder)
    problems = list(check(load(corrected), TODAY))
    assert {(Path(problem.where.path).name, problem.message) for problem in problems if problem.field == ""} == said
    assert all(problem.help for problem in problems)
    assert (run(corrected, "freeze").exit_code == 0) == (not said)


def test_a_hash_that_is_missing_is_written_only_for_the_words_of_the_record(corrected: Path) -> None:
    folder = corrected / "versions/eu-example"
    whole = contents(folder)
    sums(lambda lines: lines[:1], folder)
    assert run(corrected, "freeze", "--check").exit_code == 1
    assert len(contents(folder)["SHA256SUMS"].splitlines()) == 1
    assert run(corrected, "freeze").exit_code == 0
    assert contents(folder) == whole
    sums(lambda lines: lines[:1], folder)
    (folder / "2.yml").write_bytes(whole["2.yml"].replace(b"18", b"19"))
    refused = run(corrected, "freeze")
    assert refused.exit_code == 1
    assert NO_HASH.format(n=2) in refused.stdout
    assert len(contents(folder)["SHA256SUMS"].splitlines()) == 1
    with pytest.raises(UnwritableError, match="is there without a hash and is not the record as it is"):
        freeze(corrected, load(corrected).registry.policies[0])
