"""Text of a record into the model, with every fault at its line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Annotated, Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from policy_registry.evidence import Part
from policy_registry.marked import Mapping, Mark, MarkedText, Node, Scalar, Sequence, locate, plain, read_marked
from policy_registry.policy import Policy
from policy_registry.problems import FieldPath, Finding, Problem, Where
from policy_registry.upgrades import UnknownFormatError, format_of, newest_format, upgraded
from policy_registry.vocabulary import Vocabularies, nearest

# What pydantic puts into the place of an error beside the names of fields.
MARKS = frozenset({"[key]", "<date>", "<after>", "<later_of>", "<taxable_years_beginning_after>"})

AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True)
class Text:
    """The letters of a file and where they stand; finds the place of any field."""

    path: str
    letters: str
    tree: Node | None

    def problem(self, rule: str, finding: Finding) -> Problem:
        """A finding with its place, the words there, and the field as people write it."""
        if self.tree is None:
            return self._problem_at(Mark(1, 1), 1, rule, finding, field="")
        node, key, walked = locate(self.tree, finding.field)
        is_missing = len(walked) < len(finding.field)
        anchor = key if finding.names_key and key else node
        width = _width(anchor) if not is_missing else 1
        return self._problem_at(anchor.start, width, rule, finding, field=field_text(self.tree, finding.field))

    def problem_at(self, mark: Mark, rule: str, message: str, help: str, width: int = 1) -> Problem:
        """A fault of the text itself, which has a place but no field."""
        return self._problem_at(mark, width, rule, Finding((), message, help), field="")

    @cached_property
    def _lines(self) -> list[str]:
        return self.letters.split("\n")

    def _problem_at(self, mark: Mark, width: int, rule: str, finding: Finding, field: str) -> Problem:
        excerpt = self._lines[mark.line - 1] if mark.line <= len(self._lines) else ""
        where = Where(self.path, mark.line, mark.column)
        return Problem(where, rule, field, finding.message, finding.help, excerpt, width)


@dataclass(frozen=True)
class Reading:
    """The outcome of reading one record: its text, every problem, and the policy as far as it holds.

    `is_whole` is false where list items with faults were left out of the policy, so that rules that look
    at single items can still run on the others. `is_old` is true where the file has an older format, from which
    the policy was brought up to date.
    """

    text: Text
    policy: Policy | None
    is_whole: bool
    problems: tuple[Problem, ...]
    is_old: bool = False


def read_policy(letters: str, path: str, vocabularies: Vocabularies | None = None) -> Reading:
    """Read one record; whatever is wrong with it comes back as problems, never as an exception."""
    marked = read_marked(letters)
    text = Text(path, letters, marked.tree)
    problems = [text.problem_at(fault.mark, fault.rule, fault.message, fault.help) for fault in marked.faults]
    if not isinstance(marked.tree, Mapping):
        return Reading(text, None, False, tuple(problems or [_not_a_record(text, marked)]))
    data, is_old, fault = _newest(plain(marked.tree))
    if fault:
        return Reading(text, None, False, (*problems, text.problem("format", fault)))
    try:
        policy = Policy.model_validate(data, context=vocabularies)
    except ValidationError as error:
        problems.extend(_problems(error, text, Policy))
        sound = _without(marked.tree, [details["loc"] for details in error.errors()])
        return Reading(replace(text, tree=sound), _tolerant(sound), False, tuple(problems))
    return Reading(text, policy, not problems, tuple(problems), is_old)


def _newest(data: Any) -> tuple[dict[str, Any], bool, Finding | None]:
    try:
        return upgraded(data), format_of(data) < newest_format(), None
    except UnknownFormatError as error:
        return data, False, Finding(("format",), str(error), "take the line out, or use the newest code of the registry")


def read_part(
    letters: str, path: str, model: type[AnyPart], vocabularies: Vocabularies
) -> tuple[AnyPart | None, Text, tuple[Problem, ...]]:
    """Read one further file of the registry into its model, with its text and every problem."""
    marked = read_marked(letters)
    text = Text(path, letters, marked.tree)
    problems = [text.problem_at(fault.mark, fault.rule, fault.message, fault.help) for fault in marked.faults]
    if marked.tree is None:
        return None, text, tuple(problems)
    try:
        return model.model_validate(plain(marked.tree), context=vocabularies), text, tuple(problems)
    except ValidationError as error:
        return None, text, (*problems, *_problems(error, text, model))


def findings(error: ValidationError) -> tuple[Finding, ...]:
    """What a record that no file holds was refused for, in the words of the check."""
    return tuple(finding for _, finding in _findings(error, Policy))


def field_reader(model: type[Part], name: str, vocabularies: Vocabularies) -> Callable[[Any], Any]:
    """Reads one value for a field; a value that the field refuses is a ValueError in the words of the check."""
    field = model.model_fields[name]
    form: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    adapter: TypeAdapter[Any] = TypeAdapter(form)

    def read(value: Any) -> Any:
        try:
            return adapter.validate_python(value, context=vocabularies)
        except ValidationError as error:
            details = error.errors(include_url=False)[0]
            details["loc"] = (name, *details["loc"])
            _, message, help = _in_words(details, model)
        raise ValueError(f"{message}; {help}" if help else message)

    return read


def _tolerant(tree: Mapping) -> Policy | None:
    try:
        return Policy.model_validate(plain(tree))
    except ValidationError:
        return None


def _without(tree: Mapping, faults: list[FieldPath]) -> Mapping:
    """The tree without the list items, and the fields a record does not know, that hold a fault."""
    entries = dict(tree.entries)
    for name, node in tree.entries.items():
        places = {path[1] for path in faults if path[:1] == (name,) and len(path) > 1}
        if name not in Policy.model_fields:
            del entries[name]
        elif isinstance(node, Sequence) and places:
            items = tuple(item for index, item in enumerate(node.items) if index not in places)
            entries[name] = replace(node, items=items)
    return replace(tree, entries=entries)


def _not_a_record(text: Text, marked: MarkedText) -> Problem:
    is_empty = isinstance(marked.tree, Scalar) and marked.tree.text is None
    message = "the file is empty" if is_empty else "the file holds no fields"
    return text.problem_at(Mark(1, 1), "yaml-syntax", message, "begin with `id:` and the other fields of a record")


def field_text(tree: Node, path: FieldPath) -> str:
    """A path as people write it, list items named by their id: `targets[recycled-cobalt-2031].value`."""
    parts: list[str] = []
    node: Node | None = tree
    for step in path:
        if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            id = node.entries.get("id") if isinstance(node, Mapping) else None
            parts.append(f"[{id.text if isinstance(id, Scalar) and id.text else step}]")
        elif isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
            parts.append(f".{step}")
        elif step == path[-1] and isinstance(node, Mapping):
            parts.append(f".{step}")
    return "".join(parts).removeprefix(".")


def _width(node: Node) -> int:
    if isinstance(node, Scalar) and node.end.line == node.start.line:
        return max(1, node.end.column - node.start.column)
    return 1


def _problems(error: ValidationError, text: Text, model: type[Part]) -> Iterator[Problem]:
    return (text.problem(rule, finding) for rule, finding in _findings(error, model))


def _findings(error: ValidationError, model: type[Part]) -> Iterator[tuple[str, Finding]]:
    errors = error.errors(include_url=False)
    for details in errors:
        # pydantic calls a list too short when an item of it was refused; the item's own fault says it better.
        inside = len(details["loc"])
        if details["type"] == "too_short" and any(
            other["loc"][:inside] == details["loc"] and len(other["loc"]) > inside for other in errors
        ):
            continue
        rule, message, help = _in_words(details, model)
        names_key = details["type"] == "extra_forbidden" or details["loc"][-1:] == ("[key]",)
        yield rule, Finding(_path(details["loc"]), message, help, names_key=names_key)


def _path(place: FieldPath) -> FieldPath:
    """The place of an error without the marks of unions and keys, which are no fields."""
    return tuple(step for step in place if step not in MARKS)


def _in_words(details: ErrorDetails, model: type[Part]) -> tuple[str, str, str]:
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
