"""Differences of records as text for a terminal, as Markdown for a comment and as JSON for tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from policy_registry.changes import changes
from policy_registry.differences import Difference, differences
from policy_registry.exports.closed_object import TEXT, closed_object
from policy_registry.grading import ChangeKind, Grade, heaviest
from policy_registry.markdown_text import escaped
from policy_registry.policy import Policy
from policy_registry.steps import Step
from policy_registry.vocabulary import Vocabularies
from policy_registry.word_runs import Piece, marked
from policy_registry.wording import counted
from policy_registry.writing import json_text

LEGEND = (
    "After a *major* change readers would act otherwise; a *minor* one makes the record say more; "
    "a *patch* says the same in other words."
)

_SIDE = {"type": ["string", "null"]}
CHANGE_SCHEMA = closed_object(
    "One change of a record.",
    {
        "path": {**TEXT, "description": "Where in the record."},
        "kind": {"enum": [str(kind) for kind in ChangeKind]},
        "grade": {"enum": [str(grade) for grade in Grade], "description": "How much it weighs for who relies on the record."},
        "before": {**_SIDE, "description": "In words; null where it was added."},
        "after": {**_SIDE, "description": "In words; null where it was removed."},
        "words": {**TEXT, "description": "The change in one sentence."},
    },
)


@dataclass(frozen=True)
class RecordDifference:
    """Two states of one record; a record that came or went has only one."""

    id: str
    title: str
    before: int | None
    after: int | None
    grade: Grade
    differences: tuple[Difference, ...]
    states: tuple[Policy, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """`eu-afir, version 1 -> 2, minor`."""
        if self.before is None:
            return f"{self.id}, new, version {self.after}"
        if self.after is None:
            return f"{self.id}, gone, was version {self.before}"
        if self.before == self.after:
            return f"{self.id}, version {self.after} edited, {self.grade}"
        return f"{self.id}, version {self.before} -> {self.after}, {self.grade}"


def record_difference(before: Policy | None, after: Policy | None, vocabularies: Vocabularies) -> RecordDifference | None:
    """What differs between two states of a record; None where nothing does.

    Raises:
        ValueError: there is no state at all.
    """
    one = after or before
    if one is None:
        raise ValueError("a difference needs a record")
    numbers = before.version if before else None, after.version if after else None
    states = tuple(state for state in (before, after) if state)
    reasons = _reasons(before, after, vocabularies) if after else ()
    if before is None or after is None:
        return RecordDifference(one.id, one.short_title, *numbers, Grade.MAJOR, (), states, reasons)
    found = changes(before, after)
    if not found and before.version == after.version:
        return None
    is_step = after.version == before.version + 1
    step = Step.between(after.history[0], before, after, found)
    weight = step.grade if is_step else heaviest(change.grade for change in found)
    told = differences(found, before, after, vocabularies)
    return RecordDifference(one.id, one.short_title, *numbers, weight, told, states, reasons)


def _reasons(before: Policy | None, after: Policy, vocabularies: Vocabularies) -> tuple[str, ...]:
    """Why the versions that came are there, oldest first: the cause and the words of their history."""
    come = (entry for entry in reversed(after.history) if before is None or entry.version > before.version)
    return tuple(f"{vocabularies['causes'].label(entry.cause)}: {entry.summary}" for entry in come)


def as_text(records: Iterable[RecordDifference]) -> str:
    """One block for each record, one line for each change."""
    return "".join("".join([f"{record.heading}\n", *(f"  {line}\n" for line in _lines(record))]) for record in records)


def as_markdown(records: Iterable[RecordDifference]) -> str:
    """One section for each record, one list item for each change."""
    shown = list(records)
    if not shown:
        return "No record differs.\n"
    weight = heaviest(record.grade for record in shown)
    head = f"**{counted(len(shown), 'record differs', 'records differ')}; the heaviest change is {weight}.** {LEGEND}\n"
    return head + "".join(_section(record) for record in shown)


def as_json(records: Iterable[RecordDifference]) -> str:
    """A list of records, each with its grade and its changes: path, kind, grade, before, after and the sentence."""
    return json_text(
        [
            {
                "id": record.id,
                "before": record.before,
                "after": record.after,
                "grade": record.grade,
                "changes": [change_data(difference) for difference in record.differences],
            }
            for record in records
        ]
    )


FORMS: dict[str, Callable[[Iterable[RecordDifference]], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def change_data(difference: Difference) -> dict[str, str | None]:
    """One change as plain data; sides that hold nothing are null."""
    return {
        "path": difference.path,
        "kind": difference.kind,
        "grade": difference.grade,
        "before": None if difference.kind == "added" else difference.before,
        "after": None if difference.kind == "removed" else difference.after,
        "words": difference.sentence,
    }


def _lines(record: RecordDifference) -> list[str]:
    return [f"{difference.grade:<6} {difference.sentence}" for difference in record.differences] or [record.title]


def _section(record: RecordDifference) -> str:
    reasons = "".join(f"\n{escaped(reason)}\n" for reason in record.reasons)
    # Of a record that is new nothing differs yet; its summary says what it is about.
    summary = f"\n{escaped(record.states[-1].summary)}\n" if record.before is None else ""
    items = "".join(["\n", *(_items([*group]) for _, group in groupby(record.differences, key=_fact))])
    return f"\n### {escaped(record.title)}\n\n`{record.heading}`\n{reasons}{summary}{items if record.differences else ''}"


def _fact(difference: Difference) -> tuple[str, str]:
    return difference.subject, difference.due_words


def _items(group: list[Difference]) -> str:
    """One list item for a change; several of one fact below its name, which they need not repeat."""
    if len(group) == 1 or not group[0].subject:
        return "".join(f"- *{one.grade}* {_markdown(one)}\n" for one in group)
    name = replace(group[0], due=group[0].due_words, field="").about
    return f"- {escaped(name)}\n" + "".join(
        f"  - *{one.grade}* {_markdown(replace(one, subject='', due='', due_words='', field=one.field or 'number'))}\n"
        for one in group
    )


def _markdown(difference: Difference) -> str:
    difference = replace(difference, due=difference.due_words)
    if difference.pieces:
        pieces = tuple(Piece(piece.kind, escaped(piece.text)) for piece in difference.pieces)
        return f"{escaped(difference.about)}: {marked(pieces, gone='~~{}~~', new='**{}**')}"
    return escaped(difference.told(arrow="→"))
