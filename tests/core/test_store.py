from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from builders import TODAY, publish, record_data, registry_folder, three_policies, write_record
from policy_registry.archive import freeze
from policy_registry.checking import check
from policy_registry.store import load, save
from policy_registry.vocabulary_files import UnreadableRegistryError
from policy_registry.writing import policy_yaml, yaml_text


def test_records_come_in_the_order_of_regions_and_know_who_acts_on_them(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, *three_policies())).registry
    assert [policy.id for policy in registry] == ["cn-example", "kr-example", "eu-example"]
    assert [(policy.id, relation.type) for policy, relation in registry.incoming("cn-example")] == [
        ("eu-example", "complements")
    ]


def test_a_version_is_frozen_once(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    policy = load(root).registry.policies[0]
    path = freeze(root, policy)
    assert path is not None
    assert path.read_bytes() == policy_yaml(policy)
    assert freeze(root, policy) is None
    assert sorted(file.name for file in path.parent.iterdir()) == ["1.yml", "SHA256SUMS"]


def test_a_changed_value_in_a_frozen_version_is_found(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    freeze(root, load(root).registry.policies[0])
    write_record(root, yaml_text(record_data()).replace("value: 16", "value: 18"), "eu-example")
    assert [problem.rule for problem in check(load(root), TODAY)] == ["versions"]


def test_saving_writes_the_canonical_form(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    loaded = load(root)
    record = loaded.registry.records[0]
    path = save(root, record, loaded.texts[record.path])
    assert path.read_bytes() == policy_yaml(record.policy)
    assert [file.name for file in path.parent.iterdir()] == ["eu-example.yml"]


def test_a_file_outside_takes_the_place_of_the_record(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    draft = tmp_path / "eu-example.yml"
    draft.write_text(yaml_text(record_data(short_title="Draft")), encoding="utf-8")
    loaded = load(root, also=(draft,))
    assert [policy.short_title for policy in loaded.registry] == ["Draft"]
    assert len(check(loaded, TODAY)) == 0


def test_a_draft_of_another_name_is_told_of_with_the_versions_of_its_record(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, *three_policies())
    publish(root, *three_policies())
    draft = tmp_path / "draft.yml"
    draft.write_text((root / "policies/kr/kr-example.yml").read_text(encoding="utf-8"), encoding="utf-8")
    loaded = load(root, also=(draft,), only={"draft"})
    assert [problem.rule for problem in check(loaded, TODAY, {str(draft)})] == ["id-file"]
    assert loaded.registry.newest_frozen("kr-example") == loaded.registry.policy("kr-example")


def test_a_record_in_a_hidden_folder_is_none(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    (root / "policies/.old").mkdir()
    shutil.copy(root / "policies/eu/eu-example.yml", root / "policies/.old/eu-other.yml")
    assert load(root).registry.ids() == ("eu-example",)
    assert len(check(load(root), TODAY)) == 0


def test_a_broken_record_is_no_dead_relation(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, *three_policies())
    write_record(root, "id: [\n", "cn-example")
    assert {problem.rule for problem in check(load(root), TODAY)} == {"yaml-syntax"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "the byte 0xFF is not UTF-8"),
        (b"id: x\ntitle: \xe9t\xe9\n", "the byte 0xE9 is not UTF-8"),
    ],
)
def test_a_file_that_is_no_text_gives_one_message(tmp_path: Path, content: bytes, message: str) -> None:
    root = registry_folder(tmp_path, record_data())
    (root / "policies" / "eu" / "eu-broken.yml").write_bytes(content)
    assert [problem.message for problem in check(load(root), TODAY)] == [message]


def test_a_stray_file_is_reported(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    (root / "policies" / "eu" / "notes.txt").write_text("x")
    assert [problem.rule for problem in check(load(root), TODAY)] == ["id-file"]


def test_a_folder_that_is_no_registry_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRegistryError, match="is no registry"):
        load(tmp_path)


def test_a_broken_vocabulary_is_named(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    (root / "vocabularies" / "topics.yml").write_text("id: topics\nid: topics\n")
    with pytest.raises(UnreadableRegistryError, match=r"topics\.yml:2:1: .*given twice"):
        load(root)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("versions/eu-example/2.yml", b"hello: x\n", 'version: "1" is older than the frozen version 2'),
        ("versions/eu-example/0.yml", b"x", '"0.yml" is no version'),
        ("versions/eu-example/\u00b2.yml", b"x", '"\u00b2.yml" is no version'),
        ("versions/eu-gone/1.yml", b"x", '"eu-gone" has versions, but no record'),
    ],
)
def test_a_stray_version_is_told(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    root = registry_folder(tmp_path, record_data())
    (root / name).parent.mkdir(parents=True)
    (root / name).write_bytes(content)
    messages = [f"{problem.field}: {problem.message}".removeprefix(": ") for problem in check(load(root), TODAY)]
    assert message in messages


@pytest.mark.parametrize("content", [b"hello: x\n", b"id: \xff", b""])
def test_a_damaged_earlier_version_is_found(tmp_path: Path, content: bytes) -> None:
    history = [
        {"version": "2", "recorded": "2026-11-22", "cause": "editorial", "summary": "Reworded."},
        {"version": "1", "recorded": "2026-11-22", "cause": "new", "summary": "The record was written."},
    ]
    root = registry_folder(tmp_path, record_data(version="2", history=history))
    (root / "versions/eu-example").mkdir(parents=True)
    (root / "versions/eu-example/1.yml").write_bytes(content)
    (root / "versions/eu-example/SHA256SUMS").write_text(f"{sha256(content).hexdigest()}  1.yml\n")
    assert [problem.message for problem in check(load(root), TODAY)] == ["cannot be read as version 1 of eu-example"]


def test_an_absurd_version_gives_one_message_at_once(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(version="9999"))
    assert [problem.message for problem in check(load(root), TODAY)] == ['"9999" does not fit the 1 entry of `history`']


def test_a_pipe_among_the_records_is_not_waited_for(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data())
    os.mkfifo(root / "policies/eu/eu-pipe.yml")
    assert [problem.message for problem in check(load(root), TODAY)] == ['"eu-pipe.yml" is no record']


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("definition:", "defintion:", ':3:1: defintion: "defintion" is not a field here; did you mean "definition"?'),
        ("  label:", "  lable:", ':6:3: concepts[recycling].lable: "lable" is not a field here; did you mean "label"?'),
        ("id: topics", "id: topic", ':1:5: id: "topic" is not the name of the file, "topics"; write topics'),
        (
            "- id: recycling",
            "- id: safety",
            ':5:7: concepts[safety].id: "safety" is listed twice; give each term an id of its own',
        ),
        ("- id: recycling", "- id: re_cycling", ":5:7: concepts[re_cycling].id: "),
    ],
)
def test_a_fault_of_a_vocabulary_is_told_like_one_of_a_record(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = registry_folder(tmp_path) / "vocabularies/topics.yml"
    terms = "".join(f"- id: {id}\n  label: {id}\n  definition: On {id}.\n" for id in ("recycling", "safety"))
    text = f"id: topics\ntitle: Topics\ndefinition: What for.\nconcepts:\n{terms}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnreadableRegistryError) as raised:
        load(tmp_path / "registry")
    assert f"{file}{said}" in str(raised.value)
    assert "_SchemeFile" not in str(raised.value)
