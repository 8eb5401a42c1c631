"""Every field of a record has examples; the model takes each good one and refuses each bad one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builders import SHIPPED
from policy_registry import deadlines, evidence, facts, policy
from policy_registry.evidence import Part
from policy_registry.field_examples import in_short, written
from policy_registry.reading import field_reader
from policy_registry.record_schema import record_schema
from policy_registry.vocabulary_files import load_vocabularies

VOCABULARIES = load_vocabularies(SHIPPED)
SCHEMA = record_schema(VOCABULARIES)
MODELS = {name: value for module in (deadlines, evidence, facts, policy) for name, value in vars(module).items()}


def fields() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every field with its part and its schema."""
    for part, schema in (("Policy", SCHEMA), *SCHEMA["$defs"].items()):
        for name, property in schema.get("properties", {}).items():
            yield part, name, property


FIELDS = [pytest.param(*field, id=f"{field[0]}.{field[1]}") for field in fields()]


def test_every_field_of_every_part_is_tried() -> None:
    assert len(FIELDS) > 130


@pytest.mark.parametrize(("part", "name", "property"), FIELDS)
def test_good_examples_are_taken_and_bad_ones_refused(part: str, name: str, property: dict[str, Any]) -> None:
    model = MODELS[part]
    assert issubclass(model, Part | deadlines.After | deadlines.LaterOf | deadlines.TaxableYears)
    read = field_reader(model, name, VOCABULARIES)
    validator = Draft202012Validator({**property, "$defs": SCHEMA["$defs"]})
    assert property["examples"]
    for example in property["examples"]:
        read(example)
        assert validator.is_valid(example), example
    assert property["x-bad-examples"]
    assert f"\n\nNot: `{in_short(property['x-bad-examples'])[0]}`" in property["markdownDescription"]
    for example in property["x-bad-examples"]:
        with pytest.raises(ValueError, match=r"\S"):
            read(example)


def test_an_editor_proposes_each_term_with_its_label() -> None:
    proposed = SCHEMA["properties"]["topics"]["items"]
    assert proposed["enum"] == [topic.id for topic in VOCABULARIES["topics"]]
    assert proposed["markdownEnumDescriptions"] == [f"{topic.label}: {topic.definition}" for topic in VOCABULARIES["topics"]]


def test_the_label_of_a_term_is_a_bad_example_of_it() -> None:
    assert SCHEMA["properties"]["region"]["x-bad-examples"][0] == VOCABULARIES["regions"].label("cn")


def test_a_fact_is_shown_with_the_place_that_says_so() -> None:
    ((event,),) = SCHEMA["properties"]["events"]["examples"]
    assert event["citation"] == {"source": "oj-consolidated", "locator": "Art. 8(2)"}


@pytest.mark.parametrize(
    ("example", "text"),
    [
        ("16%", "16%"),
        ("", "''"),
        (True, "true"),
        (2, "2"),
        (["2025-02-18", {"months": 12, "happened": None}], "[2025-02-18, {months: 12, happened: null}]"),
        ({"oj": "OJ L 191, p. 1"}, "{oj: 'OJ L 191, p. 1'}"),
    ],
)
def test_an_example_is_written_as_in_a_record(example: Any, text: str) -> None:
    assert written(example) == text
