"""Where a printed page comes from: the line that ends it, which the browser repeats at the foot of every sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from policy_registry import urls
from policy_registry.dates import PartialDate
from policy_registry.outputs import PageOutput
from policy_registry.rendering import render
from policy_registry.wording import date_words


@dataclass(frozen=True)
class Imprint:
    """An address and what was printed from there."""

    address: str
    what: str


def imprinted(page: PageOutput, as_of: date, base: str) -> PageOutput:
    """A page that ends with its address and the day of its records; that of a record has named its version."""
    if page.recorded:
        return page
    imprint = Imprint(urls.absolute(base, page.path), f"the records as of {date_words(PartialDate(as_of.isoformat()))}")
    return replace(page, html=page.html + render("imprint.html", imprint, page.path))
