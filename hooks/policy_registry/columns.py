"""The columns that the fields of a model make in a table, and the cells that a part fills them with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from policy_registry.dates import PartialDate
from policy_registry.deadlines import After, When, resolved
from policy_registry.fields import schemes
from policy_registry.wording import NO_BREAK, when_words
from policy_registry.writing import rank

Cell = str | int | Decimal | date | bool | tuple[str, ...] | None


class Kind(StrEnum):
    """What the cells of a column hold, by the type names of Table Schema."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    DAY = "date"
    TRUTH = "boolean"
    LIST = "list"


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, and the vocabulary that its words come from."""

    name: str
    kind: Kind
    description: str
    is_required: bool = False
    scheme: str = ""


@cache
def columns(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a model in the order of its fields; fields that hold parts by the number make tables of their own."""
    return tuple(_columns(model))


def cells(part: BaseModel) -> tuple[Cell, ...]:
    """What a part holds, a cell for each column of its model."""
    return tuple(_cells(part))


@cache
def hints(model: type[BaseModel]) -> dict[str, Any]:
    """The types of the fields of a model without their marks, in the order in which people read a part."""
    found = get_type_hints(model)
    return {name: found[name] for name in sorted(model.model_fields, key=rank)}


def _columns(model: type[BaseModel]) -> Iterator[Column]:
    for name, hint in hints(model).items():
        field, kinds = model.model_fields[name], _kinds(hint)
        if part := _part(kinds):
            for inner in columns(part):
                yield replace(inner, name=f"{name}_{inner.name}", is_required=inner.is_required and field.is_required())
        elif kind := _kind(kinds):
            is_rule, words = After in kinds, field.description or ""
            yield Column(name, kind, words, field.is_required() and not is_rule, schemes(model).get(name, ""))
            if is_rule:
                yield Column(f"{name}_rule", Kind.TEXT, f"The rule that makes {name}, in words, where the law has one.")
            if PartialDate in kinds:
                yield Column(f"{name}_first_day", Kind.DAY, f"The first day that {name} can mean.")
                yield Column(f"{name}_last_day", Kind.DAY, f"The last day that {name} can mean.")


def _cells(part: BaseModel) -> Iterator[Cell]:
    for name, hint in hints(type(part)).items():
        value, kinds = getattr(part, name), _kinds(hint)
        if After in kinds:
            yield from _when(value)
        elif PartialDate in kinds:
            yield from _date(value)
        elif inner := _part(kinds):
            yield from cells(value) if value else [None] * len(columns(inner))
        elif _kind(kinds):
            yield str(value) if isinstance(value, StrEnum) else value


def _kinds(hint: Any) -> tuple[Any, ...]:
    """The types that a value may have, apart from none."""
    if get_origin(hint) in (tuple, dict):
        return (hint,)
    return tuple(kind for kind in get_args(hint) if kind is not NoneType) or (hint,)


def _part(kinds: tuple[Any, ...]) -> type[BaseModel] | None:
    """The part that a field holds, if it holds one; the rule of a date is none."""
    kind = kinds[0]
    return kind if len(kinds) == 1 and isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _kind(kinds: tuple[Any, ...]) -> Kind | None:
    """What a column of these types holds; None for what makes a table of its own."""
    if PartialDate in kinds:
        return Kind.TEXT
    if kinds == (tuple[str, ...],):
        return Kind.LIST
    types = {bool: Kind.TRUTH, int: Kind.WHOLE, Decimal: Kind.NUMBER}
    kind = kinds[0]
    return types.get(kind, Kind.TEXT if isinstance(kind, type) and issubclass(kind, str) else None)


def _when(when: When | None) -> Iterator[Cell]:
    known = resolved(when) if when else None
    yield str(known) if known else None
    yield when_words(when).replace(NO_BREAK, " ") if when and not isinstance(when, PartialDate) else None
    yield from _days(known)


def _date(when: PartialDate | None) -> Iterator[Cell]:
    yield str(when) if when else None
    yield from _days(when)


def _days(when: PartialDate | None) -> Iterator[Cell]:
    yield when.first_day if when else None
    yield when.last_day if when else None
