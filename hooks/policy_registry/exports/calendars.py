"""Which calendars of deadlines there are and what each holds: an entry for each row that a page of deadlines dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from uuid import NAMESPACE_URL, uuid5

from policy_registry import urls
from policy_registry.deadlines import DateState, state
from policy_registry.evidence import PolicyId
from policy_registry.facing import DateView, EvidenceView
from policy_registry.listings import Deadline, has_deadline, told_deadlines
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rows import Row
from policy_registry.wording import date_words

# Programs read a calendar anew each day: the deadlines of years are enough, and the file stays under a megabyte.
SOONEST = 500


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
    """Every calendar: those of many records, and that of each id that is or was a record."""
    yield from overview_calendars(registry, as_of)
    for id in registry.every_id():
        yield from record_calendar(registry, id, as_of)


def overview_calendars(registry: Registry, as_of: date) -> Iterator[Calendar]:
    """The calendars of all deadlines, and of each region and topic: the soonest of them.

    There is none where no deadline ever was to come. Where one was, somebody may have subscribed: then the calendar
    stays and is empty at the end, for programs keep what they last read from an address that is gone.
    """
    held = {id: policy for id in registry.every_id() if (policy := _last(registry, id))}
    told = {id: _told(registry, id, as_of) for id in held}

    def of(path: str, title: str, page: str, chosen: Iterable[PolicyId]) -> Iterator[Calendar]:
        ids = tuple(chosen)
        deadlines = [deadline for id in ids for deadline in told[id]]
        if deadlines or any(_was_offered(registry, id) for id in ids):
            yield _calendar(registry, path, title, page, deadlines, as_of)

    yield from of(urls.CALENDAR_FILE, "all deadlines", urls.CALENDAR, held)
    for region in registry.vocabularies["regions"]:
        chosen = (policy.id for policy in held.values() if policy.region == region.id)
        yield from of(urls.region_calendar(region.id), region.label, urls.region(region.id), chosen)
    for topic in registry.vocabularies["topics"]:
        chosen = (policy.id for policy in held.values() if topic.id in policy.topics)
        yield from of(urls.topic_calendar(topic.id), topic.label, urls.topic(topic.id), chosen)


def record_calendar(registry: Registry, id: PolicyId, as_of: date) -> Iterator[Calendar]:
    """The calendar of an id that is or was a record, if it ever had a deadline to come."""
    told = _told(registry, id, as_of)
    policy = _last(registry, id)
    if policy and (told or _was_offered(registry, id)):
        yield _calendar(registry, urls.policy_calendar(id), policy.short_title, urls.policy(id), told, as_of)


def _last(registry: Registry, id: PolicyId) -> Policy | None:
    return registry.policy(id) or registry.newest_frozen(id)


def _calendar(registry: Registry, path: str, title: str, page: str, told: Iterable[Deadline], as_of: date) -> Calendar:
    soonest = nsmallest(SOONEST, told, key=lambda deadline: (deadline.sort, urls.fact(deadline.policy.id, deadline.fact.id)))
    rows = ((deadline.policy, deadline.row(registry, as_of)) for deadline in soonest)
    entries = tuple(_entry(registry, policy, row, row.date) for policy, row in rows if row.date)
    return Calendar(_uid(registry, path), path, f"{registry.publication.name}: {title}", page, entries)


def _uid(registry: Registry, name: str) -> str:
    """A UUID made of a tag URI: RFC 7986 wants no domain in a uid, and a tag URI has one."""
    return str(uuid5(NAMESPACE_URL, registry.publication.tag(name)))


def _was_offered(registry: Registry, id: PolicyId) -> bool:
    """Whether any version of a record had a deadline to come when it was recorded."""
    return any(has_deadline(state, registry, state.recorded.first_day) for state in registry.states(id).values())


def _told(registry: Registry, id: PolicyId, as_of: date) -> tuple[Deadline, ...]:
    """What has a day to stand at: the deadlines to come, and those that wait for something with an expected day."""
    policy = registry.policy(id)
    if not policy:
        return ()
    coming, pending = told_deadlines((policy,), registry, as_of)
    return (*coming, *(deadline for deadline in pending if state(deadline.when, as_of) is DateState.PROJECTED))


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
