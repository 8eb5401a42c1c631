"""What pydantic refused, in the words of the check."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from policy_registry.evidence import Part
from policy_registry.problems import FieldPath, Finding
from policy_registry.vocabulary import nearest

# What pydantic puts into the place of an error beside the names of fields.
MARKS = frozenset({"[key]", "<date>", "<after>", "<later_of>", "<taxable_years_beginning_after>"})
# Whoever has so many faults in one file mends the first ones first.
MOST_TOLD = 1_000


def untold(faults: int) -> tuple[str, str]:
    """What is said of the faults that are not told."""
    return f"the file has {faults - MOST_TOLD:,} further faults, which are not shown", "mend the others first"


def refusals(error: ValidationError, model: type[Part]) -> Iterator[tuple[str, Finding]]:
    """What was refused, each with its rule: the first ones, and how many more there are."""
    errors = error.errors(include_url=False)
    holders = {details["loc"][:length] for details in errors for length in range(len(details["loc"]))}
    # pydantic calls a list too short when an item of it was refused; the item's own fault says it better.
    told = [details for details in errors if details["type"] != "too_short" or details["loc"] not in holders]
    for details in told[:MOST_TOLD]:
        rule, message, help = in_words(details, model)
        names_key = details["type"] == "extra_forbidden" or details["loc"][-1:] == ("[key]",)
        yield rule, Finding(_path(details["loc"]), message, help, names_key=names_key)
    for details in told[MOST_TOLD : MOST_TOLD + 1]:
        yield in_words(details, model)[0], Finding((), *untold(len(told)))


def _path(place: FieldPath) -> FieldPath:
    """The place of an error without the marks of unions and keys, which are no fields."""
    return tuple(step for step in place if step not in MARKS)


def in_words(details: ErrorDetails, model: type[Part]) -> tuple[str, str, str]:
    """The rule, the message and the help for one error."""
    kind, context = details["type"], details.get("ctx", {})
    path = _path(details["loc"])
    value = details["input"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "the file")
    shown = f'"{value}"' if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"
    if "help" in context:
        return kind, details["msg"], str(context["help"])
    if kind == "missing":
        return "field-missing", f"`{name}` is missing", "add it; the data dictionary says what it holds"
    if kind == "extra_forbidden":
        near = nearest(name, _known_fields(model) - {name})
        hint = f'did you mean "{near}"?' if near else "see the data dictionary for the fields of a record"
        return "field-unknown", f'"{name}" is not a field here', hint
    if value is None:
        return "text-empty", f"`{name}` is empty", "write the value or leave the field out"
    if kind == "enum":
        known = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        near = nearest(str(value), known)
        return "vocabulary-term", f"{shown} is not one of {', '.join(known)}", f'did you mean "{near}"?' if near else ""
    if kind in {"int_parsing", "int_type", "int_from_float"}:
        return "number-malformed", f"{shown} is not a whole number", "write digits only"
    if kind in {"greater_than_equal", "less_than_equal"}:
        limit = f"less than {context['ge']}" if "ge" in context else f"more than {context['le']}"
        return "number-malformed", f"{shown} is {limit}", "check the number"
    if kind == "bool_parsing":
        return "field-shape", f"{shown} is neither true nor false", "write true or false"
    if kind == "string_pattern_mismatch":
        return "text-form", f"{shown} does not have the form that `{name}` needs", _form(name)
    if kind in {"too_short", "too_long", "string_too_short", "string_too_long"}:
        return "text-length", f"`{name}` is too {'long' if 'long' in kind else 'short'}", _length(kind, context)
    expected = {
        "tuple_type": "a list",
        "list_type": "a list",
        "dict_type": "a mapping",
        "model_type": "a mapping",
        "model_attributes_type": "a mapping",
        "string_type": "a text",
    }.get(kind)
    if expected:
        return "field-shape", f"`{name}` holds {shown}, but should be {expected}", "see the data dictionary"
    return "field-shape", f"{shown} does not fit: {details['msg']}", "see the data dictionary"


def _form(name: str) -> str:
    if name == "supports":
        return "write names of fields of a record, such as title or summary"
    if name == "language":
        return "write a language code such as en, zh, ja or ko"
    if name == "jurisdiction":
        return "write an ISO 3166 code such as US-CA"
    return "write small letters, digits and single hyphens, such as recycled-cobalt-2031"


def _length(kind: str, context: dict[str, Any]) -> str:
    limit = context.get("min_length", context.get("max_length"))
    things = "character" if "string" in kind else "item"
    return f"{'at most' if 'long' in kind else 'at least'} {limit} {things}{'' if limit == 1 else 's'}"


@cache
def _known_fields(model: type[Part]) -> frozenset[str]:
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))
