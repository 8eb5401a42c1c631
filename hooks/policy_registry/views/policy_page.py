"""The page of one policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.cite_box import CiteBox, cite_box
from policy_registry.embed_code import EmbedCode, embed_code
from policy_registry.evidence import ItemId
from policy_registry.excerpts import shortened
from policy_registry.facing import Badge, Link, TitleView, region_link, status_badge, title_view
from policy_registry.fact_box import Fact, fact_box
from policy_registry.law_chooser import LawChooser, law_chooser
from policy_registry.listings import deadlines, suspended_deadlines
from policy_registry.phrases import checked_words
from policy_registry.place import Place
from policy_registry.policy import HistoryEntry, Policy
from policy_registry.registry import Registry
from policy_registry.relations import RelationView, relations
from policy_registry.row_groups import RowGroup, duty_groups, target_groups
from policy_registry.rows import Row, event_row, funding_row
from policy_registry.source_list import SourceView, source_view
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import counted, date_words

SHOWN_COMING = 4
# The rest waits hidden, for readers of a page that was built long ago.
KEPT_COMING = 12
# In the address of a form: browsers and hosts refuse addresses of more than some 8,000 characters.
LONGEST_REPORTED = 300


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
    calendar: str
    pending_count: str
    suspended: tuple[Row, ...]
    suspended_rest: str
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


def policy_page(registry: Registry, policy: Policy, as_of: date, place: Place, current: Policy | None = None) -> PolicyPage:
    """The view of a current record, or of a frozen version where `current` is the record of today.

    The facts of a current record lead to a form of the repository for what is wrong with them.
    """
    vocabularies = registry.vocabularies
    versions = tuple(_version(policy.id, entry, registry) for entry in policy.history)
    coming, pending = ((), ()) if current else deadlines((policy,), registry, as_of)
    suspended = () if current else suspended_deadlines((policy,), registry, as_of)
    path = urls.version(policy.id, policy.version) if current else urls.policy(policy.id)
    record = None if current else registry.record(policy.id)
    cite = cite_box(registry, policy, path, place.base)
    return PolicyPage(
        id=policy.id,
        path=path,
        short_title=policy.short_title,
        title=title_view(policy.title),
        original_titles=tuple(title_view(title) for title in policy.original_titles),
        also_known_as=policy.also_known_as,
        region=region_link(policy.region, registry),
        badges=_badges(policy, vocabularies),
        status_note=policy.status_note or "",
        summary=policy.summary,
        facts=fact_box(policy, vocabularies),
        coming=coming[:KEPT_COMING],
        shown_coming=SHOWN_COMING,
        calendar=urls.policy_calendar(policy.id) if coming else "",
        pending_count=_waiting(len(pending)),
        suspended=suspended[:SHOWN_COMING],
        suspended_rest=_rest(len(suspended) - SHOWN_COMING),
        law=law_chooser(policy, vocabularies, as_of, current is not None),
        duties=duty_groups(policy, registry, as_of),
        duties_count=counted(len(policy.obligations), "duty", "duties"),
        targets=target_groups(policy, registry, as_of),
        targets_count=counted(len(policy.targets), "target"),
        funding=tuple(funding_row(policy, line, registry, as_of) for line in policy.funding),
        funding_count=counted(len(policy.funding), "line"),
        timeline=tuple(event_row(policy, event, registry, as_of) for event in policy.events),
        relations=relations(policy, registry),
        questions=tuple(
            QuestionView(question.id, question.text, date_words(question.check_on) if question.check_on else "")
            for question in policy.open_questions
        ),
        sources=tuple(source_view(source) for source in policy.sources),
        versions=versions,
        version=versions[0],
        is_frozen=current is not None,
        is_final=policy.version in registry.frozen.get(policy.id, {}),
        newer=_newer(policy, current, registry),
        retired=_retired(policy, registry),
        checked=checked_words(policy, vocabularies),
        downloads=_downloads(policy, current is not None),
        edit_url=place.edit(record.path) if record else "",
        reports=_reports(policy, cite.facts, place) if record and place.repository else {},
        cite=cite,
        embed=None if current else embed_code(policy, place.base),
    )


def _badges(policy: Policy, vocabularies: Vocabularies) -> tuple[Badge, ...]:
    bindingness = vocabularies["bindingness"][policy.bindingness]
    instrument = vocabularies["instruments"][policy.instrument]
    return (
        status_badge(policy, vocabularies),
        Badge(bindingness.label, f"bindingness-{bindingness.id}", bindingness.definition),
        Badge(instrument.label, "instrument", instrument.definition),
    )


def _downloads(policy: Policy, is_frozen: bool) -> tuple[Link, ...]:
    id, number = policy.id, policy.version
    if is_frozen:
        paths = [urls.version_yaml(id, number), urls.version_markdown(id, number)]
    else:
        paths = [urls.record_json(id), urls.record_yaml(id), urls.record_markdown(id)]
    return tuple(Link(path.rpartition("/")[2], path) for path in paths)


def _reports(policy: Policy, facts: Mapping[ItemId, str], place: Place) -> dict[ItemId, str]:
    return {
        id: urls.report(place.repository, policy.id, policy.version, id, shortened(words, LONGEST_REPORTED))
        for id, words in facts.items()
    }


def _version(id: str, entry: HistoryEntry, registry: Registry) -> VersionView:
    cause = registry.vocabularies["causes"].label(entry.cause)
    page = urls.version(id, entry.version)
    return VersionView(entry.version, date_words(entry.recorded), str(entry.recorded), cause, entry.summary, page)


def _waiting(count: int) -> str:
    if not count:
        return ""
    waits = counted(count, "duty or target still waits", "duties and targets still wait")
    return f"{waits} for a later act and {'has' if count == 1 else 'have'} no certain date."


def _rest(count: int) -> str:
    return f"{count} more {'stands' if count == 1 else 'stand'} in the tables below." if count > 0 else ""


def _newer(policy: Policy, current: Policy | None, registry: Registry) -> tuple[VersionView, ...]:
    """The versions that came after, oldest first."""
    later = [entry for entry in (current or policy).history if entry.version > policy.version]
    return tuple(_version(policy.id, entry, registry) for entry in reversed(later))


def _retired(policy: Policy, registry: Registry) -> str:
    retirement = registry.retirement(policy.id)
    return f"The record was retired on {date_words(retirement.on)}. {retirement.reason}" if retirement else ""
