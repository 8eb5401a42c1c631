"""A record in words, section by section, before it takes the form of plain text or of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.facing import EvidenceView, Link, language_name, status_badge
from policy_registry.phrases import checked_words
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.relations import RelationView, relations
from policy_registry.row_groups import RowGroup, duty_groups, target_groups
from policy_registry.rows import EarlierRow, Row, event_row, funding_row
from policy_registry.source_list import SourceView, source_view
from policy_registry.wording import date_words

Detail = tuple[str, str]


@dataclass(frozen=True)
class Item:
    """One thing that a record says: its name, its words, what belongs to it, and where it leads.

    The id is that of a fact; addresses lead out of the site, and the path leads to a record or version in it.
    """

    name: str = ""
    text: str = ""
    id: str = ""
    details: tuple[Detail, ...] = ()
    addresses: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True)
class Group:
    """Items under one heading, which is empty where they need none."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Section:
    """A part of the outline: words, groups of items, or both."""

    heading: str
    words: str = ""
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Outline:
    """The whole record: its name, which version it is, what it is called and is, and its sections."""

    title: str
    edition: str
    head: tuple[Item, ...]
    sections: tuple[Section, ...]


def outline(policy: Policy, registry: Registry, as_of: date) -> Outline:
    """What a record says as of a day; sections without content are left out."""
    sections = (
        Section("Summary", policy.summary),
        Section("Duties", groups=tuple(_group(group, "from") for group in duty_groups(policy, registry, as_of))),
        Section("Targets", groups=tuple(_group(group, "by") for group in target_groups(policy, registry, as_of))),
        _section("What the weights mean", _weights(policy, registry)),
        _section("Funding", (_fact(funding_row(policy, line, registry, as_of), "from") for line in policy.funding)),
        _section("Dates", (_event(event_row(policy, event, registry, as_of)) for event in policy.events)),
        _section("Relations", (_relation(view) for view in relations(policy, registry))),
        _section("Open questions", _questions(policy)),
        _section("Sources", (_source(source_view(source)) for source in policy.sources)),
        _section("Versions", _versions(policy, registry)),
    )
    edition = f"{policy.id}, version {policy.version} of {date_words(policy.recorded)}"
    head = tuple(item for item in _head(policy, registry) if item.text)
    return Outline(policy.short_title, edition, head, tuple(part for part in sections if part.words or part.groups))


def _section(heading: str, items: Iterable[Item]) -> Section:
    listed = tuple(items)
    return Section(heading, groups=(Group("", listed),) if listed else ())


def _group(group: RowGroup, since: str) -> Group:
    return Group(group.heading, tuple(_fact(row, since) for row in group.rows))


def _head(policy: Policy, registry: Registry) -> Iterator[Item]:
    terms = registry.vocabularies
    numbers = (
        f"{terms['identifier-schemes'].label(scheme)} {number}"
        for scheme, found in policy.identifiers.items() for number in found
    )  # fmt: skip
    yield Item("Title", f"{policy.title.text} ({language_name(policy.title.language)})")
    for title in policy.original_titles:
        yield Item("Original title", f"{title.text} ({language_name(title.language)})")
    yield Item("Also known as", "; ".join(policy.also_known_as))
    yield Item("Status", ". ".join(filter(None, (status_badge(policy, terms).text, policy.status_note))))
    kind = terms["instruments"].label(policy.instrument)
    yield Item("Kind", f"{kind}, {terms['bindingness'].label(policy.bindingness).lower()}")
    yield Item("Region", terms["regions"].label(policy.region) + (f" ({policy.jurisdiction})" if policy.jurisdiction else ""))
    yield Item("Made by", "; ".join(policy.passed_by))
    yield Item("Topics", ", ".join(terms["topics"].label(topic) for topic in policy.topics))
    yield Item("Numbers", "; ".join(numbers))
    yield Item("Checked", checked_words(policy, terms).removeprefix("Checked ") or "never")


