"""The page of a record's steps from version to version."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.differences import Difference, differences
from policy_registry.facing import Badge, Link
from policy_registry.registry import Registry
from policy_registry.steps import Step
from policy_registry.wording import counted, date_words

GRADES = {
    "major": "A value, a date, who must act or the status moved, or a fact went.",
    "minor": "The record says more than before, or says it of something else.",
    "patch": "The same said otherwise: wording, links, days of reading, order.",
}


@dataclass(frozen=True)
class StepView:
    """One version: when and why it was recorded, and everything that it changed."""

    number: int
    recorded: str
    machine: str
    cause: Badge
    grade: Badge
    origin: str
    summary: str
    page: str
    count: str
    differences: tuple[Difference, ...]
    is_first: bool


@dataclass(frozen=True)
class ChangesPage:
    """Everything that the page of changes prints."""

    path: str
    id: str
    policy: Link
    timeline: str
    steps: tuple[StepView, ...]
    data: Link


def changes_page(registry: Registry, id: str, name: str) -> ChangesPage:
    """The view of every step of a record, newest first."""
    steps = tuple(_step(registry, id, step) for step in registry.steps(id))
    newest = urls.policy(id) if registry.policy(id) else steps[0].page
    return ChangesPage(
        path=urls.changes(id),
        id=id,
        policy=Link(name, urls.policy(id)),
        timeline=urls.anchor(newest, "timeline"),
        steps=steps,
        data=Link("changes.json", urls.changes_json(id)),
    )


def _step(registry: Registry, id: str, step: Step) -> StepView:
    entry, causes = step.entry, registry.vocabularies["causes"]
    cause = causes[entry.cause]
    found = differences(step.changes, step.before, step.after, registry.vocabularies) if step.before else ()
    return StepView(
        number=entry.version,
        recorded=date_words(entry.recorded),
        machine=str(entry.recorded),
        cause=Badge(cause.label, f"cause-{cause.id}", cause.definition),
        grade=Badge(step.grade.value, f"grade-{step.grade}", GRADES[step.grade]),
        origin=_origin(entry.cause, is_first=step.is_first),
        summary=entry.summary,
        page=urls.version(id, entry.version),
        count=counted(len(found), "change"),
        differences=found,
        is_first=step.is_first,
    )


def _origin(cause: str, is_first: bool) -> str:
    """Which of the two clocks moved."""
    if is_first:
        return "The record was written; the law was there before."
    return "The law changed, and the record follows." if cause == "law-change" else "Our record changed; the law did not."
