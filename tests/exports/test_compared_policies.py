"""The columns of comparisons, as the page reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builders import TODAY, record_data, registry_folder, three_policies
from policy_registry.data_files import plan_files
from policy_registry.exports.compared_policies import compared_json
from policy_registry.registry import Registry
from policy_registry.store import load
from policy_registry.urls import compared_json as address_of

BASE = "https://example.org/x/"


def column(registry: Registry, id: str) -> dict[str, Any]:
    policy = registry.policy(id)
    assert policy
    data: dict[str, Any] = json.loads(compared_json(registry, policy, TODAY, BASE))
    return data


def values(data: Any) -> list[Any]:
    """Everything that the data holds at any depth."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return [data, *(value for one in inner for value in values(one))]


def test_every_current_policy_has_its_column_beside_its_page(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, *three_policies())).registry
    files = {file.path: file.content for file in plan_files(registry, TODAY, BASE, ())}
    for policy in registry:
        assert json.loads(files[address_of(policy.id)])["policy"]["text"] == policy.short_title


def test_all_columns_have_the_same_sections_in_the_same_order(tmp_path: Path) -> None:
    bare = record_data("us-bare", obligations=None, targets=None, events=None, verified=None)
    registry = load(registry_folder(tmp_path, bare, *three_policies())).registry
    sections = {tuple(section["id"] for section in column(registry, policy.id)["sections"]) for policy in registry}
    assert sections == {("policy", "duties", "targets", "funding", "relations", "record")}


def test_what_is_empty_takes_no_room(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, *three_policies())).registry
    for policy in registry:
        held = values(column(registry, policy.id))
        names = [name for one in held if isinstance(one, dict) for name, value in one.items() if value in ("", None, [], {})]
        assert names == []
        assert b'", "' not in compared_json(registry, policy, TODAY, BASE)


def test_the_words_keep_their_script_and_language(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, *three_policies())).registry
    title = column(registry, "kr-example")["sections"][0]["lines"][0]
    assert title["statements"][1] == {"text": "이차전지 산업 혁신전략", "language": "ko"}
    korea = registry.policy("kr-example")
    assert korea
    assert "이차전지".encode() in compared_json(registry, korea, TODAY, BASE)
