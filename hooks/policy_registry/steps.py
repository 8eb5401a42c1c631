"""The steps of a record from version to version: why each was made, and what it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policy_registry.changes import Change
from policy_registry.grading import Grade, heaviest
from policy_registry.policy import HistoryEntry, Policy


@dataclass(frozen=True)
class Heading:
    """What a version was called and sorted under."""

    short_title: str
    region: str
    topics: tuple[str, ...]

    @classmethod
    def of(cls, policy: Policy) -> Heading:
        """The heading of a state of a record."""
        return cls(policy.short_title, policy.region, policy.topics)


@dataclass(frozen=True)
class Step:
    """One version: the entry that opened it, its heading, the states before and after, and every difference of the two.

    The states are asked for by their number when they are needed: a step is kept, old versions are not.
    """

    entry: HistoryEntry
    heading: Heading
    changes: tuple[Change, ...]
    is_first: bool
    state: Callable[[int], Policy]

    @classmethod
    def between(cls, entry: HistoryEntry, before: Policy | None, after: Policy, changes: tuple[Change, ...]) -> Step:
        """The step of an entry between two states that are at hand."""
        states = {entry.version: after} | ({entry.version - 1: before} if before else {})
        return cls(entry, Heading.of(after), changes, before is None, states.__getitem__)

    @property
    def before(self) -> Policy | None:
        """The state that the entry ended, if there was one."""
        return None if self.is_first else self.state(self.entry.version - 1)

    @property
    def after(self) -> Policy:
        """The state that the entry began."""
        return self.state(self.entry.version)

    @property
    def grade(self) -> Grade:
        """The weight of the heaviest change; a new record weighs most, and nobody's error is mended in silence."""
        if self.is_first:
            return Grade.MAJOR
        least = Grade.MINOR if self.entry.cause in {"correction", "law-change"} else Grade.PATCH
        return heaviest([least, *(change.grade for change in self.changes)])

    @property
    def is_patch(self) -> bool:
        """Whether nothing moved that readers rely on."""
        return self.grade is Grade.PATCH
