"""A policy as the registry describes it: one record."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer

from policy_registry.bad_examples import refuses
from policy_registry.dates import PartialDate
from policy_registry.evidence import Distinct, Part, PolicyId, Scheme, Source
from policy_registry.facts import Event, Funding, Obligation, OpenQuestion, Relation, Target
from policy_registry.quantities import WholeNumber
from policy_registry.texts import LanguageCode, Text


class Title(Part):
    """A title in one language."""

    text: Text = Field(description="The title in its own script.", examples=["이차전지 산업 혁신전략"])
    language: LanguageCode = Field(description="The language of the title.")


class Verification(Part):
    """One look at the sources after which the record was found right or was mended."""

    on: PartialDate = Field(description="The day of the look.")
    method: Annotated[str, Scheme("verification-methods")] = Field(description="How it was done.")
    result: Annotated[str, Scheme("verification-results")] = Field(description="What came of it.")
    sources_up_to: PartialDate | None = Field(
        default=None, description="The youngest month that any of the sources could show; later events may be missing."
    )


class HistoryEntry(Part):
    """One version of our record: when we said so, and why it differs from the one before."""

    version: WholeNumber = Field(ge=1, le=9999, description="The number of the version.", examples=[2])
    recorded: PartialDate = Field(description="The day on which we recorded it.")
    cause: Annotated[str, Scheme("causes")] = Field(
        description="Why the record changed.", examples=["correction", "law-change"]
    )
    summary: Text = Field(
        description="What changed, in one sentence for readers.",
        examples=["The collection target was given as 60 %; Art. 4(1) says 65 %."],
    )


def _one_or_many(value: Any) -> Any:
    return {key: [item] if isinstance(item, str) else item for key, item in value.items()} if isinstance(value, dict) else value


def _one_if_one(value: dict[str, tuple[str, ...]]) -> dict[str, str | list[str]]:
    return {key: items[0] if len(items) == 1 else list(items) for key, items in value.items()}


Identifiers = Annotated[
    dict[Annotated[str, Scheme("identifier-schemes")], Annotated[tuple[Text, ...], Field(min_length=1)]],
    BeforeValidator(_one_or_many, json_schema_input_type=dict[str, str | list[str]]),
    PlainSerializer(_one_if_one),
]


class Policy(Part):
    """A strategy, law, subsidy, standard or trade measure of one region."""

    id: PolicyId = Field(description="The name of the file and of the address; frozen for ever once published.")
    version: WholeNumber = Field(
        ge=1, le=9999, description="The version of this record; rises by one with each revision.", examples=[2]
    )
    region: Annotated[str, Scheme("regions")] = Field(description="The section of the registry that the policy stands in.")
    jurisdiction: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = Field(
        default=None,
        description="ISO 3166 code of the place of rule, where it is not the whole region.",
        examples=["US-CA"],
        json_schema_extra=refuses("California", "us-ca"),
    )
    title: Title = Field(
        description="The official title in English, or our translation of it.",
        examples=[{"text": "Secondary Battery Industry Innovation Strategy", "language": "en"}],
    )
    original_titles: tuple[Title, ...] = Field(
        default=(),
        description="The official title in its own script.",
        examples=[[{"text": "이차전지 산업 혁신전략", "language": "ko"}]],
    )
    short_title: Text = Field(description="The name that people use.", examples=["EU Batteries Regulation"])
    also_known_as: tuple[Text, ...] = Field(
        default=(),
        description="Other names, abbreviations and native short names.",
        examples=[["Regulation (EU) 2023/1542", "EUBR"]],
    )
    passed_by: tuple[Text, ...] = Field(
        min_length=1,
        description="The bodies that made the policy.",
        examples=[["European Parliament", "Council of the European Union"]],
    )
    instrument: Annotated[str, Scheme("instruments")] = Field(description="What kind of act it is.")
    bindingness: Annotated[str, Scheme("bindingness")] = Field(description="Whether it must be obeyed.")
    status: Annotated[str, Scheme("statuses")] = Field(description="Whether it is law now.")
    status_note: Text | None = Field(
        default=None,
        description="What the status leaves out, in one sentence.",
        examples=["Its last stage was 2025; no act that closed or replaced it was found."],
    )
    identifiers: Identifiers = Field(
        default_factory=dict,
        description="Official numbers, by scheme.",
        examples=[{"celex": "32023R1542", "oj": "OJ L 191, 28.7.2023, p. 1"}],
        json_schema_extra=refuses("32023R1542", {"CELEX": "32023R1542"}),
    )
    topics: Annotated[tuple[Annotated[str, Scheme("topics")], ...], Distinct] = Field(
        min_length=1, description="What the policy is about."
    )
    summary: Text = Field(
        description="Two to four sentences in plain language and in our own words.",
        examples=["Directly applicable EU law for nearly every battery placed on the market."],
    )
    events: tuple[Event, ...] = Field(default=(), description="The life of the policy itself, oldest first.")
    targets: tuple[Target, ...] = Field(default=(), description="Numbers and states that it wants reached.")
    obligations: tuple[Obligation, ...] = Field(default=(), description="Who must do what, and from when.")
    funding: tuple[Funding, ...] = Field(default=(), description="Money that it gives, forgoes or moves.")
    relations: tuple[Relation, ...] = Field(default=(), description="What it does to other policies, in the active voice.")
    sources: tuple[Source, ...] = Field(min_length=1, description="The documents that the record rests on.")
    open_questions: tuple[OpenQuestion, ...] = Field(default=(), description="What is weak, contested or was not found.")
    verified: tuple[Verification, ...] = Field(default=(), description="When the record was checked, newest first.")
    history: tuple[HistoryEntry, ...] = Field(min_length=1, description="The versions of this record, newest first.")

    @property
    def place(self) -> str:
        """The ISO 3166 code where the policy rules; the region's own where none is given."""
        return self.jurisdiction or self.region.upper()

    @property
    def recorded(self) -> PartialDate:
        """The day of the newest version."""
        return self.history[0].recorded

    def source(self, id: str) -> Source | None:
        """The source of that id, if the record has it."""
        # A plain loop: records ask for thousands of sources, and `next` of a generator takes twice as long.
        for source in self.sources:
            if source.id == id:
                return source
        return None
