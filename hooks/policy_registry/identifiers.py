"""Official numbers and the policies that carry them: any number leads to its record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policy_registry import urls
from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies

# Letters that RFC 3987 keeps out of an address are kept out here.
_ELI = re.compile(r'https?://[^\s<>"{}|\\^`]+/eli/[^\s<>"{}|\\^`]+')
_BRACKETS = str.maketrans("〔〕【】", "[][]")


@dataclass(frozen=True)
class Number:
    """An official number as a record writes it, and its numbering system."""

    scheme: str
    value: str


@dataclass(frozen=True)
class Signpost:
    """An address, the numbers that come to it, and the policies that carry them."""

    path: str
    numbers: tuple[Number, ...]
    policies: tuple[Policy, ...]


def numbers(policy: Policy) -> Iterator[Number]:
    """The official numbers of a policy in the order of its record."""
    for scheme, values in policy.identifiers.items():
        for value in values:
            yield Number(scheme, value)


def signposts(policies: Iterable[Policy]) -> tuple[Signpost, ...]:
    """Every address that leads from a number to its policies, in the order of the addresses.

    A number has the address of its own spelling and that of its plain one. What comes to one address stands there
    together; it is never guessed which was meant.
    """
    found: dict[str, tuple[dict[Number, None], dict[str, Policy]]] = {}
    for policy in policies:
        for number in numbers(policy):
            for spelling in (number.value, plain(number.value)):
                if path := urls.identifier(number.scheme, spelling):
                    known, carriers = found.setdefault(path, ({}, {}))
                    known[number] = None
                    carriers[policy.id] = policy
    return tuple(Signpost(path, tuple(known), tuple(carriers.values())) for path, (known, carriers) in sorted(found.items()))


def plain(value: str) -> str:
    """A number as a plain keyboard writes it: full-width forms made narrow (NFKC), brackets of East Asia made square."""
    return unicodedata.normalize("NFKC", value).translate(_BRACKETS)


def eli(policy: Policy) -> str:
    """The European Legislation Identifier of a law, where the record has exactly one and it is a web address."""
    values = policy.identifiers.get("eli", ())
    return values[0] if len(values) == 1 and _ELI.fullmatch(values[0]) else ""


def number_words(post: Signpost, vocabularies: Vocabularies) -> str:
    """The number as it is cited, with the name of its system."""
    scheme = vocabularies["identifier-schemes"].label(post.numbers[0].scheme)
    return f"{scheme} {' or '.join(number.value for number in post.numbers)}"
