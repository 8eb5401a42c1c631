from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import a_policy, obligation_data, target_data
from policy_registry.marked import plain, read_marked
from policy_registry.reading import read_policy
from policy_registry.writing import policy_data, policy_yaml, yaml_text

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="\ufeff")
TEXTS = st.text(LETTERS, min_size=1, max_size=300).map(lambda text: " ".join(text.split())).filter(bool)


@given(TEXTS)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    marked = read_marked(yaml_text({"a": text, "b": [text, {"c": text}]}))
    assert marked.faults == []
    assert marked.tree is not None
    assert plain(marked.tree) == {"a": text, "b": [text, {"c": text}]}


def test_words_that_other_readers_misread_are_quoted() -> None:
    written = yaml_text({"a": "no", "b": "null", "c": "2027-02-18", "d": "16"})
    assert written == "a: 'no'\nb: 'null'\nc: 2027-02-18\nd: 16\n"


def test_facts_begin_with_their_name_and_end_with_their_evidence() -> None:
    target = policy_data(a_policy(targets=[target_data(note="A remark")]))["targets"][0]
    assert list(target)[:2] == ["id", "metric"]
    assert list(target)[-2:] == ["citation", "note"]


def test_empty_fields_are_left_out_but_an_event_to_come_is_said() -> None:
    rule = {"months": "12", "after": "the act", "happened": None}
    data = policy_data(a_policy(obligations=[obligation_data(applies_from=rule)]))
    assert "funding" not in data
    assert data["obligations"][0]["applies_from"] == {"months": 12, "after": "the act", "happened": None}


def test_equal_values_are_written_out_each_time() -> None:
    citation = {"source": "oj"}
    assert "&" not in yaml_text({"a": citation, "b": citation})


def test_the_way_a_record_is_laid_out_does_not_change_its_canonical_form() -> None:
    one = policy_yaml(a_policy())
    flow = one.decode().replace("version: 1\nregion: eu\n", "region: eu\nversion: 1\n")
    assert flow != one.decode()
    again = read_policy(flow, "a.yml").policy
    assert again is not None
    assert policy_yaml(again) == one
