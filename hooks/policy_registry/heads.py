"""What the head of a page says to machines: links to other forms and versions, properties, linked data."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.policy import Policy
from policy_registry.registry import Registry

MEDIA_TYPES = {
    "json": "application/json",
    "yml": "application/yaml",
    "atom": "application/atom+xml",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "link": "application/link-format",
}


@dataclass(frozen=True)
class HeadLink:
    """A link of the head: the relation, the address from the root of the site, and what it leads to."""

    relation: str
    path: str
    media_type: str = ""
    title: str = ""


@dataclass(frozen=True)
class Head:
    """Links, properties (subject, name, value) and linked data as JSON."""

    links: tuple[HeadLink, ...] = ()
    properties: tuple[tuple[str, str, str], ...] = ()
    linked_data: str = ""


def policy_head(registry: Registry, policy: Policy, current: Policy | None, base: str) -> Head:
    """The head of a current record, or of a frozen version where `current` is the record of today.

    Relations between versions are those of RFC 5829 and RFC 7089.
    """
    return Head(links=(*_versions(policy, current), *_files(policy, current)))


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
    paths = [urls.version_yaml(id, policy.version)] if current else [urls.record_json(id), urls.record_yaml(id)]
    # A second word in rel: the theme takes a bare "alternate" for a translation and asks for its sitemap.
    return tuple(
        HeadLink("alternate describedby", path, MEDIA_TYPES[path.rpartition(".")[2]], path.rpartition("/")[2]) for path in paths
    )
