"""The whole site as a plan: every page and every file, with no two at one address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from html import unescape
from typing import Any

from policy_registry import urls
from policy_registry.exports.atom import atom
from policy_registry.exports.changes import changes_json
from policy_registry.exports.citations import citation_files
from policy_registry.exports.eli import eli_properties
from policy_registry.exports.feeds import feeds
from policy_registry.exports.json_feed import json_feed
from policy_registry.exports.linked_data import dataset_linked_data, page_linked_data, policy_linked_data
from policy_registry.exports.records import policies_json, record_json
from policy_registry.exports.schema import schema_json
from policy_registry.exports.timemaps import timemap_json, timemap_link
from policy_registry.exports.tombstones import tombstone_json, tombstone_yaml
from policy_registry.exports.versions import published_versions, versions_json
from policy_registry.heads import Head, feed_links, policy_head
from policy_registry.identifiers import Signpost, signposts
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.search_text import SearchEntry, search_entry
from policy_registry.views.calendar_page import calendar_page
from policy_registry.views.changelog_page import changelog_page
from policy_registry.views.changes_page import changes_page
from policy_registry.views.comparison import compare_page, metric_page, metrics_in_use, topic_page
from policy_registry.views.corrections_page import corrections_page
from policy_registry.views.data_page import data_page
from policy_registry.views.dictionary import dictionary_page
from policy_registry.views.due_page import due_page
from policy_registry.views.home import home
from policy_registry.views.identifier_pages import choice_page, forward_page, identifiers_page
from policy_registry.views.policy_list import policy_list
from policy_registry.views.policy_page import policy_page
from policy_registry.views.region_page import region_page
from policy_registry.views.retired_page import retired_page
from policy_registry.writing import policy_yaml


class AddressTakenError(Exception):
    """Two outputs claim one address."""


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for its table of contents."""

    text: str
    id: str
    level: int


@dataclass(frozen=True)
class PageOutput:
    """A page as HTML, with what its host must know to frame it."""

    path: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    recorded: str = ""
    canonical: str = ""
    is_indexed: bool = True
    head: str = ""
    layout: str = "wide"


@dataclass(frozen=True)
class FileOutput:
    """A file of data."""

    path: str
    content: bytes


@dataclass(frozen=True)
class SitePlan:
    """Everything that the registry adds to the prose."""

    pages: tuple[PageOutput, ...]
    files: tuple[FileOutput, ...]
    search: tuple[SearchEntry, ...] = field(default=())


@dataclass(frozen=True)
class Place:
    """Where things stand: the site on the web, and the records in the repository that hosts them, if any."""

    base: str = "http://127.0.0.1:8000/"
    repository: str = ""
    folder: str = "registry"


def plan_site(registry: Registry, as_of: date, place: Place) -> SitePlan:
    """Plan every page and file of the registry as of a day.

    Raises:
        AddressTakenError: two outputs claim one address.
    """
    data = tuple(plan_files(registry, as_of, place.base))
    posts = signposts(registry)
    files = (*data, *_forwards(registry, posts, place.base))
    planned = (*_overviews(registry, as_of, data), *_choices(registry, posts), *_records(registry, as_of, place))
    pages = tuple(_described(page, registry, data, place.base) for page in planned)
    search = tuple(search_entry(policy, registry) for policy in registry)
    _refuse_collisions([page.path for page in pages] + [file.path for file in files])
    return SitePlan(pages, files, search)


def plan_files(registry: Registry, as_of: date, base: str) -> Iterator[FileOutput]:
    """The data files, which need no host: `registry export` writes the same."""
    yield FileOutput(urls.ALL_POLICIES_JSON, policies_json(registry))
    yield FileOutput(urls.SCHEMA, schema_json(registry.vocabularies))
    for policy in registry:
        yield FileOutput(urls.record_json(policy.id), record_json(policy))
        yield FileOutput(urls.record_yaml(policy.id), policy_yaml(policy))
        yield from _citations(registry, policy, urls.policy(policy.id), base)
        yield FileOutput(urls.changes_json(policy.id), changes_json(registry, policy.id))
    for retirement in registry.retirements:
        yield FileOutput(urls.record_json(retirement.id), tombstone_json(retirement))
        yield FileOutput(urls.record_yaml(retirement.id), tombstone_yaml(retirement))
        yield FileOutput(urls.changes_json(retirement.id), changes_json(registry, retirement.id))
    yield from _permanent(registry, base)
    for feed in feeds(registry, as_of):
        yield FileOutput(feed.atom_path, atom(feed, base))
        yield FileOutput(feed.json_path, json_feed(feed, base))


