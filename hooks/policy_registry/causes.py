"""Whether the cause that a person gives for a new version can explain what changed in it."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass

from policy_registry.changes import Change, ChangeKind
from policy_registry.grading import Grade

CLASSIFICATION = frozenset({"instrument", "topics", "metric", "bindingness", "standing", "form", "kind", "type"})
EVIDENCE = frozenset({"source", "also", "locator", "consulted", "citation", "unverified"})
_WORD = re.compile(r"\w{3,}|\d+")


@dataclass(frozen=True)
class Objection:
    """Why a cause does not hold, and what to do."""

    message: str
    help: str
    field: str = "cause"


def objection(cause: str, summary: str, changes: tuple[Change, ...]) -> Objection | None:
    """What speaks against a cause for these changes; None where nothing does.

    `editorial` and `verification` explain patches only; `reclassification` moves labels only; `law-change` needs an
    event of the law; `correction` names what was wrong; `new-evidence` that moves a value shows the evidence.
    """
    if not changes:
        return Objection("nothing differs from the version before", "make the change, or take the entry out again")
    weightiest = _weightiest(changes)
    if cause in {"editorial", "verification"} and weightiest.grade is not Grade.PATCH:
        return Objection(
            f'"{cause}" cannot explain a {weightiest.grade} change: {shown(weightiest)}',
            "choose law-change if the law moved it, correction if the record was wrong, new-evidence if a source says more",
        )
    if cause == "reclassification":
        moved = next((one for one in changes if one.grade is not Grade.PATCH and one.field not in CLASSIFICATION), None)
        if moved:
            return Objection(
                f'"reclassification" cannot explain more than new labels: {shown(moved)}',
                "choose law-change, correction or new-evidence, or leave the fact as it was",
            )
    if cause == "law-change" and not any(_tells_of_the_law(change) for change in changes):
        return Objection(
            '"law-change" needs an event of the law that explains it',
            "add the act that changed it to `events`, or choose correction or new-evidence",
        )
    if cause == "new-evidence" and weightiest.grade is Grade.MAJOR and not any(_is_evidence(change) for change in changes):
        return Objection(
            f'"new-evidence" shows no evidence for {shown(weightiest)}', "add the source or the citation that says so"
        )
    if cause == "correction":
        return _correction(summary, changes)
    return None


def shown(change: Change) -> str:
    """A change in one line of plain data, for messages: `targets[cobalt].value: "16" became "18"`."""
    if change.kind is ChangeKind.CHANGED and isinstance(change.before, str) and isinstance(change.after, str):
        return f'{change.path}: "{_cut(change.before)}" became "{_cut(change.after)}"'
    return f"{change.path} {change.kind}"


def _weightiest(changes: Iterable[Change]) -> Change:
    return max(changes, key=lambda change: list(Grade).index(change.grade))


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _tells_of_the_law(change: Change) -> bool:
    if change.collection == "events":
        return change.kind is ChangeKind.ADDED or change.field in {"date", "kind"}
    return "happened" in str(change.before) and str(change.before).count("None") > str(change.after).count("None")


def _is_evidence(change: Change) -> bool:
    return (change.collection == "sources" and change.kind is ChangeKind.ADDED) or change.field in EVIDENCE


def _correction(summary: str, changes: tuple[Change, ...]) -> Objection | None:
    wrong = [change for change in changes if change.kind in {ChangeKind.CHANGED, ChangeKind.REMOVED}]
    if not wrong:
        return Objection(
            '"correction" needs something that was wrong; here things were only added', "choose new-evidence or law-change"
        )
    if _said(wrong) & _words([summary]):
        return None
    weightiest = _weightiest(wrong)
    return Objection(
        f'the summary of this "correction" does not say what was wrong: {shown(weightiest)}',
        'say what stood there and what is right, such as "The share was given as 16 %; Art. 8(2) says 18 %."',
        field="summary",
    )


def _said(wrong: Iterable[Change]) -> set[str]:
    """The words that the record no longer says; for dates also as people write them."""
    said: set[str] = set()
    for change in wrong:
        before, after = _texts(change.before), _texts(change.after)
        said |= _words(before) - _words(after)
        if change.kind is ChangeKind.REMOVED or not said:
            said |= _words(before)
    return said


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [] if value is None else [str(value)]


def _words(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(_spoken(text))}


def _spoken(text: str) -> str:
    """A date also as people say it: `2027-02-08` has the words February and 8."""
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
        return text
    _, month, *day = (int(part) for part in text.split("-"))
    return " ".join([text, month_name[month], *map(str, day)])
