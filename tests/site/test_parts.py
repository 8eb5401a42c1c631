"""A site that is built in parts, region by region, and joined by copying."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builders import CITATION, PROJECT, publish, record_data, registry_folder, retire
from conftest import EPOCH
from sites import BuiltSite, build_site

RELATION = {"id": "to-china", "type": "complements", "target": "cn-example", "citation": CITATION}


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = registry_folder(tmp_path_factory.mktemp("parts"))
    publish(
        root,
        record_data(relations=[RELATION]), record_data("cn-example"), record_data("jp-example"),
        record_data("jp-old"),
    )  # fmt: skip
    retire(root, {"id": "jp-old", "name": "Old", "kind": "withdrawn", "on": "2026-11-22", "reason": "A mistake."})
    return root


def build(registry: Path, folder: Path, expect: int = 0) -> BuiltSite:
    return build_site(PROJECT, folder, epoch=EPOCH, registry=registry, expect=expect)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_parts_that_are_copied_together_are_the_whole(registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tree(build(registry, tmp_path / "whole").folder)
    joined: dict[str, bytes] = {}
    for part in ("eu", "cn jp", "kr us"):
        monkeypatch.setenv("REGISTRY_PART", part)
        files = tree(build(registry, tmp_path / part.replace(" ", "-")).folder)
        assert [path for path, content in files.items() if joined.get(path, content) != content] == []
        joined |= files
        own = {path.split("/")[1] for path in files if path.startswith("policies/") and path.count("/") > 1}
        assert own == {id for id in ("eu-example", "cn-example", "jp-example", "jp-old") if id[:2] in part.split()}
        shutil.rmtree(tmp_path / part.replace(" ", "-"))
    assert joined == whole


def test_a_part_that_is_no_region_is_refused(registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_PART", "eu mars")
    output = build(registry, tmp_path / "site", expect=1).output
    assert 'REGISTRY_PART names "mars", which is no region; the regions are cn, ' in output