def _permanent(registry: Registry, base: str) -> Iterator[FileOutput]:
    """What never goes away: the frozen versions of current and retired ids, and the lists of them."""
    yield FileOutput(urls.VERSIONS_JSON, versions_json(published_versions(registry)))
    for id in registry.every_id():
        yield FileOutput(urls.timemap_link(id), timemap_link(registry, id, base))
        yield FileOutput(urls.timemap_json(id), timemap_json(registry, id, base))
        for number, state in registry.states(id).items():
            frozen = registry.frozen.get(id, {}).get(number)
            yield FileOutput(urls.version_yaml(id, number), frozen or policy_yaml(state))
            yield from _citations(registry, state, urls.version(id, number), base)


def _citations(registry: Registry, policy: Policy, page: str, base: str) -> Iterator[FileOutput]:
    """The reference to the version that a policy is, beside the page that shows it."""
    for name, content in citation_files(policy, registry.publication.name, base).items():
        yield FileOutput(urls.citation_file(page, name), content)


def _overviews(registry: Registry, as_of: date, files: tuple[FileOutput, ...]) -> Iterator[PageOutput]:
    sizes = {file.path: len(file.content) for file in files}
    vocabularies = registry.vocabularies
    yield _page(
        "home.html",
        home(registry, as_of),
        "Home",
        "Battery-industry policy of China, Japan, Korea, the EU and the US, each fact with its source.",
        layout="home",
        head=_feed_head("All changes", urls.feed, urls.HOME),
    )
    yield _page("policy_list.html", policy_list(registry), "Policies", "Every policy in the registry, region by region.")
    for region in vocabularies["regions"]:
        yield _page(
            "region.html",
            region_page(registry, region.id, as_of),
            region.label,
            f"Battery policy of {region.label}: status, targets, deadlines and open questions.",
            head=_feed_head(region.label, partial(urls.region_feed, region.id), urls.region(region.id)),
        )
    yield _page("compare.html", compare_page(registry), "Compare", "Topics by region, and like numbers with like.")
    for topic in vocabularies["topics"]:
        yield _page(
            "topic.html",
            topic_page(registry, topic.id),
            topic.label,
            f"{topic.definition} Region by region.",
            head=_feed_head(topic.label, partial(urls.topic_feed, topic.id), urls.topic(topic.id)),
        )
    for id in metrics_in_use(registry):
        metric = vocabularies["metrics"][id]
        yield _page("metric.html", metric_page(registry, id, as_of), metric.label, f"{metric.definition} Like with like.")
    yield _page(
        "calendar.html", calendar_page(registry, as_of), "Calendar", "Duties and targets by the day on which they fall due."
    )
    yield _page(
        "changelog.html",
        changelog_page(registry),
        "Changelog",
        "What changed in the records, newest first.",
        head=_feed_head("All changes", urls.feed, urls.CHANGELOG),
    )
    yield _page(
        "corrections.html", corrections_page(registry), "Corrections", "What was wrong and is put right.", layout="page"
    )
    yield _page(
        "due.html", due_page(registry, as_of), "Due for a check", "Records to be looked at again, and why.", layout="page"
    )
    yield _page("data.html", data_page(registry, sizes), "Data files", "The registry as files.", layout="page")
    yield _page("dictionary.html", dictionary_page(registry), "Data dictionary", "Every field and every term.", layout="page")


def _forwards(registry: Registry, posts: tuple[Signpost, ...], base: str) -> Iterator[FileOutput]:
    """The pages that lead from a number to its record, made without the theme: there may be tens of thousands."""
    for post in posts:
        if len(post.policies) == 1:
            view = forward_page(registry, post, base)
            yield FileOutput(f"{view.path}index.html", render("forward.html", view, view.path).encode())


def _choices(registry: Registry, posts: tuple[Signpost, ...]) -> Iterator[PageOutput]:
    view = identifiers_page(registry, posts)
    yield _page("identifiers.html", view, "Official numbers", "How any official number leads to its record.", layout="page")
    for post in posts:
        if len(post.policies) > 1:
            choice = choice_page(registry, post)
            yield _page("choice.html", choice, choice.number, f"Records that carry {choice.number}.", is_indexed=False)


