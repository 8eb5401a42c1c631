"""Differences of records as text for a terminal, as Markdown for a comment and as JSON for tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from policy_registry.changes import changes
from policy_registry.differences import Difference, differences
from policy_registry.grading import Grade, heaviest
from policy_registry.policy import Policy
from policy_registry.steps import Step
from policy_registry.vocabulary import Vocabularies
from policy_registry.word_runs import Piece, marked
from policy_registry.wording import counted
from policy_registry.writing import json_text


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
    if before is None or after is None:
        return RecordDifference(one.id, one.short_title, *numbers, Grade.MAJOR, (), states)
    found = changes(before, after)
    if not found and before.version == after.version:
        return None
    is_step = after.version == before.version + 1
    weight = Step(after.history[0], before, after, found).grade if is_step else heaviest(change.grade for change in found)
    return RecordDifference(one.id, one.short_title, *numbers, weight, differences(found, before, after, vocabularies), states)


def as_text(records: Iterable[RecordDifference]) -> str:
    """One block for each record, one line for each change."""
    return "".join("".join([f"{record.heading}\n", *(f"  {line}\n" for line in _lines(record))]) for record in records)


def as_markdown(records: Iterable[RecordDifference]) -> str:
    """One section for each record, one list item for each change."""
    shown = list(records)
    if not shown:
        return "No record differs.\n"
    weight = heaviest(record.grade for record in shown)
    head = f"**{counted(len(shown), 'record differs', 'records differ')}; the heaviest change is {weight}.**\n"
    return head + "".join(f"\n### {_escaped(record.title)}\n\n`{record.heading}`\n{_items(record)}" for record in shown)


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


def _items(record: RecordDifference) -> str:
    if not record.differences:
        return ""
    lines = (f"- *{difference.grade}* {_markdown(difference)}\n" for difference in record.differences)
    return "\n" + "".join(lines)


def _markdown(difference: Difference) -> str:
    if difference.pieces:
        pieces = tuple(Piece(piece.kind, _escaped(piece.text)) for piece in difference.pieces)
        return f"{_escaped(difference.about)}: {marked(pieces, gone='~~{}~~', new='**{}**')}"
    return _escaped(difference.told(arrow="→"))


def _escaped(text: str) -> str:
    """The text with every sign escaped that Markdown, or a code host on top of it, would act on."""
    signs = "\\`*_{}[]<>#~|@!&"
    return "".join(f"\\{letter}" if letter in signs else letter for letter in text.replace("\u00a0", " "))
