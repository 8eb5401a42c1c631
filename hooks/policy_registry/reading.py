"""Text of a record into the model, with every fault at its line and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from policy_registry.canonical import read_canonical
from policy_registry.evidence import Part
from policy_registry.excerpts import without_middle
from policy_registry.marked import Mapping, Mark, MarkedText, Node, Scalar, Sequence, locate, plain, read_marked
from policy_registry.policy import Policy
from policy_registry.problems import FieldPath, Finding, Problem, Where
from policy_registry.refusals import MOST_TOLD, in_words, refusals, untold
from policy_registry.shared_parts import Parts, read_beside
from policy_registry.upgrades import UnknownFormatError, format_of, newest_format, upgraded
from policy_registry.vocabulary import Vocabularies

# A value that is wrong may be as long as its file; so much of what is said of it is shown.
LONGEST_SAID = 300

AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True)
class Text:
    """The letters of a file and where they stand; finds the place of any field.

    The tree is that of the letters, unless faults were taken out of it; where it is not given, it is read when a
    place is asked for.
    """

    path: str
    source: str | Callable[[], str]
    sound: Node | None = None

    @property
    def letters(self) -> str:
        """The text itself, read again where it is not kept."""
        return self.source if isinstance(self.source, str) else self.source()

    @cached_property
    def tree(self) -> Node | None:
        """The nodes with their places; None where the letters are no YAML."""
        return self.sound if self.sound is not None else read_marked(self.letters).tree

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
        said, help = without_middle(finding.message, LONGEST_SAID), without_middle(finding.help, LONGEST_SAID)
        return Problem(where, rule, without_middle(field, LONGEST_SAID), said, help, excerpt, width)


@dataclass(frozen=True)
class Reading:
    """The outcome of reading one record: its text, every problem, and the policy as far as it holds.

    `is_whole` is false where list items with faults were left out of the policy, so that rules that look
    at single items can still run on the others. `is_old` is true where the file has an older format, from which
    the policy was brought up to date. `is_canonical` is true where it is in the form in which the registry writes.
    """

    text: Text
    policy: Policy | None
    is_whole: bool
    problems: tuple[Problem, ...]
    is_old: bool = False
    is_canonical: bool = False


def read_policy(letters: str, path: str, vocabularies: Vocabularies | None = None) -> Reading:
    """Read one record; whatever is wrong with it comes back as problems, never as an exception."""
    return _typed(read_canonical(letters), letters, path, vocabularies) or _read_with_marks(letters, path, vocabularies)


def read_version(letters: str, path: str, known: Parts) -> Reading:
    """Read an old version; parts that are known word for word are taken as they are."""
    return _typed(read_beside(letters, known), letters, path, None) or read_policy(letters, path)


def _typed(data: Any, letters: str, path: str, vocabularies: Vocabularies | None) -> Reading | None:
    """A record in canonical form without any fault; None where there is something to tell."""
    try:
        if not isinstance(data, dict) or format_of(data) != newest_format():
            return None
        policy = Policy.model_validate(upgraded(data), context=vocabularies)
    except (UnknownFormatError, ValidationError):
        return None
    return Reading(Text(path, letters), policy, True, (), is_canonical=True)


def _read_with_marks(letters: str, path: str, vocabularies: Vocabularies | None) -> Reading:
    marked = read_marked(letters)
    text = Text(path, letters, marked.tree)
    problems = _faults(text, marked)
    if not isinstance(marked.tree, Mapping):
        return Reading(text, None, False, tuple(problems or [_not_a_record(text, marked)]))
    data, is_old, fault = _newest(plain(marked.tree))
    if fault:
        return Reading(text, None, False, (*problems, text.problem("format", fault)))
    try:
        policy = Policy.model_validate(data, context=vocabularies)
    except ValidationError as error:
        # What stands at the place of a fault of the text comes of it: where an alias stood there is nothing now.
        told = {problem.where for problem in problems}
        problems.extend(problem for problem in _problems(error, text, Policy) if problem.where not in told)
        sound = _without(marked.tree, [details["loc"] for details in error.errors()])
        return Reading(replace(text, sound=sound), _tolerant(sound), False, tuple(problems))
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
    problems = _faults(text, marked)
    if marked.tree is None:
        return None, text, tuple(problems)
    try:
        return model.model_validate(plain(marked.tree), context=vocabularies), text, tuple(problems)
    except ValidationError as error:
        return None, text, (*problems, *_problems(error, text, model))


def _faults(text: Text, marked: MarkedText) -> list[Problem]:
    told = [text.problem_at(fault.mark, fault.rule, fault.message, fault.help) for fault in marked.faults[:MOST_TOLD]]
    for further in marked.faults[MOST_TOLD : MOST_TOLD + 1]:
        told.append(text.problem_at(Mark(1, 1), further.rule, *untold(len(marked.faults))))
    return told


def findings(error: ValidationError) -> tuple[Finding, ...]:
    """What a record that no file holds was refused for, in the words of the check."""
    return tuple(finding for _, finding in refusals(error, Policy))


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
            _, message, help = in_words(details, model)
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
    faulty: dict[str | int, set[str | int]] = defaultdict(set)
    for path in faults:
        faulty[path[0] if path else ""].update(path[1:2])
    for name, node in tree.entries.items():
        places = faulty[name]
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
    return (text.problem(rule, finding) for rule, finding in refusals(error, model))
