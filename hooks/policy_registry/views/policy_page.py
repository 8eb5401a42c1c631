"""The page of one policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from policy_registry import urls
from policy_registry.cite_box import CiteBox, cite_box
from policy_registry.embed_code import EmbedCode, embed_code
from policy_registry.excerpts import shortened
from policy_registry.facing import (
    CONSULTED_LABELS,
    Badge,
    Link,
    language_name,
    region_link,
    shown_url,
    status_badge,
)
from policy_registry.law_chooser import LawChooser, law_chooser
from policy_registry.listings import deadlines
from policy_registry.milestones import milestones
from policy_registry.phrases import checked_words
from policy_registry.policy import HistoryEntry, Policy, Title
from policy_registry.registry import Registry
from policy_registry.relations import RelationView, relations
from policy_registry.rows import Row, event_row, funding_row, obligation_row, target_row
from policy_registry.wording import counted, date_words

SHOWN_COMING = 4
# The rest waits hidden, for readers of a page that was built long ago.
KEPT_COMING = 12
# In the address of a form: browsers and hosts refuse addresses of more than some 8,000 characters.
LONGEST_REPORTED = 300


@dataclass(frozen=True)
class TitleView:
    """A title with the language that it is marked with."""

    text: str
    language: str
    language_name: str


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading, which can be folded away."""

    id: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class SourceView:
    """A source with the depth to which it was read."""

    id: str
    title: TitleView
    publisher: str
    url: str
    url_withheld: bool
    archived_url: str
    kind: str
    depth: Badge
    consulted_on: str
    supports: str
    note: str


@dataclass(frozen=True)
class QuestionView:
    """Something that is not settled."""

    id: str
    text: str
    check_on: str


@dataclass(frozen=True)
class VersionView:
    """One version of the record."""

    number: int
    recorded: str
    machine: str
    cause: str
    summary: str
    page: str


@dataclass(frozen=True)
class Fact:
    """A line of the fact box."""

    name: str
    values: tuple[Link, ...]
    is_list: bool = False


@dataclass(frozen=True)
class PolicyPage:
    """Everything that the page of a policy prints."""

    id: str
    path: str
    short_title: str
    title: TitleView
    original_titles: tuple[TitleView, ...]
    also_known_as: tuple[str, ...]
    region: Link
    badges: tuple[Badge, ...]
    status_note: str
    summary: str
    facts: tuple[Fact, ...]
    coming: tuple[Row, ...]
    shown_coming: int
    pending_count: str
    law: LawChooser | None
    duties: tuple[RowGroup, ...]
    duties_count: str
    targets: tuple[RowGroup, ...]
    targets_count: str
    funding: tuple[Row, ...]
    funding_count: str
    timeline: tuple[Row, ...]
    relations: tuple[RelationView, ...]
    questions: tuple[QuestionView, ...]
    sources: tuple[SourceView, ...]
    versions: tuple[VersionView, ...]
    version: VersionView
    is_frozen: bool
    is_final: bool
    newer: tuple[VersionView, ...]
    retired: str
    checked: str
    downloads: tuple[Link, ...]
    edit_url: str
    reports: Mapping[str, str]
    cite: CiteBox
    embed: EmbedCode | None


def policy_page(
    registry: Registry,
    policy: Policy,
    as_of: date,
    edit_url: str = "",
    current: Policy | None = None,
    base: str = "",
    repository: str = "",
) -> PolicyPage:
    """The view of a current record, or of a frozen version where `current` is the record of today.

    The references in it name addresses of the site at `base`. The facts of a current record lead to a form of the
    repository for what is wrong with them.
    """
    versions = tuple(_version(policy.id, entry, registry) for entry in policy.history)
    coming, pending = ((), ()) if current else deadlines((policy,), registry, as_of)
    path = urls.version(policy.id, policy.version) if current else urls.policy(policy.id)
    cite = cite_box(registry, policy, path, base)
    return PolicyPage(
        id=policy.id,
        path=path,
        short_title=policy.short_title,
        title=_title(policy.title),
        original_titles=tuple(_title(title) for title in policy.original_titles),
        also_known_as=policy.also_known_as,
        region=region_link(policy.region, registry),
        badges=_badges(policy, registry),
        status_note=policy.status_note or "",
        summary=policy.summary,
        facts=_facts(policy, registry),
        coming=coming[:KEPT_COMING],
        shown_coming=SHOWN_COMING,
        pending_count=_waiting(len(pending)),
        law=law_chooser(policy, registry.vocabularies, as_of, current is not None),
        duties=_duties(policy, registry, as_of),
        duties_count=counted(len(policy.obligations), "duty", "duties"),
        targets=_targets(policy, registry, as_of),
        targets_count=counted(len(policy.targets), "target"),
        funding=tuple(funding_row(policy, line, registry, as_of) for line in policy.funding),
        funding_count=counted(len(policy.funding), "line"),
        timeline=tuple(event_row(policy, event, registry, as_of) for event in policy.events),
        relations=relations(policy, registry),
        questions=tuple(
            QuestionView(question.id, question.text, date_words(question.check_on) if question.check_on else "")
            for question in policy.open_questions
        ),
        sources=_sources(policy),
        versions=versions,
        version=versions[0],
        is_frozen=current is not None,
        is_final=policy.version in registry.frozen.get(policy.id, {}),
        newer=_newer(policy, current, registry),
        retired=_retired(policy, registry),
        checked=checked_words(policy, registry.vocabularies),
        downloads=(
            Link("record.json", urls.record_json(policy.id)),
            Link("record.yml", urls.record_yaml(policy.id)),
        ) if current is None else (Link("record.yml", urls.version_yaml(policy.id, policy.version)),),
        edit_url=edit_url,
        reports={} if current or not repository else {
            id: urls.report(repository, policy.id, policy.version, id, shortened(words, LONGEST_REPORTED))
            for id, words in cite.facts.items()
        },
        cite=cite,
        embed=None if current else embed_code(policy, base),
    )  # fmt: skip