def _described(page: PageOutput, registry: Registry, files: tuple[FileOutput, ...], base: str) -> PageOutput:
    """A page that says in its head what it is; that of a record has said so."""
    if page.recorded:
        return page
    if page.path in {urls.HOME, urls.DATA}:
        forms = (file.path for file in files if file.path.startswith(urls.DATA) and file.path != urls.SCHEMA)
        data = dataset_linked_data(registry, page.path, page.title, page.description, base, forms)
    else:
        data = page_linked_data(page.path, page.title, page.description, base)
    return replace(page, head=page.head + render("_head.html", Head(linked_data=data), page.path))


def prose_head(path: str, title: str, description: str, base: str) -> str:
    """What a page that people wrote by hand says in its head."""
    return render("_head.html", Head(linked_data=page_linked_data(path, title, description, base)), path)


def _feed_head(title: str, address: Callable[[str], str], page: str) -> str:
    return render("_head.html", Head(feed_links(title, address)), page)


def _records(registry: Registry, as_of: date, place: Place) -> Iterator[PageOutput]:
    for record in sorted(registry.records, key=lambda record: record.policy.id):
        policy = record.policy
        yield _record(registry, policy, as_of, place.base, urls.edit(place.repository, f"{place.folder}/{record.path}"), None)
        # A version that is not frozen yet has its page already, so that links to it can be tried.
        for state in registry.states(policy.id).values():
            yield _record(registry, state, as_of, place.base, "", policy)
        yield _changes(registry, policy.id, policy.short_title)
    yield from _retired(registry, as_of, place)


def _changes(registry: Registry, id: str, name: str) -> PageOutput:
    description = f"Every version of the record of {name}, with its cause and what it changed."
    head = _feed_head(name, partial(urls.policy_feed, id), urls.changes(id))
    return _page("changes.html", changes_page(registry, id, name), f"Changes: {name}", description, head=head)


def _retired(registry: Registry, as_of: date, place: Place) -> Iterator[PageOutput]:
    for retirement in registry.retirements:
        view = retired_page(registry, retirement)
        head = _feed_head(retirement.name, partial(urls.policy_feed, retirement.id), view.path)
        yield _page("retired.html", view, retirement.name, view.what, is_indexed=False, head=head)
        yield _changes(registry, retirement.id, retirement.name)
        states = registry.states(retirement.id)
        for state in states.values():
            yield _record(registry, state, as_of, place.base, "", states[max(states)])


def _record(registry: Registry, policy: Policy, as_of: date, base: str, edit_url: str, current: Policy | None) -> PageOutput:
    view = policy_page(registry, policy, as_of, edit_url, current, base)
    title = f"{policy.short_title} (version {policy.version})" if current else policy.short_title
    properties = () if current else eli_properties(policy, registry.vocabularies)
    linked_data = policy_linked_data(registry, policy, current, base)
    return _page(
        "policy.html",
        view,
        title,
        policy.summary[:300],
        recorded=str(policy.recorded),
        canonical=urls.policy(policy.id) if current else "",
        is_indexed=current is None,
        head=render("_head.html", policy_head(policy, current, properties, linked_data), view.path),
    )


_HEADING = re.compile(r'<h([23])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_ANCHOR = re.compile(r' id="([^"]+)"')
_COUNT = re.compile(r'<span class="count">.*?</span>', re.S)
_TAG = re.compile(r"<[^>]+>")


def _page(template: str, view: Any, title: str, description: str, **more: Any) -> PageOutput:
    html = render(template, view, view.path, more.get("canonical", ""))
    headings = tuple(
        Heading(" ".join(unescape(_TAG.sub("", _COUNT.sub("", text))).split()), id, int(level))
        for level, id, text in _HEADING.findall(html)
    )
    anchors = frozenset(_ANCHOR.findall(html))
    return PageOutput(view.path, title, description, html, headings, anchors, **more)


def _refuse_collisions(paths: list[str]) -> None:
    seen: set[str] = set()
    for path in paths:
        if path in seen:
            raise AddressTakenError(f'two outputs claim the address "{path}"')
        seen.add(path)
