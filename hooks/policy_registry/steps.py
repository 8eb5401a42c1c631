"""The steps of a record from version to version: why each was made, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry.changes import Change
from policy_registry.grading import Grade, heaviest
from policy_registry.policy import HistoryEntry, Policy


@dataclass(frozen=True)
class Step:
    """One version: the entry that opened it, the states before and after, and every difference of the two."""

    entry: HistoryEntry
    before: Policy | None
    after: Policy
    changes: tuple[Change, ...]

    @property
    def grade(self) -> Grade:
        """The weight of the heaviest change; a new record weighs most, and nobody's error is mended in silence."""
        if self.before is None:
            return Grade.MAJOR
        least = Grade.MINOR if self.entry.cause in {"correction", "law-change"} else Grade.PATCH
        return heaviest([least, *(change.grade for change in self.changes)])

    @property
    def is_patch(self) -> bool:
        """Whether nothing moved that readers rely on."""
        return self.grade is Grade.PATCH
