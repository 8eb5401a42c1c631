"""How much of a long list a page shows, and where the reader finds the rest.

A page that grew with the records would be slow to make and useless to read. So each list ends at a number of rows that
the registry of the first years never reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any, TypeVar

from policy_registry import urls
from policy_registry.deadlines import When
from policy_registry.facing import Link, likeliest
from policy_registry.policy import Policy

# A list; one that is read for all that there is, as the calendar and the changelog; one from which a single row is wanted.
MOST, MOST_OF_ALL, FEW = 200, 500, 20

HEAVIEST = "those with the most targets and duties"
NEAREST = "those whose dates are nearest"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Rest:
    """What a list leaves off, in words, and the ways to all of it."""

    words: str
    ways: tuple[Link, ...]


def rest(shown: int, total: int, what: str, which: str, *ways: Link) -> Rest | None:
    """That so many of a total are shown, and which these are; None where all are."""
    return Rest(f"Shown here are {shown:,} of {total:,} {what}: {which}.", ways) if shown < total else None


def table_link(name: str) -> Link:
    """A table of the dataset, which holds all of its kind."""
    return Link(f"{name}.csv", urls.data(f"{name}.csv"))


def first(items: Sequence[Item], most: int, key: Callable[[Item], Any]) -> tuple[Item, ...]:
    """The first by a key, at most so many, in the order in which they stand."""
    if len(items) <= most:
        return tuple(items)
    places = nsmallest(most, range(len(items)), key=lambda place: key(items[place]))
    return tuple(items[place] for place in sorted(places))


def heaviest(policies: Sequence[Policy], most: int) -> tuple[Policy, ...]:
    """The policies with the most targets and duties, at most so many, in the order in which they stand."""
    return first(policies, most, lambda policy: -len(policy.targets) - len(policy.obligations))


def days_away(when: When | None, as_of: date) -> int:
    """How many days lie between a day and a date, whichever comes first; what has no date lies farthest."""
    known = likeliest(when) if when else None
    return abs(((known.last_day if known else date.max) - as_of).days)


def share(sizes: Iterable[int], most: int) -> int:
    """How many rows each of several groups may show so that they show at most so many together, and each at least one.

    What short groups do not need goes to the long ones.
    """
    left, ordered = most, sorted(sizes)
    for place, size in enumerate(ordered):
        each = left // (len(ordered) - place)
        if size > each:
            return max(1, each)
        left -= size
    return most
