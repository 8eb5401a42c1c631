"""Whether the cause that a person gives for a new version can explain what changed in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from policy_registry.changes import Change
from policy_registry.dates import MONTHS, PartialDate
from policy_registry.facts import Event
from policy_registry.grading import ChangeKind, Grade, heaviest
from policy_registry.steps import Step
from policy_registry.stop_words import FUNCTION_WORDS
from policy_registry.vocabulary import Vocabularies

CLASSIFICATION = frozenset({"bindingness", "form", "instrument", "kind", "metric", "standing", "topics", "type"})
# Steps in the life of a policy that make it or alter what it says; a deadline or a consultation does neither.
LAW_EVENTS = frozenset(
    {"adopted", "published", "in-force", "applies", "amended", "postponed", "suspended", "resumed", "implementing-act",
     "superseded", "repealed", "expired"}
)  # fmt: skip
CITING = frozenset({"source", "also", "locator"})
_WORD = re.compile(r"\w+|%")


@dataclass(frozen=True)
class Objection:
    """Why a cause does not hold, and what to do."""

    message: str
    help: str
    field: str = "cause"


def objection(step: Step, vocabularies: Vocabularies) -> Objection | None:
    """What speaks against the cause of a step; None where nothing does.

    `editorial` and `verification` explain patches only; `reclassification` moves labels only; `law-change` needs an
    event of the law; `correction` names what was wrong; `new-evidence` that moves a value shows the evidence.
    """
    cause = step.entry.cause
    if not step.changes:
        return Objection("nothing differs from the version before", "make the change, or take the entry out again")
    if cause in {"editorial", "verification"}:
        return _only_patches(step)
    if cause == "reclassification":
        return _only_labels(step)
    if cause == "law-change":
        return _event_of_the_law(step)
    if cause == "new-evidence":
        return _evidence(step)
    if cause == "correction":
        return _what_was_wrong(step, vocabularies)
    return Objection(f'"{cause}" explains no further version', "choose another term of vocabularies/causes.yml")


def shown(change: Change) -> str:
    """A change in one line of plain data, for messages: `targets[cobalt].value: "16" became "18"`."""
    if change.kind is ChangeKind.CHANGED and isinstance(change.before, str) and isinstance(change.after, str):
        return f'{change.path}: "{_cut(change.before)}" became "{_cut(change.after)}"'
    return f"{change.path} {change.kind}"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _of_weight(changes: Iterable[Change], weight: Grade) -> list[Change]:
    return [change for change in changes if change.grade is weight]


def _only_patches(step: Step) -> Objection | None:
    weight = heaviest(change.grade for change in step.changes)
    if weight is Grade.PATCH:
        return None
    return Objection(
        f'"{step.entry.cause}" cannot explain a {weight} change: {shown(_of_weight(step.changes, weight)[0])}',
        "choose law-change if the law moved it, correction if the record was wrong, new-evidence if a source says more",
    )


def _only_labels(step: Step) -> Objection | None:
    moved = [one for one in step.changes if one.grade is not Grade.PATCH and one.field not in CLASSIFICATION]
    if not moved:
        return None
    return Objection(
        f'"reclassification" cannot explain more than new labels: {shown(moved[0])}',
        "choose law-change, correction or new-evidence, or leave the fact as it was",
    )


def _event_of_the_law(step: Step) -> Objection | None:
    known = {event.id: event for event in step.before.events} if step.before else {}
    if any(_makes_law(event, known.get(event.id), step.entry.recorded) for event in step.after.events):
        return None
    if any(new > old for old, new in (_happened(change) for change in step.changes)):
        return None
    return Objection(
        '"law-change" needs an event of the law that explains it',
        "add the act that changed it to `events`, with its citation, or choose correction or new-evidence",
    )


def _makes_law(event: Event, before: Event | None, recorded: PartialDate) -> bool:
    is_new = before is None or before.kind != event.kind
    is_sourced = event.citation is not None
    return is_new and is_sourced and event.kind in LAW_EVENTS and event.date.first_day <= recorded.last_day


def _happened(change: Change) -> tuple[int, int]:
    """How many events that dates wait for have happened, before and after."""
    return sum(_filled(change.before)), sum(_filled(change.after))


def _filled(value: object) -> Iterator[bool]:
    if isinstance(value, dict):
        yield bool(value.get("happened"))
        for inner in value.values():
            yield from _filled(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _filled(inner)


def _evidence(step: Step) -> Objection | None:
    """Each item that moved in weight cites something new: another source or place, or a source that says more now."""
    better = {
        change.item
        for change in step.changes
        if change.collection == "sources" and (change.kind is ChangeKind.ADDED or change.field == "consulted")
    }
    for change in _of_weight(step.changes, Grade.MAJOR):
        beside = (one for one in step.changes if one.collection == change.collection and one.item == change.item)
        if any(one.field in CITING and one.kind is not ChangeKind.REMOVED for one in beside):
            continue
        if better & (_cited(step, change) if change.item else better):
            continue
        return Objection(
            f'"new-evidence" shows no evidence for {shown(change)}', "cite the source that says so on the fact itself"
        )
    return None


def _cited(step: Step, change: Change) -> set[str]:
    item = next((item for item in getattr(step.after, change.collection) if item.id == change.item), None)
    citation = getattr(item, "citation", None)
    return {citation.source, *citation.also} if citation else set()


def _what_was_wrong(step: Step, vocabularies: Vocabularies) -> Objection | None:
    wrong = [change for change in step.changes if change.kind in {ChangeKind.CHANGED, ChangeKind.REMOVED}]
    if not wrong:
        return Objection(
            '"correction" needs something that was wrong; here things were only added', "choose new-evidence or law-change"
        )
    heavy = _of_weight(wrong, heaviest(change.grade for change in wrong))
    said = _words([step.entry.summary], vocabularies)
    if any(_gone(change, vocabularies) & said for change in heavy):
        return None
    return Objection(
        f'the summary of this "correction" does not say what was wrong: {shown(heavy[0])}',
        'say what stood there and what is right, such as "The share was given as 16 %; Art. 8(2) says 18 %."',
        field="summary",
    )


def _gone(change: Change, vocabularies: Vocabularies) -> set[str]:
    """The words that a change took out; where it only added words, those that stood there."""
    before, after = (_words(_texts(value), vocabularies) for value in (change.before, change.after))
    return before - after or before


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [] if value is None else [str(value)]


def _words(texts: Iterable[str], vocabularies: Vocabularies) -> set[str]:
    words = (word.casefold() for text in texts for word in _WORD.findall(_spoken(text, vocabularies)))
    return {word for word in words if word not in FUNCTION_WORDS and (len(word) > 2 or not word.isalpha())}


def _spoken(text: str, vocabularies: Vocabularies) -> str:
    """A text with the other ways to say it: terms by label and sign, `2027-02-08` also as 8 February."""
    date = _date(text)
    if date and date.precision != "year":
        day = date.first_day
        return f"{text} {MONTHS[day.month - 1]} {day.day if date.precision == 'day' else ''}"
    terms = (scheme[text] for scheme in vocabularies.values() if text in scheme)
    return " ".join([text, *(f"{term.label} {term.symbol} {term.prefix}" for term in terms)])


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except PydanticCustomError:
        return None
