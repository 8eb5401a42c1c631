"""The registry as tables: every field of every record, once, with keys that hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builders import obligation_data, record_data, registry_folder, target_data
from policy_registry.columns import Cell
from policy_registry.quantities import parse_quantity
from policy_registry.registry import Registry
from policy_registry.store import load
from policy_registry.tables import Table, tables
from policy_registry.writing import policy_data

BASE = "https://registry.example.org/"
SHIPPED = Path(__file__).parents[2] / "registry"


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return load(SHIPPED).registry


def by_name(registry: Registry) -> dict[str, Table]:
    return {table.name: table for table in tables(registry, BASE)}


def rows(table: Table) -> list[dict[str, Cell]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def one_target(folder: Path, **changes: Any) -> dict[str, Cell]:
    registry = load(registry_folder(folder, record_data(targets=[target_data(**changes)]))).registry
    return rows(by_name(registry)["targets"])[0]


def test_a_date_has_its_own_precision_and_the_days_that_it_can_mean(tmp_path: Path) -> None:
    row = one_target(tmp_path, by="2031-02")
    assert (row["by"], row["by_rule"]) == ("2031-02", None)
    assert (row["by_first_day"], row["by_last_day"]) == (date(2031, 2, 1), date(2031, 2, 28))


def test_a_rule_that_waits_has_words_and_no_date(tmp_path: Path) -> None:
    rule = {"months": "12", "after": "entry into force of the act", "happened": None}
    row = one_target(tmp_path, by=rule)
    assert row["by_rule"] == "12 months after entry into force of the act"
    assert [row[name] for name in ("by", "by_first_day", "by_last_day")] == [None, None, None]


def test_a_number_is_exact(tmp_path: Path) -> None:
    assert one_target(tmp_path, value="40.6 trillion")["value"] == Decimal("40600000000000")


def test_a_fact_has_the_permanent_address_of_its_version(tmp_path: Path) -> None:
    assert one_target(tmp_path)["address"] == f"{BASE}policies/eu-example/v/1/#recycled-cobalt-2031"


def test_what_the_law_said_before_names_the_duty_it_belongs_to(tmp_path: Path) -> None:
    before = [{"applies_from": "2025-08-18", "until": "2025-07-31", "citation": {"source": "oj"}}]
    registry = load(registry_folder(tmp_path, record_data(obligations=[obligation_data(earlier=before)]))).registry
    (row,) = rows(by_name(registry)["obligations_earlier"])
    assert (row["policy"], row["item"], row["position"]) == ("eu-example", "passport", 1)
    assert (row["applies_from"], row["until"]) == ("2025-08-18", "2025-07-31")


def test_every_key_names_one_row_and_every_reference_a_row_that_is_there(shipped: Registry) -> None:
    found = by_name(shipped)
    keys = {name: {tuple(row[part] for part in table.key) for row in rows(table)} for name, table in found.items()}
    for name, table in found.items():
        assert len(keys[name]) == len(table.rows), name
        for reference in table.references:
            for row in rows(table):
                named = tuple(row[column] for column in reference.columns)
                assert None in named or named in keys[reference.table], (name, named)


def test_a_table_stands_after_those_that_it_names(shipped: Registry) -> None:
    before: set[str] = set()
    for table in tables(shipped, BASE):
        assert {reference.table for reference in table.references} <= before
        before.add(table.name)


def leaves(data: Any) -> Iterator[str]:
    """Every authored word of a record: names of fields apart."""
    if isinstance(data, dict):
        for key, value in data.items():
            # The rule of a date stands in words of its own; `test_a_rule_that_waits...` covers it.
            if {"later_of", "after", "taxable_years_beginning_after"} & set(value if isinstance(value, dict) else ()):
                continue
            yield from leaves(value) if key != "format" else ()
    elif isinstance(data, list):
        for item in data:
            yield from leaves(item)
    else:
        yield str(data)


def written(cell: Cell) -> set[str]:
    return set(cell) if isinstance(cell, tuple) else {str(cell)}


def test_every_authored_word_of_every_record_stands_in_a_row_of_it(shipped: Registry) -> None:
    found = by_name(shipped)
    for policy in shipped:
        cells: set[str] = set()
        for table in found.values():
            owner = "id" if table.name == "policies" else "policy"
            for row in rows(table) if table.name != "concepts" else []:
                if row[owner] == policy.id:
                    cells |= {word for cell in row.values() for word in written(cell)}
        numbers = {
            str(target[end])
            for target in policy_data(policy).get("targets", [])
            for end in ("value", "max_value")
            if end in target
        }
        assert all(str(parse_quantity(number)) in cells for number in numbers)
        assert not [
            word for word in leaves(json.loads(json.dumps(policy_data(policy)))) if word not in cells and not _is_number(word)
        ], policy.id


def _is_number(word: str) -> bool:
    return word.split(" ")[0].replace(".", "", 1).removeprefix("-").isdigit() or word in {"True", "False"}


def test_each_change_stands_once_beside_the_version_that_brought_it(shipped: Registry) -> None:
    changed = [(row["policy"], row["version"]) for row in rows(by_name(shipped)["changes"])]
    steps = [
        (policy.id, step.entry.version, len(step.changes))
        for policy in shipped
        for step in shipped.steps(policy.id)
        if step.before
    ]
    assert [(id, version) for id, version, count in steps for _ in range(count)] == changed