def _title(title: Title) -> TitleView:
    return TitleView(title.text, title.language, language_name(title.language))


def _badges(policy: Policy, registry: Registry) -> tuple[Badge, ...]:
    vocabularies = registry.vocabularies
    bindingness = vocabularies["bindingness"][policy.bindingness]
    instrument = vocabularies["instruments"][policy.instrument]
    return (
        status_badge(policy, vocabularies),
        Badge(bindingness.label, f"bindingness-{bindingness.id}", bindingness.definition),
        Badge(instrument.label, "instrument", instrument.definition),
    )


def _facts(policy: Policy, registry: Registry) -> tuple[Fact, ...]:
    vocabularies = registry.vocabularies
    facts = [Fact("Made by", tuple(Link(body, "") for body in policy.passed_by))]
    if policy.jurisdiction:
        facts.append(Fact("Rules in", (Link(policy.jurisdiction, ""),)))
    for name, event in milestones(policy).items():
        facts.append(Fact(name, (Link(date_words(event.date), urls.fact(policy.id, event.id)),)))
    schemes = vocabularies["identifier-schemes"]
    facts.extend(
        Fact(schemes.label(scheme), tuple(Link(value, "") for value in values)) for scheme, values in policy.identifiers.items()
    )
    topics = tuple(Link(vocabularies["topics"].label(topic), urls.topic(topic)) for topic in policy.topics)
    facts.append(Fact("Topics", topics, is_list=True))
    return tuple(facts)


def _duties(policy: Policy, registry: Registry, as_of: date) -> tuple[RowGroup, ...]:
    rows = [obligation_row(policy, duty, registry, as_of) for duty in policy.obligations]
    rows.sort(key=lambda row: (row.who, row.date.sort if row.date else "9999"))
    groups = groupby(rows, key=lambda row: row.who)
    return tuple(RowGroup(f"duties-{place}", _listed(who), tuple(group)) for place, (who, group) in enumerate(groups, start=1))


def _listed(names: tuple[str, ...]) -> str:
    first, *others = names
    return ", ".join(
        [first, *(name if name.startswith(("European", "Member")) else name[:1].lower() + name[1:] for name in others)]
    )


def _targets(policy: Policy, registry: Registry, as_of: date) -> tuple[RowGroup, ...]:
    order = {metric.id: place for place, metric in enumerate(registry.vocabularies["metrics"])}
    targets = sorted(policy.targets, key=lambda target: order[target.metric])
    rows = [target_row(policy, target, registry, as_of) for target in targets]
    groups = groupby(rows, key=lambda row: row.kind.text)
    return tuple(RowGroup(f"targets-{place}", name, tuple(group)) for place, (name, group) in enumerate(groups, start=1))


def _sources(policy: Policy) -> tuple[SourceView, ...]:
    return tuple(
        SourceView(
            id=source.id,
            title=TitleView(source.title, source.language, language_name(source.language)),
            publisher=source.publisher,
            url=shown_url(source),
            url_withheld=bool(source.url) and not source.linkable,
            archived_url=source.archived_url or "",
            kind=source.kind.value,
            depth=Badge(CONSULTED_LABELS[source.consulted], f"depth-{source.consulted.value}"),
            consulted_on=date_words(source.consulted_on) if source.consulted_on else "",
            supports=", ".join(name.replace("_", " ") for name in source.supports),
            note=source.note or "",
        )
        for source in policy.sources
    )


def _version(id: str, entry: HistoryEntry, registry: Registry) -> VersionView:
    cause = registry.vocabularies["causes"].label(entry.cause)
    page = urls.version(id, entry.version)
    return VersionView(entry.version, date_words(entry.recorded), str(entry.recorded), cause, entry.summary, page)


def _waiting(count: int) -> str:
    if not count:
        return ""
    waits = counted(count, "duty or target still waits", "duties and targets still wait")
    return f"{waits} for a later act and {'has' if count == 1 else 'have'} no certain date."


def _newer(policy: Policy, current: Policy | None, registry: Registry) -> tuple[VersionView, ...]:
    """The versions that came after, oldest first."""
    later = [entry for entry in (current or policy).history if entry.version > policy.version]
    return tuple(_version(policy.id, entry, registry) for entry in reversed(later))


def _retired(policy: Policy, registry: Registry) -> str:
    retirement = registry.retirement(policy.id)
    return f"The record was retired on {date_words(retirement.on)}. {retirement.reason}" if retirement else ""
