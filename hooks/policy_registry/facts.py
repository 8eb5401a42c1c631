"""What a policy says: events, targets, obligations, funding, relations and open questions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from policy_registry.dates import PartialDate
from policy_registry.deadlines import When
from policy_registry.evidence import Distinct, ItemId, Part, PolicyId, Scheme, Supported
from policy_registry.quantities import Quantity
from policy_registry.texts import Text


class Event(Supported):
    """A dated step in the life of the policy itself."""

    id: ItemId = Field(description="Names the event in links and differences; never used again.", examples=["publication"])
    kind: Annotated[str, Scheme("event-kinds")] = Field(
        description="What kind of step it is.", examples=["published", "in-force"]
    )
    date: PartialDate = Field(description="When it happened or is due, as precise as the source.")
    what: Text = Field(description="What happened, in our own words.", examples=["Published in OJ L 191, p. 1"])


class Measured(Part):
    """A number with everything that is needed to compare it."""

    value: Quantity | None = Field(default=None, description="The number as the source prints it, or the lower end.")
    max_value: Quantity | None = Field(default=None, description="The upper end, where the source gives a range.")
    comparator: Annotated[str, Scheme("comparators")] | None = Field(
        default=None, description="How the number binds: at least, at most, about, exactly, up to, between."
    )
    unit: Annotated[str, Scheme("units")] | None = Field(default=None, description="The unit of the number.")
    measured_as: Text | None = Field(
        default=None,
        description="What the number is counted of; numbers counted differently are never put in one column.",
        examples=["share of cobalt in active materials"],
    )


class EarlierTarget(Measured, Supported):
    """What the law said of a target before it was changed."""

    by: When | None = Field(default=None, description="The date that was set before.")
    until: PartialDate = Field(description="The day from which this was no longer so.")
    changed_by: PolicyId | None = Field(default=None, description="The record of the act that changed it.")


class Target(Measured, Supported):
    """A number or a state that the policy wants reached."""

    id: ItemId = Field(
        description="Names the target in links and differences; never used again.", examples=["recycled-cobalt-2031"]
    )
    metric: Annotated[str, Scheme("metrics")] = Field(description="What is counted.", examples=["recycled-content"])
    what: Text = Field(description="What is wanted, in our own words.", examples=["Minimum recycled cobalt"])
    standing: Annotated[str, Scheme("standings")] = Field(
        description="What weight the number has: requirement, aim, benchmark, estimate, proposal."
    )
    by: When | None = Field(default=None, description="When it is to be reached; a rule where the law has one.")
    material: Text | None = Field(default=None, description="The material that is meant, in lower case.", examples=["cobalt"])
    chemistry: Text | None = Field(default=None, description="The battery chemistry that is meant.", examples=["lead-acid"])
    scope: Text | None = Field(
        default=None, description="Which products, plants, places or years are covered.", examples=["2020 to 2022"]
    )
    baseline: Text | None = Field(
        default=None, description="The value that the target starts from, with its year.", examples=["14.3 % in 2024"]
    )
    stated_from: PartialDate | None = Field(
        default=None, description="The day from which the law says so, where that is later than the policy itself."
    )
    earlier: tuple[EarlierTarget, ...] = Field(default=(), description="What the law said before, newest first.")


class EarlierObligation(Supported):
    """When a duty applied according to the law as it stood before."""

    applies_from: When | None = Field(default=None, description="The date that was set before.")
    until: PartialDate = Field(description="The day from which this was no longer so.")
    changed_by: PolicyId | None = Field(default=None, description="The record of the act that changed it.")


class Obligation(Supported):
    """Something that somebody must do or must not do."""

    id: ItemId = Field(description="Names the duty in links and differences; never used again.", examples=["mercury-limit"])
    what: Text = Field(
        description="What must be done, in our own words, beginning with a verb.",
        examples=["Keep mercury at or below 0.0005 percent by weight in every battery"],
    )
    who: Annotated[tuple[Annotated[str, Scheme("actors")], ...], Distinct] = Field(
        min_length=1, description="Who must act.", examples=[["economic-operators"]]
    )
    who_exactly: Text | None = Field(
        default=None,
        description="What narrows the circle: a size, a product, a role.",
        examples=["turnover above EUR 40 million"],
    )
    applies_from: When | None = Field(default=None, description="From when the duty applies; a rule where the law has one.")
    applies_until: When | None = Field(default=None, description="Until when the duty applies, if it ends.")
    standing: Annotated[str, Scheme("standings")] = Field(
        default="requirement", description="What weight the duty has: requirement, condition, proposal."
    )
    stated_from: PartialDate | None = Field(
        default=None, description="The day from which the law says so, where that is later than the policy itself."
    )
    earlier: tuple[EarlierObligation, ...] = Field(default=(), description="What the law said before, newest first.")


class Funding(Measured, Supported):
    """Money that the policy gives, forgoes or moves."""

    id: ItemId = Field(description="Names the line in links and differences; never used again.", examples=["cell-maker-loans"])
    form: Annotated[str, Scheme("funding-forms")] = Field(description="What kind of money it is.", examples=["loan", "grant"])
    what: Text = Field(
        description="What the money is for, in our own words.", examples=["Interest-free loans to EU makers of battery cells"]
    )
    paid_by: Text | None = Field(default=None, description="Whose money it is.", examples=["Innovation Fund"])
    paid_to: Text | None = Field(default=None, description="Who gets it.", examples=["EU battery cell makers"])
    starts: When | None = Field(default=None, description="From when it is given.")
    ends: When | None = Field(default=None, description="Until when it is given.")
    period: Text | None = Field(
        default=None, description="The period in words, where two dates cannot say it.", examples=["20 years in principle"]
    )


class Relation(Supported):
    """What this policy does to another one; the inverse is computed."""

    id: ItemId = Field(
        description="Names the relation in links and differences; never used again.", examples=["repeals-2006-directive"]
    )
    type: Annotated[str, Scheme("relations")] = Field(
        description="What this policy does to the other.", examples=["repeals", "amends"]
    )
    target: PolicyId | None = Field(
        default=None, description="The record of the other policy.", examples=["eu-batteries-directive-2006"]
    )
    unrecorded: Text | None = Field(
        default=None,
        description="The other act with its official number, where it has no record here.",
        examples=["11th Basic Plan for Electricity Supply and Demand (제11차 전력수급기본계획)"],
    )


class OpenQuestion(Part):
    """What is weak, contested or could not be found."""

    id: ItemId = Field(description="Names the question in links and differences; never used again.", examples=["short-title"])
    text: Text = Field(
        description="What is not settled, and what would settle it.",
        examples=["No official short title was found; the text of the act as published would settle it."],
    )
    check_on: PartialDate | None = Field(default=None, description="The day after which it should be looked at again.")
