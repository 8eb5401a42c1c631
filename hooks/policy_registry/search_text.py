"""What the search knows of a page: its names, what it is about, and each fact or section that has an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from policy_registry import urls
from policy_registry.deadlines import When
from policy_registry.facing import Badge, status_badge
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.vocabulary import Concept, Vocabularies
from policy_registry.wording import date_words, measured_words, when_words

SECTION_LENGTH = 240


@dataclass(frozen=True)
class SearchName:
    """A name, with its language where it is a title in another script."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class SearchFact:
    """A fact of a record or a section of a page."""

    anchor: str
    label: str
    text: str
    is_duty: bool = False


@dataclass(frozen=True)
class SearchEntry:
    """One page: the first name is what it is called; `about` is searched, but not shown."""

    path: str
    kind: str
    names: tuple[SearchName, ...]
    about: str
    summary: str
    facts: tuple[SearchFact, ...] = ()
    region: str = ""
    status: Badge | None = None
    id: str = ""
    is_binding: bool = False

    @property
    def every_name(self) -> tuple[str, ...]:
        """The names, and the id, which is never shown as one."""
        return (*(name.text for name in self.names), *([self.id] if self.id else ()))

    @property
    def is_policy(self) -> bool:
        """Whether it is the page of a record."""
        return self.status is not None


def policy_entry(policy: Policy, registry: Registry) -> SearchEntry:
    """A record, with every number that it carries as a name."""
    vocabularies = registry.vocabularies
    numbers = [number for values in policy.identifiers.values() for number in values]
    names = (
        SearchName(policy.short_title),
        *(SearchName(title.text, title.language) for title in policy.original_titles),
        SearchName(policy.title.text),
        *(SearchName(name) for name in (*policy.also_known_as, *numbers)),
    )
    kinds = (
        vocabularies["regions"][policy.region],
        vocabularies["instruments"][policy.instrument],
        vocabularies["statuses"][policy.status],
        *(vocabularies["topics"][topic] for topic in policy.topics),
    )
    return SearchEntry(
        path=urls.policy(policy.id),
        kind="Policy",
        names=names,
        about=" · ".join((*(_words_for(kind) for kind in kinds), *policy.passed_by)),
        summary=policy.summary,
        facts=tuple(_facts(policy, vocabularies)),
        region=vocabularies["regions"].label(policy.region),
        status=status_badge(policy, vocabularies),
        id=policy.id,
        is_binding=policy.bindingness == "binding",
    )


def page_entry(path: str, title: str, description: str, vocabularies: Vocabularies) -> SearchEntry:
    """A page that shows many records; where it is that of a term, the other words for the term find it too."""
    for kind, scheme, address in (("Region", "regions", urls.region), ("Topic", "topics", urls.topic)):
        for concept in vocabularies[scheme]:
            if path == address(concept.id):
                names = tuple(SearchName(name) for name in (title, *concept.alt_labels))
                region = concept.label if kind == "Region" else ""
                return SearchEntry(path, kind, names, kind, description, region=region)
    kind = "Comparison" if path.startswith(urls.COMPARE) else "Page"
    return SearchEntry(path, kind, (SearchName(title),), kind, description)


def prose_entry(path: str, title: str, description: str, html: str) -> SearchEntry:
    """A page that people wrote by hand, section by section."""
    return SearchEntry(path, "Page", (SearchName(title),), "Page", description, tuple(_sections(html)))


def _words_for(concept: Concept) -> str:
    return " ".join((concept.label, *concept.alt_labels))


def _facts(policy: Policy, vocabularies: Vocabularies) -> Iterator[SearchFact]:
    """The facts of a record; of two that answer alike, the search shows the first."""
    for target in policy.targets:
        label = vocabularies["metrics"].label(target.metric)
        yield SearchFact(target.id, label, _joined(target.what, measured_words(target, vocabularies), _dated("by", target.by)))
    for duty in policy.obligations:
        yield SearchFact(duty.id, "Duty", _joined(duty.what, _dated("from", duty.applies_from)), is_duty=True)
    for line in policy.funding:
        label = vocabularies["funding-forms"].label(line.form)
        yield SearchFact(line.id, label, _joined(line.what, measured_words(line, vocabularies)))
    for event in policy.events:
        yield SearchFact(event.id, vocabularies["event-kinds"].label(event.kind), _joined(event.what, date_words(event.date)))


def _dated(word: str, when: When | None) -> str:
    return f"{word} {when_words(when)}" if when else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


_HEADING = re.compile(r'<h[23][^>]* id="([^"]+)"[^>]*>(.*?)</h[23]>', re.S)
_LINK_TO_ITSELF = re.compile(r'<a class="headerlink".*?</a>', re.S)
_TAG = re.compile(r"<[^>]+>")


def _sections(html: str) -> Iterator[SearchFact]:
    """The headings of a page, each with the beginning of what stands below it."""
    _, *parts = _HEADING.split(_LINK_TO_ITSELF.sub("", html))
    for anchor, heading, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        text = _plain(body)
        beginning = text if len(text) <= SECTION_LENGTH else f"{text[:SECTION_LENGTH].rpartition(' ')[0]} …"
        yield SearchFact(anchor, _plain(heading), beginning)


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())
