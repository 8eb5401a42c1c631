"""The forms of the code host that become records, and the answers in the Markdown that a filled-in form makes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from policy_registry import urls

# The code host takes no longer text for an issue.
LONGEST_BODY = 65_536
NO_ANSWER = "_No response_"

SOURCE = {
    "source_title": "Source",
    "source_publisher": "Publisher of the source",
    "source_url": "Address of the source",
    "locator": "Place in the source",
    "source_language": "Language of the source",
    "source_kind": "Kind of source",
    "consulted": "How much of it you read",
    "consulted_on": "Day on which you read it",
}
_TERM = re.compile(r"\(([^()]+)\)(?=, |$)")


class FormError(ValueError):
    """A text that is no filled-in form; the message says why."""


@dataclass(frozen=True)
class IssueForm:
    """A form: its file, and the label of each question by id, in the order of the file."""

    file: str
    labels: Mapping[str, str]


CORRECTION = IssueForm(
    urls.CORRECTION_FORM,
    {
        "record": "Record",
        "version": "Version",
        "fact": "Fact",
        "value": "What the record says",
        "field": "What is wrong",
        "right": "What is right",
        "summary": "What was wrong, in one sentence",
        "cause": "Why it changes",
        **SOURCE,
    },
)
PROPOSAL = IssueForm(
    "propose-a-policy.yml",
    {
        "id": "Id of the record",
        "region": "Region",
        "jurisdiction": "Place of rule",
        "title": "Official title",
        "original_title": "Official title in its own language",
        "original_language": "Language of that title",
        "short_title": "Short title",
        "passed_by": "Who made it",
        "instrument": "Kind of act",
        "bindingness": "Must it be obeyed?",
        "status": "Is it law now?",
        "topics": "Topics",
        "summary": "Summary",
        "event_kind": "The step that made it what it is now",
        "event_date": "Day of that step",
        "event_what": "That step in words",
        **SOURCE,
        "more": "What it asks for",
    },
)
FORMS = (CORRECTION, PROPOSAL)


@dataclass(frozen=True)
class FilledForm:
    """A form and what was answered, by the id of the question; nothing stands for no answer."""

    form: IssueForm
    answers: Mapping[str, str]

    def line(self, id: str) -> str:
        """An answer as one line with single spaces; empty where there is none."""
        return " ".join(self.answers.get(id, "").split())

    def lines(self, id: str) -> list[str]:
        """The lines of an answer, without signs of lists."""
        lines = (" ".join(line.split()) for line in self.answers.get(id, "").split("\n"))
        return [line.removeprefix("- ").removeprefix("* ") for line in lines if line]

    def terms(self, id: str) -> list[str]:
        """The terms that were chosen: `Recycling (recycling), Safety (safety)`; else what stands there."""
        line = self.line(id)
        return _TERM.findall(line) or ([line] if line else [])

    def term(self, id: str) -> str:
        """The one term that was chosen; empty where there is none."""
        return next(iter(self.terms(id)), "")


def read_form(body: str) -> FilledForm:
    """The form that a text is filled in from: `### Label`, an empty line and the answer, for each of its questions.

    Raises:
        FormError: the text is another one, or holds what readers of the issue cannot see.
    """
    if len(body) > LONGEST_BODY:
        raise FormError(f"it holds more than {LONGEST_BODY:,} characters")
    text = body.replace("\r\n", "\n").strip()
    if "<!--" in text:
        raise FormError("it holds an HTML comment, which readers of the issue do not see; take it out")
    head, *pieces = re.split(r"^### +(\S.*)$", text, flags=re.M)
    if head:
        raise FormError("it begins with something else than a question of a form")
    for form in FORMS:
        if pieces and pieces[0].rstrip(" ") == next(iter(form.labels.values())):
            return FilledForm(form, _answers(pieces, form))
    raise FormError("it is no filled-in form; the forms are " + " and ".join(form.file for form in FORMS))


def _answers(pieces: list[str], form: IssueForm) -> dict[str, str]:
    ids = {label: id for id, label in form.labels.items()}
    answers: dict[str, list[str]] = {}
    last = ""
    for heading, answer in zip(pieces[::2], pieces[1::2], strict=True):
        label = heading.rstrip(" ")
        if label in ids:
            last = ids[label]
            if last in answers:
                raise FormError(f'the question "{label}" stands twice; take the false one out')
            answers[last] = [answer]
        else:
            answers[last].append(f"### {label}{answer}")
    missing = [label for id, label in form.labels.items() if id not in answers]
    if missing:
        raise FormError(f'the question "{missing[0]}" is missing')
    told = {id: "\n".join(parts).strip() for id, parts in answers.items()}
    return {id: answer for id, answer in told.items() if answer != NO_ANSWER}