def _fact(row: Row, since: str) -> Item:
    """A duty, a target or money; `since` says what its first date means."""
    details = (
        # Money has a form in place of a weight.
        ("weight", row.standing.text.lower()) if row.standing else ("form", row.kind.text.lower()),
        # A fact may be read without the head of its record, and the law says none of it any more, or not yet.
        ("the policy is", row.status.text.lower() if row.status.kind != "status-current" else ""),
        (since, row.date.running if row.date else ""),
        ("until", row.until.running if row.until else ""),
        ("who", row.who_exactly),
        ("counted as", row.measured_as),
        *row.details,
        ("note", row.note),
        *(("before", _before(earlier, since)) for earlier in row.earlier),
        _evidence(row.evidence),
    )
    return Item(row.what, row.value, row.id, _said(details))


def _before(earlier: EarlierRow, since: str) -> str:
    said = ", ".join(part for part in (earlier.value, f"{since} {earlier.date.running}" if earlier.date else "") if part)
    changer = f", changed by {earlier.changed_by.text}" if earlier.changed_by else ""
    name, words = _evidence(earlier.evidence)
    return f"{said or 'not stated'} (the law said so until {earlier.until.running}{changer}; {name}: {words})"


def _event(row: Row) -> Item:
    details = ("kind", row.kind.text.lower() if row.shows_kind else ""), ("note", row.note), _evidence(row.evidence)
    return Item(row.date.words if row.date else "", row.what, row.id, _said(details))


def _relation(view: RelationView) -> Item:
    other = f"{view.other.text} ({view.other_id})" if view.other else view.text
    kind, place = _evidence(view.evidence)
    # What others do to this policy rests on their sources.
    where = place if view.id else f"{place}, in the record {view.other_id}"
    details = _said((("note", view.note), (kind, where)))
    return Item(view.words, other, view.id, details, path=urls.record_markdown(view.other_id) if view.other else "")


def _evidence(evidence: EvidenceView) -> Detail:
    """The place in the source by its id in the list of sources, with how deep that was read; or why there is none."""
    depth = () if evidence.is_unverified else (evidence.depth,)
    named = (_id(evidence.source), *depth, *(f"also {_id(other)}" for other in evidence.also)) if evidence.source else ()
    place = f"{evidence.locator} ({', '.join(named)})" if evidence.locator else ", ".join(named)
    if evidence.is_unverified:
        return "unverified", ": ".join(part for part in (evidence.reason, place) if part)
    return "source", place


def _id(source: Link) -> str:
    return source.path.rpartition("#")[2]


def _weights(policy: Policy, registry: Registry) -> Iterator[Item]:
    used = {duty.standing for duty in policy.obligations} | {target.standing for target in policy.targets}
    return (Item(weight.label, weight.definition) for weight in registry.vocabularies["standings"] if weight.id in used)


def _questions(policy: Policy) -> Iterator[Item]:
    for question in policy.open_questions:
        again = f"after {date_words(question.check_on)}" if question.check_on else ""
        yield Item(text=question.text, id=question.id, details=_said((("to be looked at again", again),)))


def _source(source: SourceView) -> Item:
    read = source.depth.text + (f" on {source.consulted_on}" if source.consulted_on else "")
    kept_back = "a copy on a site that cannot be relied on; it is not linked" if source.url_withheld else ""
    return Item(
        source.id,
        f"{source.title.text.rstrip('.')}. {source.publisher}; {source.title.language_name}; {source.kind} source; {read}",
        details=_said((("for", source.supports), ("address", kept_back), ("note", source.note))),
        addresses=tuple(address for address in (source.url, source.archived_url) if address),
    )


def _versions(policy: Policy, registry: Registry) -> Iterator[Item]:
    causes = registry.vocabularies["causes"]
    for entry in policy.history:
        text = f"{date_words(entry.recorded)}, {causes.label(entry.cause).lower()}: {entry.summary}"
        yield Item(f"Version {entry.version}", text, path=urls.version(policy.id, entry.version))


def _said(details: Iterable[Detail]) -> tuple[Detail, ...]:
    return tuple((name, text) for name, text in details if text)
