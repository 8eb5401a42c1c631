"""The check by two processes finds what it finds by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from benchmark.multiplied import multiply
from builders import SHIPPED, TODAY, history_data, publish, record_data, registry_folder, retire, three_policies
from policy_registry.checking import check, is_clean
from policy_registry.processes import LEAST_SHARED
from policy_registry.store import load

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


def test_two_processes_find_the_same_problems_as_one(tmp_path: Path) -> None:
    multiply(SHIPPED, tmp_path, LEAST_SHARED + 10)
    records = sorted((tmp_path / "policies").rglob("*.yml"))
    for path in records[:: len(records) // 9]:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("summary: ", "summary: Edited. ", 1).replace("target: ", "target: xx-", 1), encoding="utf-8"
        )
    for path in sorted((tmp_path / "versions").glob("*/1.yml"))[::40]:
        path.write_bytes(b"id: [\n")
    loaded = load(tmp_path)
    alone, together = (list(check(loaded, TODAY, processes=number)) for number in (1, 2))
    assert len({problem.where.path for problem in alone}) > 10
    assert {problem.rule for problem in alone} >= {"versions", "relation-target"}
    assert together == alone


def whole(folder: Path) -> Path:
    """Three records with frozen versions, one of them with two, and a retired one."""
    root = registry_folder(folder, *three_policies())
    publish(root, *three_policies())
    history = history_data(("2026-11-20", "new", "It was written."), ("2026-11-22", "editorial", "It says it better."))
    publish(root, record_data("us-gone"), record_data("us-gone", version="2", summary="Other words.", history=history))
    retire(root, {"id": "us-gone", "name": "Gone", "kind": "withdrawn", "on": "2026-11-22", "reason": "It never was."})
    return root


def renamed_inside(root: Path) -> None:
    for path in (root / "versions/us-gone").glob("*.yml"):
        old = path.read_bytes()
        path.write_bytes(old.replace(b"us-gone", b"us-lost"))
        sums = path.with_name("SHA256SUMS")
        sums.write_text(sums.read_text().replace(sha256(old).hexdigest(), sha256(path.read_bytes()).hexdigest()))


def edited(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


EU = "policies/eu/eu-example.yml"
FAULTS: dict[str, Callable[[Path], object]] = {
    "a version of a retired id that is another's": renamed_inside,
    "a damaged version": partial(edited, path="versions/kr-example/1.yml", old="16", new="17"),
    "a version that is gone": lambda root: (root / "versions/us-gone/1.yml").unlink(),
    "a record that is not as frozen": partial(edited, path="policies/kr/kr-example.yml", old="16", new="17"),
    "a relation to nothing": partial(edited, path=EU, old="target: cn-example", new="target: cn-gone"),
    "a fault of form": partial(edited, path="policies/cn/cn-example.yml", old="status: ", new="state: "),
    "a stray file": lambda root: (root / "policies/notes.txt").touch(),
}


@pytest.mark.parametrize("fault", ["", *FAULTS])
def test_the_quick_look_finds_a_fault_wherever_the_whole_one_does(tmp_path: Path, fault: str) -> None:
    root = whole(tmp_path)
    if fault:
        FAULTS[fault](root)
    assert bool(check(load(root), TODAY)) == bool(fault)
    assert is_clean(root, TODAY, 2) == (not fault)
