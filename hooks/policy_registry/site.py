"""The whole site as a plan: every page and every file, with no two at one address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from policy_registry import urls
from policy_registry.data_files import plan_files
from policy_registry.dataset import dataset
from policy_registry.distribution import Distribution
from policy_registry.exports.linked_data import dataset_linked_data, page_linked_data
from policy_registry.heads import Head
from policy_registry.identifiers import signposts
from policy_registry.imprint import imprinted
from policy_registry.lettering import Typefaces
from policy_registry.outputs import FileOutput, PageOutput
from policy_registry.overview_pages import choices, forwards, overviews
from policy_registry.place import Place
from policy_registry.record_pages import record_pages
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.search_text import SearchEntry, page_entry, policy_entry
from policy_registry.sharing import card_pictures, cards, embeds, preview, previewed, site_picture


class AddressTakenError(Exception):
    """Two outputs claim one address."""


@dataclass(frozen=True)
class SitePlan:
    """Everything that the registry adds to the prose."""

    pages: tuple[PageOutput, ...]
    files: tuple[FileOutput, ...]
    search: tuple[SearchEntry, ...] = field(default=())


def plan_site(registry: Registry, as_of: date, place: Place, typefaces: Typefaces | None = None) -> SitePlan:
    """Plan every page and file of the registry as of a day; without typefaces no cards are drawn.

    Raises:
        AddressTakenError: two outputs claim one address.
    """
    published = dataset(registry, place.base)
    posts = signposts(registry)
    drawn = cards(registry, place, typefaces) if typefaces else ()
    data = plan_files(registry, as_of, place.base, published)
    files = (*data, *forwards(registry, posts, place.base), *embeds(registry, as_of, place), *drawn)
    shared = (*overviews(registry, as_of, published, place.base), *choices(registry, posts, as_of))
    planned = (imprinted(page, as_of, place.base) for page in (*shared, *record_pages(registry, as_of, place)))
    pictures = card_pictures(registry, place) if typefaces else {}
    pages = tuple(
        previewed(_described(page, registry, published, place.base), place, pictures.get(page.path, pictures.get(urls.HOME)))
        for page in planned
    )
    search = (*(policy_entry(policy, registry) for policy in registry), *_searched(shared, registry))
    _refuse_collisions([page.path for page in pages] + [file.path for file in files])
    return SitePlan(pages, files, search)


def _searched(pages: tuple[PageOutput, ...], registry: Registry) -> Iterator[SearchEntry]:
    for page in pages:
        if page.is_indexed and page.path != urls.HOME:
            yield page_entry(page.path, page.title, page.description, registry.vocabularies)


def _described(page: PageOutput, registry: Registry, files: tuple[Distribution, ...], base: str) -> PageOutput:
    """A page that says in its head what it is; that of a record has said so."""
    if page.recorded:
        return page
    if page.path in {urls.HOME, urls.DATA}:
        data = dataset_linked_data(registry, page.path, page.title, page.description, base, files)
    else:
        data = page_linked_data(page.path, page.title, page.description, base)
    return replace(page, head=page.head + render("_head.html", Head(linked_data=data), page.path))


def prose_head(path: str, title: str, description: str, place: Place) -> str:
    """What a page that people wrote by hand says in its head."""
    shown = preview(path, title, description, place, site_picture(place))
    return render("_head.html", Head(linked_data=page_linked_data(path, title, description, place.base), preview=shown), path)


def _refuse_collisions(paths: list[str]) -> None:
    seen: set[str] = set()
    for path in paths:
        if path in seen:
            raise AddressTakenError(f'two outputs claim the address "{path}"')
        seen.add(path)
