"""A policy as one column of a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.compared_lines import (
    Line,
    Statement,
    duty_lines,
    funding_lines,
    relation_lines,
    statement,
    target_lines,
)
from policy_registry.facing import Link, policy_link, status_badge
from policy_registry.identifiers import numbers
from policy_registry.milestones import MILESTONES, milestones
from policy_registry.phrases import checked_words
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import event_row
from policy_registry.wording import counted, date_words

LABELS = {
    "title": "Title",
    "region": "Region",
    "status": "Status",
    "bindingness": "Bindingness",
    "instrument": "Instrument",
    "passed-by": "Made by",
    **MILESTONES,
    "identifiers": "Official numbers",
    "topics": "Topics",
    "summary": "Summary",
    "version": "Version",
    "address": "Permanent address",
    "checked": "Last check",
    "questions": "Open questions",
}
# Names, numbers, prose in our own words and the state of our record always differ: they are shown, not compared.
UNLIKE = frozenset({"title", "identifiers", "summary", "version", "address", "checked", "questions"})


@dataclass(frozen=True)
class Section:
    """Lines under one heading, and what stands there if no policy of a comparison has one."""

    id: str
    heading: str
    blank: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ComparedPolicy:
    """A policy as one column: every policy has the same sections, and of their lines those on which it says something."""

    id: str
    policy: Link
    region: str
    version: Link
    sections: tuple[Section, ...]


def compared_policy(registry: Registry, policy: Policy, as_of: date, base: str) -> ComparedPolicy:
    """The column of a current record, made of the rows of its page; permanent addresses are those of the site at `base`."""
    return ComparedPolicy(
        id=policy.id,
        policy=policy_link(policy),
        region=registry.vocabularies["regions"].label(policy.region),
        version=Link(f"version {policy.version}", urls.version(policy.id, policy.version)),
        sections=(
            Section("policy", "The policy", "", _particulars(policy, registry, as_of)),
            Section("duties", "Who must do what", "No duty is recorded.", duty_lines(policy, registry, as_of)),
            Section("targets", "Targets", "No target is recorded.", target_lines(policy, registry, as_of)),
            Section("funding", "Funding", "No funding is recorded.", funding_lines(policy, registry, as_of)),
            Section(
                "relations", "Between these policies", "No relation between them is recorded.", relation_lines(policy, registry)
            ),
            Section("record", "The record", "", _record(policy, registry, base)),
        ),
    )


def _particulars(policy: Policy, registry: Registry, as_of: date) -> tuple[Line, ...]:
    vocabularies = registry.vocabularies
    place = (("rules in", policy.jurisdiction),) if policy.jurisdiction else ()
    note = (("", policy.status_note),) if policy.status_note else ()
    schemes, topics = vocabularies["identifier-schemes"], vocabularies["topics"]
    said = {
        "title": [Statement(title.text, language=title.language) for title in (policy.title, *policy.original_titles)],
        "region": [Statement(vocabularies["regions"].label(policy.region), urls.region(policy.region), details=place)],
        "status": [Statement("", badge=status_badge(policy, vocabularies), details=note)],
        "bindingness": [Statement(vocabularies["bindingness"].label(policy.bindingness))],
        "instrument": [Statement(vocabularies["instruments"].label(policy.instrument))],
        "passed-by": [Statement(body) for body in policy.passed_by],
        "identifiers": [
            Statement("", details=((schemes.label(number.scheme), number.value),)) for number in numbers(policy)
        ],
        "topics": [Statement(topics.label(topic), urls.topic(topic)) for topic in policy.topics],
        "summary": [Statement(policy.summary)],
    }  # fmt: skip
    for event in milestones(policy).values():
        said[event.kind] = [statement(event_row(policy, event, registry, as_of), date_words(event.date))]
    return _lines(said)


def _record(policy: Policy, registry: Registry, base: str) -> tuple[Line, ...]:
    version = urls.version(policy.id, policy.version)
    checked = checked_words(policy, registry.vocabularies)
    questions = counted(len(policy.open_questions), "open question")
    return _lines({
        "version": [Statement(f"Version {policy.version} of {date_words(policy.recorded)}", version)],
        "address": [Statement(urls.absolute(base, version), version)],
        "checked": [Statement(checked)] if checked else [],
        "questions": [Statement(questions, urls.fact(policy.id, "questions") if policy.open_questions else "")],
    })  # fmt: skip


def _lines(said: Mapping[str, list[Statement]]) -> tuple[Line, ...]:
    return tuple(
        Line(key, f"{place:02}", label, tuple(said[key]), is_unlike=key in UNLIKE)
        for place, (key, label) in enumerate(LABELS.items())
        if said.get(key)
    )
