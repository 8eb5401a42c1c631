"""Ids that are no longer current: moved, merged, split or withdrawn, and where to go instead."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from policy_registry.dates import PartialDate
from policy_registry.evidence import Distinct, Part, PolicyId
from policy_registry.texts import Text


class RetirementKind(StrEnum):
    """What became of the record."""

    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    WITHDRAWN = "withdrawn"


class Retirement(Part):
    """A published id whose record is gone; its addresses and versions stay."""

    id: PolicyId = Field(description="The id that is retired; it is never given to another policy.")
    name: Text = Field(description="The short title that the record had.")
    kind: RetirementKind = Field(description="What became of the record.")
    on: PartialDate = Field(description="The day on which it was retired.")
    reason: Text = Field(description="Why, in one sentence for readers.")
    successors: Annotated[tuple[PolicyId, ...], Distinct] = Field(
        default=(), description="The current records that hold what it held; one if moved or merged, several if split."
    )


class Retirements(Part):
    """The file of the retired ids."""

    retired: tuple[Retirement, ...] = Field(default=(), description="One entry for each retired id, newest first.")
