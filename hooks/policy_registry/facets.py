"""Facets: the questions by which readers choose among policies, and what each policy answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policy_registry.dates import PartialDate
from policy_registry.listings import has_deadline, since
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import date_words

UNDATED = "undated"


@dataclass(frozen=True)
class FacetValue:
    """One answer; its id stands in addresses for ever, its group is that of the vocabulary."""

    id: str
    label: str
    definition: str = ""
    group: str = ""


@dataclass(frozen=True)
class Facet:
    """A question with the answers that occur; `answers` holds for each policy the places of its answers in `values`."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    answers: tuple[tuple[int, ...], ...]
    note: str = ""

    def count(self, place: int) -> int:
        """How many policies give an answer."""
        return sum(place in answer for answer in self.answers)


def facets(policies: Sequence[Policy], registry: Registry, as_of: date) -> tuple[Facet, ...]:
    """Every facet, with the answers of the policies in the order given, as of a day."""

    def terms(name: str, label: str, scheme: str, answers: Callable[[Policy], Iterable[str]]) -> Facet:
        concepts = registry.vocabularies[scheme]
        values = (FacetValue(term.id, term.label, term.definition, term.group) for term in concepts)
        return _facet(name, label, values, [tuple(answers(policy)) for policy in policies])

    years = [_year(policy) for policy in policies]
    return (
        terms("region", "Region", "regions", lambda policy: (policy.region,)),
        terms("topic", "Topic", "topics", lambda policy: policy.topics),
        terms("status", "Status", "statuses", lambda policy: (policy.status,)),
        terms("instrument", "Instrument", "instruments", lambda policy: (policy.instrument,)),
        terms("bindingness", "Bindingness", "bindingness", lambda policy: (policy.bindingness,)),
        _facet(
            "year",
            "Year in force",
            (FacetValue(year, year if year != UNDATED else "no date") for year in sorted(set(years), key=_newest_first)),
            [(year,) for year in years],
            "Without an entry into force, the year of adoption, publication, proposal or first step; each row says which, and "
            "“from” where the day is still to come.",
        ),
        _facet(
            "targets",
            "Targets",
            (FacetValue("yes", "with targets"), FacetValue("no", "without targets")),
            [("yes" if policy.targets else "no",) for policy in policies],
        ),
        _facet(
            "deadlines",
            "Deadlines",
            (FacetValue("yes", "with a deadline to come"), FacetValue("no", "without one")),
            [("yes" if has_deadline(policy, registry, as_of) else "no",) for policy in policies],
            f"A deadline is a certain date of a duty or target on or after {date_words(PartialDate(as_of.isoformat()))}; "
            "policies that are suspended, only proposed or past have none.",
        ),
    )


def _facet(name: str, label: str, values: Iterable[FacetValue], answers: Sequence[tuple[str, ...]], note: str = "") -> Facet:
    """A facet without the values that nobody answers with."""
    given = {id for answer in answers for id in answer}
    used = tuple(value for value in values if value.id in given)
    places = {value.id: place for place, value in enumerate(used)}
    return Facet(name, label, used, tuple(tuple(sorted(places[id] for id in answer)) for answer in answers), note)


def _year(policy: Policy) -> str:
    event = since(policy)
    return str(event.date.year) if event else UNDATED


def _newest_first(year: str) -> int:
    return 0 if year == UNDATED else -int(year)
