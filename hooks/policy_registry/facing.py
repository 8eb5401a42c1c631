"""The pieces that pages share: links, badges, dates and evidence, ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale

from policy_registry import urls
from policy_registry.dates import MONTHS, PartialDate
from policy_registry.deadlines import DateState, When, awaited, not_before, projected, resolved, state
from policy_registry.evidence import Consulted, Source, Supported
from policy_registry.policy import Policy, Title
from policy_registry.registry import Registry
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import capitalised, date_words, floor_words, when_words

CONSULTED_LABELS = {
    Consulted.FULL: "read in full",
    Consulted.PROVISIONS: "relevant provisions read",
    Consulted.EXCERPT: "excerpt read",
    Consulted.NOT_CONSULTED: "not read",
}
# Sorts after every date.
UNDATED = "9999"


@dataclass(frozen=True)
class Link:
    """A name and the page it leads to."""

    text: str
    path: str


@dataclass(frozen=True)
class TitleView:
    """A title with the language that it is marked with."""

    text: str
    language: str
    language_name: str


@dataclass(frozen=True)
class Badge:
    """A short word with a kind that styles can colour."""

    text: str
    kind: str
    title: str = ""


@dataclass(frozen=True)
class DateView:
    """A date ready to print: words, the machine's form, how sure it is, and the events that it waits for."""

    words: str
    machine: str
    state: str
    state_label: str
    sort: str
    awaits: tuple[str, ...] = ()

    @property
    def running(self) -> str:
        """The words inside a sentence, where only a month keeps its capital, with what is not sure about them."""
        words = self.words if self.words.startswith(MONTHS) else self.words[:1].lower() + self.words[1:]
        return f"{words} ({self.state_label})" if self.state_label else words


@dataclass(frozen=True)
class EvidenceView:
    """Where a fact comes from, as it opens beside the fact."""

    label: str
    source: Link | None
    language: str
    publisher: str
    url: str
    locator: str
    depth: str
    also: tuple[Link, ...]
    is_unverified: bool
    reason: str


def title_view(title: Title) -> TitleView:
    """A title ready to print."""
    return TitleView(title.text, title.language, language_name(title.language))


def policy_link(policy: Policy) -> Link:
    """The short title, leading to the record."""
    return Link(policy.short_title, urls.policy(policy.id))


def region_link(id: str, registry: Registry) -> Link:
    """The region's name, leading to its page."""
    return Link(registry.vocabularies["regions"].label(id), urls.region(id))


def status_badge(policy: Policy, vocabularies: Vocabularies) -> Badge:
    """The status in words."""
    concept = vocabularies["statuses"][policy.status]
    return Badge(concept.label, f"status-{concept.group or 'other'}", concept.definition)


def standing_badge(id: str, vocabularies: Vocabularies) -> Badge:
    """The weight of a number in words."""
    concept = vocabularies["standings"][id]
    return Badge(concept.label, f"standing-{id}", concept.definition)


def date_view(when: When | None, as_of: date) -> DateView | None:
    """A date or rule ready to print; None stays None."""
    if when is None:
        return None
    certainty = state(when, as_of)
    likely = projected(when)
    known = likeliest(when)
    machine = str(known) if known and certainty is DateState.CERTAIN and not known.is_fiscal_year else ""
    words = when_words(when)
    return DateView(
        words=capitalised(words),
        machine=machine,
        state=certainty.value,
        state_label=_state_words(certainty, likely, floor_words(when)),
        sort=due_sort(when),
        awaits=tuple(event.after for event in awaited(when)),
    )


def likeliest(when: When) -> PartialDate | None:
    """The date that is certain, or else the one that is expected, or else the one before which it cannot be."""
    return resolved(when) or projected(when) or not_before(when)


def due_sort(when: When | None) -> str:
    """What sorts a date: the last day that it can mean; what has none comes last."""
    known = likeliest(when) if when else None
    return known.last_day.isoformat() if known else UNDATED


def _state_words(certainty: DateState, likely: PartialDate | None, floor: str) -> str:
    if certainty is DateState.PROJECTED and likely:
        return f"expected {date_words(likely)}"
    if certainty is DateState.OVERTAKEN:
        return f"was expected {date_words(likely)}, not confirmed" if likely else "date passed, still pending"
    if certainty is DateState.PENDING:
        return f"pending, {floor}" if floor else "pending"
    return ""


def evidence_view(policy: Policy, fact: Supported) -> EvidenceView:
    """Where a fact comes from; unverified where no source was read for it."""
    citation = fact.citation
    source = policy.source(citation.source) if citation else None
    if citation is None or source is None:
        reason = (fact.unverified or "no source is named").rstrip(".")
        return EvidenceView("unverified", None, "", "", "", "", "", (), True, reason)
    is_unread = source.consulted is Consulted.NOT_CONSULTED
    others = filter(None, map(policy.source, citation.also))
    also = tuple(Link(other.publisher, urls.fact(policy.id, other.id)) for other in others)
    return EvidenceView(
        label=citation.locator or source.publisher,
        source=Link(source.title.rstrip("."), urls.fact(policy.id, source.id)),
        language=source.language,
        publisher=source.publisher,
        url=shown_url(source),
        locator=citation.locator or "",
        depth=CONSULTED_LABELS[source.consulted],
        also=also,
        is_unverified=is_unread,
        reason="the source is known, but was not read" if is_unread else "",
    )


def shown_url(source: Source) -> str:
    """The address that pages may link to; empty for copies on unreliable sites."""
    return source.url or "" if source.linkable else ""


def language_name(code: str) -> str:
    """The English name of a language."""
    return str(Locale("en").languages.get(code.split("-")[0], code))
