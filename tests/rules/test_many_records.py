"""What the rules ask of the whole registry is asked once, not once for each record."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import pytest

from builders import CITATION, SHIPPED, TODAY, a_policy
from policy_registry.registry import MOST_WEIGHED, Record, Registry
from policy_registry.rule import Context
from policy_registry.rules import id_file, relation_target
from policy_registry.vocabulary_files import load_vocabularies

VOCABULARIES = load_vocabularies(SHIPPED)
MANY = 300


class Counted(tuple[Record, ...]):
    """Records that count how often somebody walks through all of them."""

    walks = 0

    def __iter__(self) -> Iterator[Record]:
        self.walks += 1
        return super().__iter__()


def registry(*ids: str) -> tuple[Registry, Counted]:
    policy = a_policy()
    records = Counted(Record(policy.model_copy(update={"id": id}), f"policies/eu/{id}.yml") for id in ids)
    return Registry(records, VOCABULARIES, {}, {}), records


def test_an_id_given_twice_is_told_of_each_file_without_a_walk_for_each() -> None:
    many, records = registry("eu-twice", "eu-twice", *(f"eu-act-{number}" for number in range(MANY)))
    context = Context(many, TODAY)
    found = [finding.message for number in range(len(records)) for finding in id_file.check(records[number], context)]
    assert found == ['"eu-twice" is the id of another file too'] * 2
    assert records.walks == 1


def test_a_mistyped_target_is_weighed_against_few_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[int] = []

    def counting(word: str, known: list[str], n: int, cutoff: float) -> list[str]:
        weighed.append(len(known))
        return close_matches(word, known, n=n, cutoff=cutoff)

    close_matches = difflib.get_close_matches
    monkeypatch.setattr(difflib, "get_close_matches", counting)
    many, _ = registry("eu-batteries-regulation", *(f"eu-act-{number}" for number in range(MANY)))
    relation = {"id": "amends", "type": "amends", "target": "eu-bateries-regulatoin", "citation": CITATION}
    record = Record(a_policy(relations=[relation]), "policies/eu/eu-example.yml")
    (finding,) = relation_target.check(record, Context(many, TODAY))
    assert finding.help == 'did you mean "eu-batteries-regulation"?'
    assert max(weighed) <= MOST_WEIGHED < MANY
