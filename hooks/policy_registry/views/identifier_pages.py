"""The pages behind official numbers: what the numbers are, and one that lets the reader choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from policy_registry import urls
from policy_registry.facing import Link, policy_link
from policy_registry.identifiers import Signpost, number_words
from policy_registry.listings import PolicyLine, policy_lines
from policy_registry.registry import Registry
from policy_registry.shown import FEW, HEAVIEST, Rest, heaviest, rest
from policy_registry.vocabulary import Concept


@dataclass(frozen=True)
class Example:
    """An address of a numbering system as a reader would type it, and where it leads."""

    address: Link
    policy: Link


@dataclass(frozen=True)
class SchemeLine:
    """A numbering system."""

    id: str
    label: str
    definition: str
    count: int
    example: Example | None


@dataclass(frozen=True)
class IdentifiersPage:
    """What official numbers lead to records, and how."""

    path: str
    schemes: tuple[SchemeLine, ...]


@dataclass(frozen=True)
class ChoicePage:
    """The page of a number that several records carry."""

    path: str
    number: str
    lines: tuple[PolicyLine, ...]
    rest: Rest | None
    schemes: Link


def identifiers_page(registry: Registry, posts: Iterable[Signpost]) -> IdentifiersPage:
    """The view of the numbering systems, with one example of each that is in use."""
    by_scheme: dict[str, list[Signpost]] = {}
    for post in posts:
        by_scheme.setdefault(post.numbers[0].scheme, []).append(post)
    return IdentifiersPage(
        urls.IDENTIFIERS,
        tuple(_scheme(concept, by_scheme.get(concept.id, [])) for concept in registry.vocabularies["identifier-schemes"]),
    )


def _scheme(concept: Concept, posts: list[Signpost]) -> SchemeLine:
    values = {number.value for post in posts for number in post.numbers}
    example = next((post for post in posts if len(post.policies) == 1), None)
    return SchemeLine(
        concept.id,
        concept.label,
        concept.definition,
        len(values),
        Example(Link(unquote(example.path), example.path), policy_link(example.policies[0])) if example else None,
    )


def choice_page(registry: Registry, post: Signpost, as_of: date) -> ChoicePage:
    """The view of an address that several records answer, on a day."""
    shown = heaviest(post.policies, FEW)
    more = Link("all in the list of policies", urls.policies_where(name=post.numbers[0].value))
    return ChoicePage(
        unquote(post.path),
        number_words(post, registry.vocabularies),
        policy_lines(shown, registry, as_of),
        rest(len(shown), len(post.policies), "records", HEAVIEST, more),
        Link("All numbering systems", urls.IDENTIFIERS),
    )
