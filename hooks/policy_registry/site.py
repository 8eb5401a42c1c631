"""The whole site as a plan: every page and every file, with no two at one address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from policy_registry import urls
from policy_registry.exports.records import policies_json, record_json
from policy_registry.exports.schema import schema_json
from policy_registry.heads import policy_head
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.search_text import SearchEntry, search_entry
from policy_registry.views.calendar_page import calendar_page
from policy_registry.views.changelog_page import changelog_page
from policy_registry.views.comparison import compare_page, metric_page, metrics_in_use, topic_page
from policy_registry.views.corrections_page import corrections_page
from policy_registry.views.data_page import data_page
from policy_registry.views.dictionary import dictionary_page
from policy_registry.views.due_page import due_page
from policy_registry.views.home import home
from policy_registry.views.policy_list import policy_list
from policy_registry.views.policy_page import policy_page
from policy_registry.views.region_page import region_page
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
    files = tuple(plan_files(registry, as_of, place.base))
    pages = (*_overviews(registry, as_of, files), *_records(registry, as_of, place))
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
        for number, content in sorted(registry.frozen.get(policy.id, {}).items()):
            yield FileOutput(urls.version_yaml(policy.id, number), content)


def _overviews(registry: Registry, as_of: date, files: tuple[FileOutput, ...]) -> Iterator[PageOutput]:
    sizes = {file.path: len(file.content) for file in files}
    vocabularies = registry.vocabularies
    yield _page(
        "home.html",
        home(registry, as_of),
        "Home",
        "Battery-industry policy of China, Japan, Korea, the EU and the US, each fact with its source.",
        layout="home",
    )
    yield _page("policy_list.html", policy_list(registry), "Policies", "Every policy in the registry, region by region.")
    for region in vocabularies["regions"]:
        yield _page(
            "region.html",
            region_page(registry, region.id, as_of),
            region.label,
            f"Battery policy of {region.label}: status, targets, deadlines and open questions.",
        )
    yield _page("compare.html", compare_page(registry), "Compare", "Topics by region, and like numbers with like.")
    for topic in vocabularies["topics"]:
        yield _page("topic.html", topic_page(registry, topic.id), topic.label, f"{topic.definition} Region by region.")
    for id in metrics_in_use(registry):
        metric = vocabularies["metrics"][id]
        yield _page("metric.html", metric_page(registry, id, as_of), metric.label, f"{metric.definition} Like with like.")
    yield _page(
        "calendar.html", calendar_page(registry, as_of), "Calendar", "Duties and targets by the day on which they fall due."
    )
    yield _page("changelog.html", changelog_page(registry), "Changelog", "What changed in the records, newest first.")
    yield _page(
        "corrections.html", corrections_page(registry), "Corrections", "What was wrong and is put right.", layout="page"
    )
    yield _page(
        "due.html", due_page(registry, as_of), "Due for a check", "Records to be looked at again, and why.", layout="page"
    )
    yield _page("data.html", data_page(registry, sizes), "Data files", "The registry as files.", layout="page")
    yield _page("dictionary.html", dictionary_page(registry), "Data dictionary", "Every field and every term.", layout="page")


def _records(registry: Registry, as_of: date, place: Place) -> Iterator[PageOutput]:
    for record in sorted(registry.records, key=lambda record: record.policy.id):
        policy = record.policy
        yield _record(registry, policy, as_of, place.base, urls.edit(place.repository, f"{place.folder}/{record.path}"), None)
        for number in sorted(registry.frozen.get(policy.id, {})):
            if frozen := registry.version(policy.id, number):
                yield _record(registry, frozen, as_of, place.base, "", policy)


def _record(registry: Registry, policy: Policy, as_of: date, base: str, edit_url: str, current: Policy | None) -> PageOutput:
    view = policy_page(registry, policy, as_of, edit_url, current)
    title = f"{policy.short_title} (version {policy.version})" if current else policy.short_title
    return _page(
        "policy.html",
        view,
        title,
        policy.summary[:300],
        recorded=str(policy.recorded),
        canonical=urls.policy(policy.id) if current else "",
        is_indexed=current is None,
        head=render("_head.html", policy_head(registry, policy, current, base), view.path),
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
