"""What changed in the records, newest first; not what changed in the law."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from policy_registry import urls
from policy_registry.change_lines import ChangeLine, change_lines, told_versions
from policy_registry.facing import Link
from policy_registry.list_filters import ListFilter, term_filter
from policy_registry.registry import Registry
from policy_registry.shown import MOST, MOST_OF_ALL, Rest, rest, table_link
from policy_registry.wording import date_words


@dataclass(frozen=True)
class Day:
    """The versions recorded on one day."""

    words: str
    machine: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class RetiredLine:
    """An id that is no longer current."""

    policy: Link
    on: str
    machine: str
    reason: str


@dataclass(frozen=True)
class ChangelogPage:
    """All versions of all records by the day on which they were recorded, and the ids that were retired."""

    path: str
    filters: tuple[ListFilter, ...]
    days: tuple[Day, ...]
    rest: Rest | None
    retired: tuple[RetiredLine, ...]
    retired_rest: Rest | None


def changelog_page(registry: Registry) -> ChangelogPage:
    """The view of the changelog."""
    feeds = Link("feeds of regions and topics", urls.FEEDS)
    versions = tuple(told_versions(registry, registry))
    changes = change_lines(versions[:MOST_OF_ALL], registry)
    by_day = groupby(changes, key=lambda line: (line.machine, line.recorded))
    days = tuple(Day(words, machine, tuple(lines)) for (machine, words), lines in by_day)
    ended = sorted(registry.retirements, key=lambda one: one.on.last_day, reverse=True)[:MOST]
    retired = tuple(
        RetiredLine(Link(one.name, urls.policy(one.id)), date_words(one.on), str(one.on), one.reason) for one in ended
    )
    return ChangelogPage(
        path=urls.CHANGELOG,
        filters=_filters(changes, registry),
        days=days,
        rest=_rest(len(changes), len(versions), "versions", feeds, table_link("history")),
        retired=retired,
        retired_rest=_rest(len(ended), len(registry.retirements), "ids", Link("versions.json", urls.VERSIONS_JSON)),
    )


def _rest(shown: int, total: int, what: str, *ways: Link) -> Rest | None:
    return rest(shown, total, what, "the newest", *ways)


def _filters(changes: tuple[ChangeLine, ...], registry: Registry) -> tuple[ListFilter, ...]:
    vocabularies = registry.vocabularies
    return (
        term_filter("region", "Region", vocabularies["regions"], (line.region_id for line in changes)),
        term_filter("topic", "Topic", vocabularies["topics"], (topic for line in changes for topic in line.topics)),
        term_filter("cause", "Cause", vocabularies["causes"], (line.cause_id for line in changes)),
    )
