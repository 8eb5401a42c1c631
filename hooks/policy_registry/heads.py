"""What the head of a page says to machines: links to other forms and versions, properties, linked data, a preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from policy_registry import urls
from policy_registry.policy import Policy

MEDIA_TYPES = {
    "json": "application/json",
    "yml": "application/yaml",
    "md": "text/markdown",
    "atom": "application/atom+xml",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "link": "application/link-format",
    "ics": "text/calendar",
}
ELI_ONTOLOGY = "http://data.europa.eu/eli/ontology#"
FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True)
class HeadLink:
    """A link of the head: the relation, the address from the root of the site, and what it leads to."""

    relation: str
    path: str
    media_type: str = ""
    title: str = ""


@dataclass(frozen=True)
class Property:
    """A statement of RDFa 1.1 about a subject: its value is a text, or the thing that an IRI names."""

    subject: str
    name: str
    text: str = ""
    iri: str = ""
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture by its whole address, with what it shows in words."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Preview:
    """How a page looks where its address is passed on, in the words of the Open Graph protocol (ogp.me)."""

    kind: str
    site: str
    title: str
    description: str
    address: str
    picture: Picture | None


@dataclass(frozen=True)
class Head:
    """Links, properties, linked data as JSON, and the preview of the page."""

    links: tuple[HeadLink, ...] = ()
    properties: tuple[Property, ...] = ()
    linked_data: str = ""
    preview: Preview | None = None
    prefixes: ClassVar[str] = f"eli: {ELI_ONTOLOGY}"


def policy_head(policy: Policy, current: Policy | None, properties: tuple[Property, ...], linked_data: str) -> Head:
    """The head of a current record, or of a frozen version where `current` is the record of today.

    Relations between versions are those of RFC 5829 and RFC 7089.
    """
    feeds = () if current else feed_links(policy.short_title, partial(urls.policy_feed, policy.id))
    return Head((*_versions(policy, current), *_files(policy, current), *feeds), properties, linked_data)


def feed_links(title: str, address: Callable[[str], str]) -> tuple[HeadLink, ...]:
    """The feeds of a page as HTML has readers find them; `address` gives the feed of each form."""
    # Never a bare "alternate", as below; readers of feeds look for the word among others.
    return tuple(HeadLink("alternate feed", address(form), kind, title) for form, kind in FEED_TYPES.items())


def calendar_link(title: str, path: str) -> HeadLink:
    """The calendar file of the deadlines that a page shows."""
    return HeadLink("alternate related", path, MEDIA_TYPES["ics"], f"Deadlines: {title}")


def _versions(policy: Policy, current: Policy | None) -> tuple[HeadLink, ...]:
    id, number = policy.id, policy.version
    newest = current.version if current else number
    links = [HeadLink("latest-version", urls.policy(id)), HeadLink("version-history", urls.changes(id))]
    if current:
        links.append(HeadLink("original", urls.policy(id)))
    else:
        links.append(HeadLink("memento", urls.version(id, number)))
    links.append(HeadLink("timemap", urls.timemap_link(id), MEDIA_TYPES["link"]))
    if number > 1:
        links.append(HeadLink("predecessor-version", urls.version(id, number - 1)))
    if number < newest:
        links.append(HeadLink("successor-version", urls.version(id, number + 1)))
    return tuple(links)


def _files(policy: Policy, current: Policy | None) -> tuple[HeadLink, ...]:
    id = policy.id
    if current:
        paths = [urls.version_yaml(id, policy.version), urls.version_markdown(id, policy.version)]
    else:
        paths = [urls.record_json(id), urls.record_yaml(id), urls.record_markdown(id)]
    # A second word in rel: the theme takes a bare "alternate" for a translation and asks for its sitemap.
    return tuple(
        HeadLink("alternate describedby", path, MEDIA_TYPES[path.rpartition(".")[2]], path.rpartition("/")[2]) for path in paths
    )
