"""The check by two processes finds what it finds by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmark.multiplied import multiply
from builders import SHIPPED, TODAY
from policy_registry.checking import check
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
