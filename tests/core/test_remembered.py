"""Rows that are kept for a while, and versions that are not."""

from __future__ import annotations

import gc
from datetime import timedelta
from pathlib import Path
from weakref import ref

import pytest

from builders import TODAY, history_data, obligation_data, publish, record_data, registry_folder
from policy_registry import registry as registries
from policy_registry import remembered as memory
from policy_registry.facts import Target
from policy_registry.registry import Registry
from policy_registry.rows import obligation_row, target_row
from policy_registry.store import load


def small(folder: Path, name: str) -> Registry:
    return load(registry_folder(folder / name, record_data())).registry


def test_a_row_is_made_once_for_one_part_one_day_and_one_registry(tmp_path: Path) -> None:
    registry, same = small(tmp_path, "one"), small(tmp_path, "two")
    policy, other = registry.policies[0], same.policies[0]
    row = target_row(policy, policy.targets[0], registry, TODAY)
    assert target_row(policy, policy.targets[0], registry, TODAY) is row
    assert target_row(policy, policy.targets[0], registry, TODAY + timedelta(1)) is not row
    assert target_row(policy, policy.targets[0], same, TODAY) is not row
    assert target_row(other, policy.targets[0], registry, TODAY) is not row
    assert target_row(other, other.targets[0], same, TODAY) == row


def test_another_day_is_told_though_the_row_was_kept(tmp_path: Path) -> None:
    waits = {"later_of": ["2027-02-18", {"months": "12", "after": "the delegated act", "happened": None}]}
    registry = load(registry_folder(tmp_path, record_data(obligations=[obligation_data(applies_from=waits)]))).registry
    policy, duty = registry.policies[0], registry.policies[0].obligations[0]
    before = obligation_row(policy, duty, registry, TODAY)
    after = obligation_row(policy, duty, registry, TODAY.replace(year=2040))
    assert before.date != after.date
    assert obligation_row(policy, duty, registry, TODAY) == before


def test_no_more_is_kept_than_a_few_records_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    registry = small(tmp_path, "one")
    policy = registry.policies[0]
    targets: list[Target] = [policy.targets[0].model_copy() for _ in range(8)]
    kept = [ref(target_row(policy, target, registry, TODAY)) for target in targets]
    gc.collect()
    assert 0 < sum(row() is not None for row in kept) <= 3


def test_old_versions_are_let_go_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registries, "MOST_KEPT", 3)
    root = registry_folder(tmp_path)
    days = [(f"2026-11-{day:02}", "editorial" if day > 10 else "new", f"Entry {day}.") for day in range(10, 20)]
    states = (record_data(version=str(n), summary=f"Says {n}.", history=history_data(*days[:n])) for n in range(1, 11))
    publish(root, *states)
    registry = load(root).registry
    # What a step tells stays right, and it keeps no version.
    steps = registry.steps("eu-example")
    kept = []
    for number in range(1, 10):
        version = registry.version("eu-example", number)
        assert version is not None
        assert version.summary == f"Says {number}."
        kept.append(ref(version))
    del version
    gc.collect()
    assert 0 < sum(version() is not None for version in kept) <= 3
    assert [(step.entry.version, step.after.summary) for step in steps] == [(n, f"Says {n}.") for n in range(10, 0, -1)]
    assert [step.before.summary for step in steps if step.before] == [f"Says {n}." for n in range(9, 0, -1)]
    gc.collect()
    assert sum(version() is not None for version in kept) <= 3
