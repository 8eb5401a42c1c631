from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from builders import SHIPPED, target_data
from policy_registry.dates import PartialDate
from policy_registry.deadlines import When
from policy_registry.facts import Target
from policy_registry.vocabulary_files import load_vocabularies
from policy_registry.wording import counted, date_words, measured_words, when_words


@pytest.mark.parametrize(
    ("text", "words"),
    [("2027", "2027"), ("2027-02", "February 2027"), ("2027-02-18", "18 February 2027"), ("FY2030", "fiscal year 2030")],
)
def test_a_date_in_words_is_no_more_precise(text: str, words: str) -> None:
    assert date_words(PartialDate(text)).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"months": "12", "after": "the act"}, "12 months after the act"),
        ({"months": "1", "after": "the act", "happened": "2026-01-15"}, "15 February 2026 (1 month after the act)"),
        ({"days": "0", "after": "entry into force"}, "on entry into force"),
        ({"later_of": ["2025", {"days": "90", "after": "the act"}]}, "the later of 2025 and 90 days after the act"),
        ({"taxable_years_beginning_after": "2025-07-04"}, "taxable years beginning after 4 July 2025"),
    ],
)
def test_a_rule_reads_as_a_phrase(data: Any, words: str) -> None:
    when: When = TypeAdapter(When).validate_python(data)
    assert when_words(when).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "at least 16 %"),
        ({"comparator": "exactly", "value": "100"}, "100 %"),
        ({"value": "50", "max_value": "60", "comparator": "between"}, "50–60 %"),
        ({"value": "3.2 billion", "unit": "EUR", "comparator": "up-to"}, "up to EUR 3.2 billion"),
        ({"value": "600000", "unit": "t-per-year", "comparator": "about"}, "about 600,000 t/year"),
        ({"value": "1.0", "unit": "CNY-per-Wh", "comparator": "at-most"}, "at most CNY 1.0 per Wh"),
        ({"value": None, "unit": None, "comparator": None, "metric": "milestone"}, ""),
    ],
)
def test_a_number_carries_comparator_and_unit(changes: dict[str, Any], words: str) -> None:
    target = Target.model_validate(target_data(**changes))
    assert measured_words(target, load_vocabularies(SHIPPED)).replace("\u00a0", " ") == words


def test_counting_knows_one_and_none() -> None:
    assert [counted(n, "policy", "policies") for n in (0, 1, 2)] == ["no policy", "1 policy", "2 policies"]
