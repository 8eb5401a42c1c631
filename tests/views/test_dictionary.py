from __future__ import annotations

from builders import SHIPPED
from policy_registry.outputs import page
from policy_registry.store import load
from policy_registry.views.dictionary import dictionary_page

PAGE = dictionary_page(load(SHIPPED).registry)
FIELDS = {(part.heading, field.name): field for part in PAGE.parts for field in part.fields}


def test_a_field_has_its_words_its_examples_and_what_it_refuses() -> None:
    value = FIELDS["targets", "value"]
    assert value.description == "The number as the source prints it, or the lower end."
    assert value.examples == ("16", "1.35", "40.6 trillion")
    assert value.refused == ("16%", "1,600", "about 16")
    assert FIELDS["citation", "locator"].refused[0] == "''"
    assert FIELDS["A record", "region"].scheme == "regions"


def test_every_field_has_examples_of_both_kinds() -> None:
    assert [name for name, field in FIELDS.items() if not (field.examples and field.refused)] == []


def test_the_page_shows_both_kinds_apart() -> None:
    html = " ".join(page("dictionary.html", PAGE, "Data dictionary", "").html.split())
    assert "such as <code>16</code>, <code>1.35</code>, <code>40.6 trillion</code></span>" in html
    assert "not <code>16%</code>, <code>1,600</code>, <code>about 16</code></span>" in html
