"""The quick reader says what the thorough one says, or nothing."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SHIPPED, record_data, three_policies
from changed_texts import SIGNS, mutated
from policy_registry.canonical import read_canonical
from policy_registry.marked import MAXIMUM_CHARACTERS, MAXIMUM_DEPTH, MAXIMUM_VALUES, Plain, plain, read_marked
from policy_registry.writing import yaml_text

FILES = sorted((SHIPPED / "policies").rglob("*.yml")) + sorted((SHIPPED / "versions").rglob("*.yml"))
# Short ones, so that a change meets something else than the middle of a summary.
TEXTS = (yaml_text(record_data()), *map(yaml_text, three_policies()))


def thorough(text: str) -> Plain:
    """What the reader with marks says of a text that has no fault."""
    marked = read_marked(text)
    assert marked.faults == [], text
    assert marked.tree is not None
    return plain(marked.tree)


def has_fault(text: str) -> bool:
    marked = read_marked(text)
    return bool(marked.faults) or marked.tree is None


def assert_never_wrong(text: str) -> bool:
    """Whether the quick reader read a text; if it did, it must say the same as the thorough one."""
    found = read_canonical(text)
    if found is None:
        return False
    assert found == thorough(text), text
    return True


@pytest.mark.parametrize("folder", ["policies", "versions"])
def test_every_shipped_record_is_read_quickly_and_right(folder: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in FILES if folder in path.parts]
    assert len(texts) > 80
    for text in texts:
        assert assert_never_wrong(text), text[:100]


def test_changed_records_are_read_right_or_left_to_the_thorough_reader() -> None:
    random = Random(20261123)
    count = read = faulty = 0
    for text in TEXTS:
        for _ in range(750):
            changed = mutated(text, random)
            count += 1
            read += assert_never_wrong(changed)
            faulty += has_fault(changed)
    # The test means something only if it met many texts of each kind.
    assert (count, read > 400, faulty > 400) == (3000, True, True)


def test_changed_shipped_records_are_read_right_or_left_to_the_thorough_reader() -> None:
    random = Random(1542)
    shortest = sorted((path.read_text(encoding="utf-8") for path in FILES), key=len)[:60]
    assert sum(assert_never_wrong(mutated(random.choice(shortest), random)) for _ in range(400)) > 50


LETTERS = st.sampled_from([*SIGNS, "a", "b", "key", "0", "\n", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", ": "])


@given(st.lists(LETTERS, max_size=14).map("".join))
def test_any_text_is_read_right_or_left_to_the_thorough_reader(text: str) -> None:
    assert_never_wrong(text)
    assert_never_wrong(f"a: {text}\n")
    assert_never_wrong(f"a:\n- b: {text}\n  c: d\n")
    assert_never_wrong(f"a: >-\n  {text}\nb: c\n")


SCALARS = (
    st.none() | st.text(min_size=1, max_size=40) | st.sampled_from(["null", "~", "yes", "010", "2027-02-18", "a: b", "- a"])
)
NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
)


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
def test_what_the_registry_writes_is_read_right_whatever_it_says(data: dict[str, object]) -> None:
    assert_never_wrong(yaml_text(data))


def nested(depth: int) -> str:
    """Mappings in mappings, the innermost of which stands so deep."""
    return "".join(f"{' ' * level}a:\n" for level in range(depth - 1)) + " " * (depth - 1) + "a: b\n"


@pytest.mark.parametrize("depth", range(MAXIMUM_DEPTH - 2, MAXIMUM_DEPTH + 3))
def test_what_is_nested_too_deep_is_left_to_the_thorough_reader(depth: int) -> None:
    text = nested(depth)
    assert assert_never_wrong(text) == (not has_fault(text))
    listed = "".join(f"{'  ' * level}- a:\n" for level in range(depth // 2)) + "  " * (depth // 2) + "- b\n"
    assert_never_wrong(f"a:\n{listed}")


@pytest.mark.parametrize(
    "text",
    [
        "a:\n" + "- b\n" * MAXIMUM_VALUES,
        "a:\n" + "- b: c\n" * (MAXIMUM_VALUES // 3),
        "".join(f"k{number}: a\n" for number in range(MAXIMUM_VALUES // 2)),
        f"a: {'b' * MAXIMUM_CHARACTERS}\n",
        f"{'k' * 1100}: a\n",
        "a:\n  " + "k" * 1100 + ": b\n",
    ],
    ids=["many items", "many records", "many names", "many letters", "a long name", "a long name inside"],
)
def test_what_is_too_large_is_left_to_the_thorough_reader(text: str) -> None:
    assert has_fault(text)
    assert read_canonical(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "\n", "a", "a\n", "- a\n", "a: b", "a: b\n\n", " a: b\n", "a: b \n", "a: b\na: c\n", "null: a\n", "a: b\n--- c\n"],
)
def test_what_is_no_record_is_left_to_the_thorough_reader(text: str) -> None:
    assert read_canonical(text) is None


def test_a_number_a_day_and_a_truth_stay_letters() -> None:
    assert read_canonical("a: 010\nb: 2027-02-18\nc: on\nd: 'null'\ne: null\nf:\n- 12:30\n- '#'\n") == {
        "a": "010", "b": "2027-02-18", "c": "on", "d": "null", "e": None, "f": ["12:30", "#"],
    }  # fmt: skip
