"""Which feeds there are and what each holds: an entry for each version of a record and for each retired id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from policy_registry import urls
from policy_registry.evidence import PolicyId
from policy_registry.registry import Registry
from policy_registry.retirement import Retirement
from policy_registry.steps import Step

# Readers of feeds ask every hour and keep what they saw: months of work are enough, and the file stays under a megabyte.
NEWEST = 500


@dataclass(frozen=True)
class Category:
    """A term of a vocabulary that an entry is sorted under; the scheme is a permanent id."""

    scheme: str
    term: str
    label: str


@dataclass(frozen=True)
class Entry:
    """One version of a record, or the end of one: what happened on a day, under an id that outlives the site's address."""

    id: str
    title: str
    summary: str
    day: date
    page: str
    related: tuple[str, ...]
    categories: tuple[Category, ...]
    region: str
    topics: tuple[str, ...]
    is_patch: bool


@dataclass(frozen=True)
class Feed:
    """Entries, newest first, with the page that they belong to and the addresses of both forms."""

    id: str
    title: str
    author: str
    page: str
    atom_path: str
    json_path: str
    updated: date
    entries: tuple[Entry, ...]


def feeds(registry: Registry, as_of: date) -> Iterator[Feed]:
    """Every feed: those of many records, and that of each id that is or was a record."""
    yield from overview_feeds(registry, as_of)
    yield from (record_feed(registry, id, as_of) for id in registry.every_id())


def overview_feeds(registry: Registry, as_of: date) -> Iterator[Feed]:
    """The feeds of all changes, and of each region and topic: their newest entries.

    Patches stand in the feed of their policy only, and nothing is told before its day.
    """
    tidings = _newest_first(tiding for id in registry.every_id() for tiding in _tidings(registry, id, as_of))
    newest = tidings[0].day if tidings else as_of
    regions, topics = registry.vocabularies["regions"], registry.vocabularies["topics"]
    news = _News([region.id for region in regions], [topic.id for topic in topics])
    for tiding in tidings:
        if news.is_full:
            break
        news.add(tiding.entry())
    yield _feed(registry, "feeds/changes", "all changes", urls.CHANGELOG,
                (urls.feed("atom"), urls.feed("json")), tuple(news.all), newest)  # fmt: skip
    for region in regions:
        paths = (urls.region_feed(region.id, "atom"), urls.region_feed(region.id, "json"))
        chosen = tuple(news.of_regions[region.id])
        yield _feed(registry, f"feeds/regions/{region.id}", region.label, urls.region(region.id), paths, chosen, newest)
    for topic in topics:
        paths = (urls.topic_feed(topic.id, "atom"), urls.topic_feed(topic.id, "json"))
        chosen = tuple(news.of_topics[topic.id])
        yield _feed(registry, f"feeds/topics/{topic.id}", topic.label, urls.topic(topic.id), paths, chosen, newest)


class _News:
    """The newest entries of all records, of each region and of each topic."""

    def __init__(self, regions: Iterable[str], topics: Iterable[str]) -> None:
        self.all: list[Entry] = []
        self.of_regions: dict[str, list[Entry]] = {region: [] for region in regions}
        self.of_topics: dict[str, list[Entry]] = {topic: [] for topic in topics}

    @property
    def is_full(self) -> bool:
        """Whether no older entry finds room."""
        return all(len(held) >= NEWEST for held in (self.all, *self.of_regions.values(), *self.of_topics.values()))

    def add(self, entry: Entry) -> None:
        """Put an entry where there is room for it."""
        if entry.is_patch:
            return
        topics = (self.of_topics[topic] for topic in entry.topics if topic in self.of_topics)
        for held in (self.all, self.of_regions.get(entry.region, []), *topics):
            if len(held) < NEWEST:
                held.append(entry)


def record_feed(registry: Registry, id: PolicyId, as_of: date) -> Feed:
    """The feed of an id that is or was a record, with every version that is told of."""
    paths = (urls.policy_feed(id, "atom"), urls.policy_feed(id, "json"))
    entries = tuple(tiding.entry() for tiding in _newest_first(_tidings(registry, id, as_of)))
    return _feed(registry, f"policies/{id}", _name(registry, id), urls.policy(id), paths, entries, as_of)


def _feed(
    registry: Registry, id: str, title: str, page: str, paths: tuple[str, str], entries: tuple[Entry, ...], newest: date
) -> Feed:
    publication = registry.publication
    updated = entries[0].day if entries else newest
    return Feed(publication.tag(id), f"{publication.name}: {title}", publication.name, page, *paths, updated, entries)


def _name(registry: Registry, id: PolicyId) -> str:
    policy, retirement = registry.policy(id), registry.retirement(id)
    return policy.short_title if policy else retirement.name if retirement else id


@dataclass(frozen=True)
class _Tiding:
    """An entry that is not written yet: of many, most find no room in any feed."""

    day: date
    entry: Callable[[], Entry]


def _newest_first(tidings: Iterable[_Tiding]) -> list[_Tiding]:
    return sorted(tidings, key=lambda tiding: tiding.day, reverse=True)


def _tidings(registry: Registry, id: PolicyId, as_of: date) -> Iterator[_Tiding]:
    steps = registry.steps(id)
    retirement = registry.retirement(id)
    if retirement and retirement.on.first_day <= as_of:
        yield _Tiding(retirement.on.first_day, partial(_end, registry, retirement, steps[0].heading.topics if steps else ()))
    for step in steps:
        if step.entry.recorded.first_day <= as_of:
            yield _Tiding(step.entry.recorded.first_day, partial(_version, registry, id, step))


def _version(registry: Registry, id: PolicyId, step: Step) -> Entry:
    entry, heading = step.entry, step.heading
    cause = registry.vocabularies["causes"].label(entry.cause)
    return Entry(
        id=registry.publication.tag(f"policies/{id}/v/{entry.version}"),
        title=f"{heading.short_title}, version {entry.version}: {cause}",
        summary=entry.summary,
        day=entry.recorded.first_day,
        page=urls.version(id, entry.version),
        related=(urls.step(id, entry.version),),
        categories=(*_categories(registry, heading.region, heading.topics), _category(registry, "causes", entry.cause)),
        region=heading.region,
        topics=heading.topics,
        is_patch=step.is_patch,
    )


def _end(registry: Registry, retirement: Retirement, topics: tuple[str, ...]) -> Entry:
    # An id begins with its region: the file of retired ids need not say it again.
    region = retirement.id.partition("-")[0]
    return Entry(
        id=registry.publication.tag(f"policies/{retirement.id}/retired"),
        title=f"{retirement.name}: Record {retirement.kind}",
        summary=retirement.reason,
        day=retirement.on.first_day,
        page=urls.policy(retirement.id),
        related=tuple(urls.policy(successor) for successor in retirement.successors),
        categories=_categories(registry, region, topics),
        region=region,
        topics=topics,
        is_patch=False,
    )


def _categories(registry: Registry, region: str, topics: tuple[str, ...]) -> tuple[Category, ...]:
    return (_category(registry, "regions", region), *(_category(registry, "topics", topic) for topic in topics))


def _category(registry: Registry, scheme: str, term: str) -> Category:
    label = registry.vocabularies[scheme].label(term)
    return Category(registry.publication.tag(f"vocabularies/{scheme}"), term, label)
