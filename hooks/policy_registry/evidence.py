"""What a record rests on: its sources, how deep they were read, and where each says a thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from policy_registry.bad_examples import refuses
from policy_registry.dates import PartialDate
from policy_registry.texts import LanguageCode, Text, Truth, WebAddress

ItemId = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        description="Unique in the record and never used again.",
        json_schema_extra=refuses("Article 8", "article_8"),
    ),
]
PolicyId = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2}(-[a-z0-9]+)+$",
        max_length=80,
        examples=["eu-batteries-regulation"],
        json_schema_extra=refuses("EU Batteries Regulation", "batteries-regulation"),
    ),
]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Marks a word that comes from a vocabulary.

    Where the vocabularies are handed to the validation as its context, a word that they lack is refused
    (`vocabulary-term`); without them, as for frozen versions, any word is taken.
    """

    id: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._known, handler(source))

    def _known(self, word: str, info: ValidationInfo) -> str:
        vocabulary = info.context[self.id] if info.context else None
        if vocabulary is not None and word not in vocabulary:
            near = vocabulary.nearest(word)
            hint = f'did you mean "{near}"?' if near else f"choose a term of vocabularies/{self.id}.yml"
            raise PydanticCustomError(
                "vocabulary-term",
                '"{word}" is not in vocabularies/{scheme}.yml',
                {"word": word, "scheme": self.id, "help": hint},
            )
        return word


def _distinct(items: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for item in items:
        if item in seen:
            raise PydanticCustomError("listed-twice", '"{item}" is listed twice', {"item": item, "help": "remove one"})
        seen.add(item)
    return items


Distinct = AfterValidator(_distinct)


_GIVEN: dict[frozenset[str], set[str]] = {}


class Part(BaseModel):
    """A piece of a record: frozen, and closed to fields that the model does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: Any, /) -> None:
        """Let parts with the same fields given share the list of them, which is else half of what a record weighs."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))


class Consulted(StrEnum):
    """How deep a source was read."""

    FULL = "full"
    PROVISIONS = "provisions"
    EXCERPT = "excerpt"
    NOT_CONSULTED = "not-consulted"


class SourceKind(StrEnum):
    """Whether the source is the act or its maker, or somebody who reports on it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Citation(Part):
    """The place that says so."""

    source: ItemId = Field(description="The id of a source of this record.", examples=["oj-consolidated"])
    locator: Text | None = Field(
        default=None, description="Where in the source: article, section, page.", examples=["Art. 8(2)", "Annex XII, Part B"]
    )
    also: tuple[ItemId, ...] = Field(
        default=(), description="Further sources of this record that say the same.", examples=[["oeil-final-act"]]
    )


class Source(Part):
    """A document that the record rests on."""

    id: ItemId = Field(
        description="Short name of the source, unique in the record and never used again.", examples=["oj-consolidated"]
    )
    title: Text = Field(
        description="The title of the document as it prints it.",
        examples=["Regulation (EU) 2023/1542, consolidated text as of 31 July 2025"],
    )
    publisher: Text = Field(description="Who publishes the document.", examples=["EUR-Lex", "Council of the European Union"])
    url: WebAddress | None = Field(
        default=None,
        description="Where the document stands on the web.",
        examples=["http://data.europa.eu/eli/reg/2023/1542/oj"],
    )
    linkable: Truth = Field(
        default=True, description="Whether pages may link to the address; false for copies on unreliable sites."
    )
    language: LanguageCode = Field(description="The language of the document.")
    kind: SourceKind = Field(
        description="Primary for the act or its maker, secondary for a report on it.", json_schema_extra=refuses("official")
    )
    consulted: Consulted = Field(
        description="How deep the document was read for this record.", json_schema_extra=refuses("yes", "partly")
    )
    consulted_on: PartialDate | None = Field(default=None, description="The day on which it was last read.")
    archived_url: WebAddress | None = Field(
        default=None,
        description="Where a lasting copy stands.",
        examples=["https://web.archive.org/web/2026/https://example.org/act"],
    )
    supports: tuple[Annotated[str, Field(pattern=r"^[a-z_]+$")], ...] = Field(
        default=(),
        description="Fields of the record that rest on this source and have no citation of their own.",
        examples=[["title", "summary", "identifiers"]],
        json_schema_extra=refuses("title", ["Title"]),
    )
    note: Text | None = Field(
        default=None,
        description="What a reader should know of the document or of how it was read.",
        examples=["Official address, not opened."],
    )


class Supported(Part):
    """A fact: it has a citation, or it says why it has none."""

    citation: Citation | None = Field(default=None, description="The place that says so.")
    unverified: Text | None = Field(
        default=None,
        description="Why the fact has no citation; the page then shows it as unverified.",
        examples=["No page that states the day was found."],
    )
    note: Text | None = Field(
        default=None,
        description="A remark that helps to read the fact.",
        examples=["Its provisions have start dates of their own."],
    )
