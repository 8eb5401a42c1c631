from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from policy_registry.quantities import parse_quantity, quantity_text


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("16", "16", "16"),
        ("2.0", "2.0", "2.0"),
        ("0.0005", "0.0005", "0.0005"),
        ("600000", "600000", "600000"),
        ("40.6 trillion", "40600000000000", "40.6 trillion"),
        ("5000000", "5000000", "5 million"),
        ("1.0358 trillion", "1035800000000", "1.0358 trillion"),
        ("-3", "-3", "-3"),
    ],
)
def test_a_number_is_exact_and_has_one_written_form(text: str, value: str, written: str) -> None:
    assert parse_quantity(text) == Decimal(value)
    assert quantity_text(parse_quantity(text)) == written


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("16%", "write 16 and say the rest in `unit`"),
        ("1,000", "write 1000 if the commas part thousands"),
        ("1,234,567", "write 1234567 if the commas part thousands"),
        ("16,5", "write 16.5, with a point"),
        ("16,5 %", "write 16.5, with a point"),
        ("0,500", "write digits with a point"),
        ("１６", "write 16"),
        ("1６", "write 16"),
        ("１６％", "write 16 and say the rest in `unit`"),
        ("about 16", "write digits with a point"),
        ("1e3", "write digits with a point"),
        ("016", "write digits with a point"),
        ("", "write digits with a point"),
    ],
)
def test_another_form_is_refused_with_a_proposal(text: str, proposal: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        parse_quantity(text)
    assert raised.value.context is not None
    assert raised.value.context["help"].startswith(proposal)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=3, allow_nan=False))
def test_writing_and_reading_loses_nothing(value: Decimal) -> None:
    assert parse_quantity(quantity_text(value)) == value
