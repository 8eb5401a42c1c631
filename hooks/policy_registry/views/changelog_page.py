"""What changed in the records, newest first; not what changed in the law."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from policy_registry import urls
from policy_registry.listings import ChangeLine, change_lines
from policy_registry.registry import Registry


@dataclass(frozen=True)
class Day:
    """The versions recorded on one day."""

    words: str
    machine: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class ChangelogPage:
    """All versions of all records by the day on which they were recorded."""

    path: str
    days: tuple[Day, ...]


def changelog_page(registry: Registry) -> ChangelogPage:
    """The view of the changelog."""
    by_day = groupby(change_lines(registry, registry), key=lambda line: (line.machine, line.recorded))
    return ChangelogPage(urls.CHANGELOG, tuple(Day(words, machine, tuple(lines)) for (machine, words), lines in by_day))
