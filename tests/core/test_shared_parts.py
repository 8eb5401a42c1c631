"""An old version that is read beside the record says what it says when it is read alone."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from builders import SHIPPED, event_data, history_data, obligation_data, publish, record_data, registry_folder, target_data
from changed_texts import mutated
from policy_registry.canonical import read_canonical
from policy_registry.marked import MAXIMUM_CHARACTERS
from policy_registry.policy import Policy
from policy_registry.reading import read_policy, read_version
from policy_registry.registry import Registry
from policy_registry.shared_parts import Parts, parts_by_letters, read_beside
from policy_registry.store import load
from policy_registry.writing import yaml_text

SHIPPED_REGISTRY: Registry = load(SHIPPED).registry
DATA = record_data(
    events=[event_data(), event_data(id="published", date="2024-02-03")],
    targets=[target_data(), target_data(id="second", value="20")],
    obligations=[obligation_data(), obligation_data(id="second", what="Tell the customer.")],
)
TEXT = yaml_text(DATA)
POLICY = Policy.model_validate(DATA)
KNOWN = parts_by_letters(TEXT, POLICY)


def assert_never_wrong(text: str, known: Parts) -> bool:
    """Whether a text shared parts with what is known; it must say the same as when it is read alone."""
    found, alone = read_version(text, "1.yml", known), read_policy(text, "1.yml")
    assert (found.policy, found.is_whole, found.problems) == (alone.policy, alone.is_whole, alone.problems), text
    return read_beside(text, known) is not None


def test_the_record_itself_consists_of_known_parts() -> None:
    reading = read_version(TEXT, "1.yml", KNOWN)
    assert reading.policy == POLICY
    for name in ("events", "targets", "obligations", "sources"):
        found, known = getattr(reading.policy, name), getattr(POLICY, name)
        assert [id(part) for part in found] == [id(part) for part in known], name


def test_parts_that_came_went_or_changed_stand_between_those_that_are_known() -> None:
    targets = [target_data(id="first"), DATA["targets"][0], target_data(id="third"), DATA["targets"][1]]
    reading = read_version(yaml_text(DATA | {"targets": targets, "events": DATA["events"][1:]}), "1.yml", KNOWN)
    assert reading.policy is not None
    assert [target.id for target in reading.policy.targets] == ["first", POLICY.targets[0].id, "third", "second"]
    assert reading.policy.targets[1] is POLICY.targets[0]
    assert reading.policy.targets[3] is POLICY.targets[1]
    assert reading.policy.events == POLICY.events[1:]


@pytest.mark.parametrize("id", sorted(SHIPPED_REGISTRY.frozen))
def test_every_shipped_version_is_read_beside_its_record_as_it_is_read_alone(id: str) -> None:
    record = SHIPPED_REGISTRY.record(id)
    texts = [SHIPPED_REGISTRY.frozen[id][number].decode() for number in SHIPPED_REGISTRY.frozen[id]]
    if record is None:
        assert all(SHIPPED_REGISTRY.version(id, number) for number in SHIPPED_REGISTRY.frozen[id])
        return
    known = parts_by_letters(texts[-1], record.policy)
    assert all(assert_never_wrong(text, known) for text in texts)


def test_changed_versions_are_read_as_they_are_read_alone() -> None:
    random = Random(20261123)
    texts = [mutated(TEXT, random) for _ in range(1500)]
    shared = sum(assert_never_wrong(text, KNOWN) for text in texts)
    whole = sum(read_policy(text, "1.yml").is_whole for text in texts)
    # The test means something only if it met many texts of each kind.
    assert (shared > 200, whole > 120, whole < 1000) == (True, True, True)


EVENTS = TEXT[TEXT.index("events:\n") : TEXT.index("targets:\n")]
FIRST = EVENTS.split("\n- ")[1]


@pytest.mark.parametrize(
    "text",
    [
        TEXT + EVENTS,
        TEXT.replace(EVENTS, EVENTS + EVENTS),
        TEXT.replace(EVENTS, f"{EVENTS}- {FIRST}\n"),
        TEXT.replace(EVENTS, f"{EVENTS}events:\n- a\n"),
        TEXT.replace(EVENTS, f"{EVENTS}events: a\n"),
        TEXT.replace(EVENTS, f"events: []\n{EVENTS}"),
        TEXT.replace("title:\n", f"title:\n{EVENTS}"),
        TEXT.replace(EVENTS, f"status_note: 'a\n{EVENTS}  b'\n"),
        TEXT.replace(EVENTS, f"status_note: 'a\n{EVENTS}b: c'\n"),
        TEXT.replace(EVENTS, f'status_note: "a\n{EVENTS}b: c"\n'),
        TEXT.replace(EVENTS, f"status_note: >-\n{EVENTS}"),
        TEXT.replace(EVENTS, f"status_note: |\n  a\n\n{EVENTS}"),
        TEXT.replace(EVENTS, f"status_note: a\n{EVENTS} b\n"),
        TEXT.replace(EVENTS, f"status_note: {{\n{EVENTS}}}\n"),
        TEXT.replace(EVENTS, EVENTS.replace("\n", "\r\n")),
        TEXT.replace(EVENTS, f"{EVENTS}- k1\n"),
        TEXT.replace(EVENTS, f"{EVENTS} # a\n"),
        TEXT.removesuffix("\n"),
        f"format: 9\n{TEXT}",
        f"- a\n{TEXT}",
        f" {TEXT}",
        "",
        "\n",
        EVENTS,
        f"{TEXT}...\n{TEXT}",
        f"{TEXT}---\n{TEXT}",
    ],
)
def test_what_only_looks_like_a_list_of_the_record_is_read_as_it_is_alone(text: str) -> None:
    assert_never_wrong(text, KNOWN)


def test_a_version_that_is_too_long_is_told_so_though_all_its_parts_are_known() -> None:
    item = f"- {FIRST}\n"
    text = TEXT.replace(EVENTS, EVENTS + item * (MAXIMUM_CHARACTERS // len(item)))
    assert not assert_never_wrong(text, KNOWN)
    assert not read_version(text, "1.yml", KNOWN).is_whole


def test_lists_of_words_are_no_parts() -> None:
    assert "topics:" not in KNOWN
    assert parts_by_letters("topics:\n- a\nplace:\n- b\nmodel_fields:\n- c\n", POLICY) == {}


def test_a_record_in_another_form_lends_no_parts(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    days = [("2026-11-10", "new", "Begun."), ("2026-11-11", "editorial", "A word was mended.")]
    states = [DATA | {"version": str(n), "summary": f"Says {n}.", "history": history_data(*days[:n])} for n in (1, 2)]
    publish(root, *states)
    file, versions = root / "policies" / "eu" / "eu-example.yml", root / "versions" / "eu-example"
    file.write_bytes((versions / "2.yml").read_bytes())
    registry = load(root).registry
    old, now = registry.version("eu-example", 1), registry.policy("eu-example")
    assert old is not None
    assert now is not None
    assert old.targets[0] is now.targets[0]
    # Written otherwise, the record can be read, but where its parts begin and end is not known without a look at each sign.
    words = file.read_text(encoding="utf-8").replace("short_title: Example eu-example", 'short_title: "Example eu-example"')
    assert read_canonical(words) is None
    for path in (file, versions / "2.yml"):
        path.write_text(words, encoding="utf-8")
    sums = [sha256((versions / name).read_bytes()).hexdigest() for name in ("1.yml", "2.yml")]
    (versions / "SHA256SUMS").write_text(f"{sums[0]}  1.yml\n{sums[1]}  2.yml\n", encoding="utf-8")
    loaded = load(root)
    assert loaded.registry.is_as_frozen("eu-example", 2)
    again = loaded.registry.version("eu-example", 1)
    assert again == old
    assert again.targets[0] is not old.targets[0]
