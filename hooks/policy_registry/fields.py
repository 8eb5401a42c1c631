"""Every part of a record with its path, and the vocabularies that its fields take their words from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, ForwardRef, get_args

from pydantic import BaseModel

from policy_registry.evidence import Scheme
from policy_registry.problems import FieldPath

Parts = tuple[tuple[FieldPath, BaseModel], ...]
# Several rules walk over one record, one after the other.
_latest: list[tuple[BaseModel, Parts]] = []


def parts(part: BaseModel) -> Parts:
    """The part itself and every part inside it with its path, in the order of the model."""
    if not _latest or _latest[0][0] is not part:
        _latest[:] = [(part, tuple(_parts(part, ())))]
    return _latest[0][1]


def _parts(part: BaseModel, path: FieldPath) -> Iterator[tuple[FieldPath, BaseModel]]:
    yield path, part
    for name in _holders(type(part)):
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _parts(value, (*path, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _parts(item, (*path, name, index))


@cache
def _holders(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a part that can hold other parts."""
    return tuple(name for name, field in model.model_fields.items() if _may_hold_parts(field.annotation))


def _may_hold_parts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return isinstance(annotation, ForwardRef) or any(map(_may_hold_parts, get_args(annotation)))


@cache
def schemes(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a part that take words of a vocabulary, with the id of the scheme."""
    found = {}
    for name, field in model.model_fields.items():
        scheme = next((mark for mark in field.metadata if isinstance(mark, Scheme)), None) or _scheme(field.annotation)
        if scheme:
            found[name] = scheme.id
    return found


def _scheme(annotation: Any) -> Scheme | None:
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Scheme):
            return mark
    for inner in get_args(annotation):
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            continue
        if (scheme := _scheme(inner)) is not None:
            return scheme
    return None
