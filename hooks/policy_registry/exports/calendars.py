"""Which calendars of deadlines there are and what each holds: an entry for each row that a page of deadlines dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from policy_registry import urls
from policy_registry.evidence import PolicyId
from policy_registry.facing import DateView, EvidenceView
from policy_registry.listings import deadlines, has_deadline
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import Row
from policy_registry.wording import date_words


@dataclass(frozen=True)
class Entry:
    """A deadline as a calendar holds it; with each version of its record the sequence rises, and the uid stays."""

    uid: str
    sequence: int
    recorded: date
    day: date
    is_certain: bool
    title: str
    words: tuple[str, ...]
    version: str
    page: str
    version_page: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Calendar:
    """Entries, soonest first, with the file that they stand in and the page that it belongs to."""

    uid: str
    path: str
    title: str
    page: str
    entries: tuple[Entry, ...]


def calendars(registry: Registry, as_of: date) -> Iterator[Calendar]:
    """The calendars of all deadlines, of each region and topic, and of each id that is or was a record.

    There is none where no deadline ever was to come. Where one was, somebody may have subscribed: then the calendar
    stays and is empty at the end, for programs keep what they last read from an address that is gone.
    """
    entries = {id: _entries(registry, id, as_of) for id in registry.every_id()}
    states = (registry.states(id) for id, held in entries.items() if held or _was_offered(registry, id))
    policies = [versions[max(versions)] for versions in states]

    def of(chosen: list[Policy], path: str, title: str, page: str) -> Iterator[Calendar]:
        held = sorted((entry for policy in chosen for entry in entries[policy.id]), key=lambda entry: (entry.day, entry.page))
        if chosen:
            yield Calendar(_uid(registry, path), path, f"{registry.publication.name}: {title}", page, tuple(held))

    yield from of(policies, urls.CALENDAR_FILE, "all deadlines", urls.CALENDAR)
    for region in registry.vocabularies["regions"]:
        chosen = [policy for policy in policies if policy.region == region.id]
        yield from of(chosen, urls.region_calendar(region.id), region.label, urls.region(region.id))
    for topic in registry.vocabularies["topics"]:
        chosen = [policy for policy in policies if topic.id in policy.topics]
        yield from of(chosen, urls.topic_calendar(topic.id), topic.label, urls.topic(topic.id))
    for policy in policies:
        yield from of([policy], urls.policy_calendar(policy.id), policy.short_title, urls.policy(policy.id))


def _uid(registry: Registry, name: str) -> str:
    """A UUID made of a tag URI: RFC 7986 wants no domain in a uid, and a tag URI has one."""
    return str(uuid5(NAMESPACE_URL, registry.publication.tag(name)))


def _was_offered(registry: Registry, id: PolicyId) -> bool:
    """Whether any version of a record had a deadline to come when it was recorded."""
    return any(has_deadline(state, registry, state.recorded.first_day) for state in registry.states(id).values())


def _entries(registry: Registry, id: PolicyId, as_of: date) -> tuple[Entry, ...]:
    policy = registry.policy(id)
    if not policy:
        return ()
    coming, pending = deadlines((policy,), registry, as_of)
    expected = tuple(row for row in pending if row.date and row.date.state == "projected")
    return tuple(_entry(registry, policy, row, row.date) for row in (*coming, *expected) if row.date)


def _entry(registry: Registry, policy: Policy, row: Row, when: DateView) -> Entry:
    labels = registry.vocabularies["topics"]
    return Entry(
        uid=_uid(registry, f"policies/{policy.id}#{row.id}"),
        sequence=policy.version - 1,
        recorded=policy.recorded.first_day,
        day=date.fromisoformat(when.sort),
        is_certain=when.state == "certain",
        title=f"{row.region.text}: {row.policy.text}: {row.what}{_vagueness(row, when)}",
        words=tuple(_words(row, when)),
        version=f"Version {policy.version} of the record, {date_words(policy.recorded)}",
        page=row.anchor,
        version_page=urls.version_fact(policy.id, policy.version, row.id),
        topics=tuple(labels.label(topic) for topic in policy.topics),
    )


def _vagueness(row: Row, when: DateView) -> str:
    """What the title adds where the entry alone would look more certain than the source."""
    if when.state != "certain":
        return " (expected)"
    return "" if _is_day(when) else f" ({_preposition(row)} {when.running})"


def _is_day(when: DateView) -> bool:
    return when.machine == when.sort


def _preposition(row: Row) -> str:
    return "from" if row.kind.kind == "duty" else "by"


def _words(row: Row, when: DateView) -> Iterator[str]:
    vague = "" if _is_day(when) or when.state != "certain" else "; no day is named, so this is the last that it can mean"
    yield f"{_preposition(row).capitalize()} {when.running}{vague}"
    if row.until:
        yield f"Until {row.until.running}"
    for old in row.earlier:
        if old.date:
            yield f"Before: {old.date.running}; stated until {old.until.words}"
    if row.value:
        yield f"Value: {row.value}{f', {row.measured_as}' if row.measured_as else ''}"
    if row.who:
        yield f"Who: {', '.join(row.who)}{f' ({row.who_exactly})' if row.who_exactly else ''}"
    if row.standing:
        yield f"Weight: {row.standing.text}"
    for name, text in row.details:
        yield f"{name.capitalize()}: {text}"
    if row.note:
        yield f"Note: {row.note}"
    yield f"Source: {_source(row.evidence)}"


def _source(evidence: EvidenceView) -> str:
    if not evidence.source:
        return f"unverified, {evidence.reason}"
    place = f", {evidence.locator}" if evidence.locator else ""
    doubt = f" (unverified, {evidence.reason})" if evidence.is_unverified else ""
    return f"{evidence.source.text}{place}, {evidence.publisher}{doubt}"
