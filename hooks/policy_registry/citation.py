"""The reference to one version of a record as a CSL item, from which every other form of it is made.

The fields are those of the Citation Style Language 1.0.2. The type is `dataset`: a record is data with a version and an
address of its own, and every reference manager can hold that. `entry`, an item of a database, would say it more
closely, but has no counterpart in RIS, in BibTeX or in Zotero; `legislation` would pass the record off as the law.
The registry is author and publisher at once, and is named once.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from policy_registry import urls
from policy_registry.dates import PartialDate
from policy_registry.policy import Policy
from policy_registry.wording import date_words

CslDate = TypedDict("CslDate", {"date-parts": list[list[int]]})


class CslName(TypedDict):
    """A name that is not taken apart into given and family names."""

    literal: str


class CslItem(TypedDict):
    """The fields of CSL-JSON that a version of a record has."""

    id: str
    type: Literal["dataset"]
    author: list[CslName]
    title: str
    genre: str
    version: str
    issued: CslDate
    URL: str
    language: str


def csl_item(policy: Policy, author: str, base: str) -> CslItem:
    """The reference to the version that a record is, at its address for ever; issued on the day of its recording."""
    return {
        "id": f"{policy.id}-v{policy.version}",
        "type": "dataset",
        "author": [{"literal": author}],
        "title": policy.short_title,
        "genre": "Policy record",
        "version": str(policy.version),
        "issued": {"date-parts": [_parts(policy.recorded)]},
        "URL": urls.absolute(base, urls.version(policy.id, policy.version)),
        "language": "en",
    }


def reference(policy: Policy, author: str) -> str:
    """The reference as running text, up to the address, which ends it."""
    return f"{author}. {policy.short_title}. Record {policy.id}, version {policy.version}, {date_words(policy.recorded)}."


def _parts(when: PartialDate) -> list[int]:
    """As many of year, month and day as are known; a fiscal year gives the year that names it."""
    return [int(part) for part in str(when).removeprefix("FY").split("-")]


def issued(item: CslItem) -> list[int]:
    """Year, month and day of an item, as far as they are known."""
    return item["issued"]["date-parts"][0]


def author_name(item: CslItem) -> str:
    """Who made an item."""
    return item["author"][0]["literal"]
