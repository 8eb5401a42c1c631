"""What the registry says of itself: cells without a record, and statements that were put right."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from policy_registry.dates import PartialDate
from policy_registry.evidence import ItemId, Part, PolicyId, Scheme
from policy_registry.texts import Text


class CoverageState(StrEnum):
    """Why a topic has no record in a region."""

    NONE_FOUND = "none-found"
    NOT_CHECKED = "not-checked"
    NOT_APPLICABLE = "not-applicable"


class CoverageCell(Part):
    """A topic and a region that share no record, and what is known of that."""

    topic: Annotated[str, Scheme("topics")] = Field(description="The topic of the cell.")
    region: Annotated[str, Scheme("regions")] = Field(description="The region of the cell.")
    state: CoverageState = Field(description="Whether somebody looked, and what came of it.")
    checked_on: PartialDate | None = Field(default=None, description="The day on which somebody looked.")
    where: Text | None = Field(default=None, description="Where they looked.")
    note: Text | None = Field(default=None, description="What was seen nearby, and what would make a record.")


class Coverage(Part):
    """The file of the cells without a record."""

    cells: tuple[CoverageCell, ...] = Field(default=(), description="One entry for each cell without a record.")


class Correction(Part):
    """A statement that the registry began from and found wrong or imprecise."""

    id: ItemId = Field(description="Names the correction in links; never used again.")
    region: Annotated[str, Scheme("regions")] = Field(description="The region that the statement is about.")
    said: Text = Field(description="What was stated.")
    right: Text = Field(description="What is right.")
    record: PolicyId = Field(description="The record that holds the right fact.")
    fact: ItemId | None = Field(default=None, description="The item of that record that shows it.")
    source: ItemId = Field(description="The source of that record that supports it.")
    note: Text | None = Field(default=None, description="A remark that helps to read the correction.")


class Corrections(Part):
    """The file of the statements that were put right."""

    corrections: tuple[Correction, ...] = Field(default=(), description="One entry for each statement.")
