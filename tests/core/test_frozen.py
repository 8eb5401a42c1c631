"""The frozen versions of a record, whose bytes stay on disk."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from builders import history_data, publish, record_data, registry_folder, write_record
from policy_registry.frozen import FrozenFiles
from policy_registry.plain_file import RefusedFileError
from policy_registry.registry import Registry
from policy_registry.store import load


def two_versions(folder: Path) -> tuple[Path, Registry]:
    root = registry_folder(folder)
    first = record_data()
    history = history_data(("2026-11-20", "new", "It was written."), ("2026-11-22", "editorial", "It says it better."))
    publish(root, first, record_data(version="2", summary="Another summary.", history=history))
    write_record(root, (root / "versions/eu-example/2.yml").read_text(encoding="utf-8"), "eu-example")
    return root, load(root).registry


def test_bytes_are_read_when_they_are_asked_for_and_the_hash_is_that_of_the_loading(tmp_path: Path) -> None:
    file = tmp_path / "1.yml"
    file.write_bytes(b"first\n")
    frozen = FrozenFiles()
    frozen.add(1, file)
    assert (dict(frozen), len(frozen), list(frozen), 1 in frozen, 2 in frozen) == ({1: b"first\n"}, 1, [1], True, False)
    file.write_bytes(b"second\n")
    with pytest.raises(RefusedFileError, match=r"1\.yml:1:1: was changed since the registry was read; run it again"):
        frozen[1]
    assert frozen.digest(1) == sha256(b"first\n").hexdigest()


def test_a_version_that_is_not_there_is_missing_and_one_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    frozen = FrozenFiles()
    with pytest.raises(KeyError):
        frozen[1]
    with pytest.raises(RefusedFileError):
        frozen.add(1, tmp_path / "1.yml")
    assert len(frozen) == 0
    (tmp_path / "link.yml").symlink_to(tmp_path)
    with pytest.raises(RefusedFileError):
        frozen.add(1, tmp_path / "link.yml")


def test_a_file_that_goes_away_after_the_loading_is_refused(tmp_path: Path) -> None:
    root, registry = two_versions(tmp_path)
    (root / "versions/eu-example/1.yml").unlink()
    with pytest.raises(RefusedFileError):
        registry.version("eu-example", 1)


def test_the_newest_frozen_version_is_the_record_itself_and_an_older_one_is_read(tmp_path: Path) -> None:
    _, registry = two_versions(tmp_path)
    assert registry.version("eu-example", 2) is registry.policy("eu-example")
    assert registry.is_as_frozen("eu-example", 2)
    assert not registry.is_as_frozen("eu-example", 1)
    older = registry.version("eu-example", 1)
    assert older is not None
    assert (older.version, older.summary) == (1, record_data()["summary"])
    assert registry.version("eu-example", 3) is None
    assert registry.version("eu-nowhere", 1) is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"id: eu-example\n", b"a: &b c\n"])
def test_a_damaged_version_is_none_and_makes_no_step(tmp_path: Path, content: bytes) -> None:
    root, _ = two_versions(tmp_path)
    (root / "versions/eu-example/1.yml").write_bytes(content)
    registry = load(root).registry
    assert registry.version("eu-example", 1) is None
    assert list(registry.states("eu-example")) == [2]
    assert [step.entry.version for step in registry.steps("eu-example")] == [2]
    assert registry.digest("eu-example", 1) == sha256(content).hexdigest()


def test_a_record_that_is_not_as_frozen_is_not_taken_for_its_version(tmp_path: Path) -> None:
    root, _ = two_versions(tmp_path)
    path = root / "policies/eu/eu-example.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Another", "Yet another"), encoding="utf-8")
    registry = load(root).registry
    assert not registry.is_as_frozen("eu-example", 2)
    frozen, current = registry.version("eu-example", 2), registry.policy("eu-example")
    assert frozen is not None
    assert current is not None
    assert (frozen.summary, current.summary) == ("Another summary.", "Yet another summary.")
