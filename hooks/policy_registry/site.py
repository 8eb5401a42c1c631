"""The whole site as a plan: every page and every file, with no two at one address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from policy_registry import urls
from policy_registry.data_files import overview_files, record_files
from policy_registry.dataset import dataset
from policy_registry.distribution import Distribution
from policy_registry.evidence import PolicyId
from policy_registry.exports.linked_data import dataset_linked_data, page_linked_data
from policy_registry.heads import Head, Picture
from policy_registry.identifiers import Signpost, signposts
from policy_registry.imprint import imprinted
from policy_registry.lettering import Typefaces
from policy_registry.outputs import FileOutput, PageOutput
from policy_registry.overview_pages import choices, forwards, overviews
from policy_registry.place import Place
from policy_registry.record_pages import record_pages
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.search_text import SearchEntry, page_entry, policy_entry
from policy_registry.sharing import card_file, card_pictures, embed, preview, previewed, site_card_file, site_picture


@dataclass(frozen=True)
class SitePlan:
    """Everything that the registry adds to the prose, made while one walks over it: nothing of it is kept.

    What shows many records comes first; what belongs to one record, or to a retired id, can be made apart from the
    rest, in any order and by several processes.
    """

    registry: Registry
    as_of: date
    place: Place
    typefaces: Typefaces | None = None

    @property
    def pages(self) -> Iterator[PageOutput]:
        """Every page, those of many records first."""
        yield from self.overview_pages()
        for id in self.ids:
            yield from self.record_pages(id)

    @property
    def files(self) -> Iterator[FileOutput]:
        """Every file, those of many records first."""
        yield from self.overview_files()
        for id in self.ids:
            yield from self.record_files(id)

    @property
    def ids(self) -> tuple[PolicyId, ...]:
        """The ids that are or were records."""
        return self.registry.every_id()

    @cached_property
    def dataset(self) -> tuple[Distribution, ...]:
        """The files of the dataset."""
        return dataset(self.registry, self.place.base)

    @cached_property
    def _signposts(self) -> tuple[Signpost, ...]:
        return signposts(self.registry)

    def overview_pages(self) -> Iterator[PageOutput]:
        """The pages that show many records."""
        yield from map(self._framed, overviews(self.registry, self.as_of, self.dataset, self.place.base))
        yield from map(self._framed, choices(self.registry, self._signposts, self.as_of))

    def overview_files(self) -> Iterator[FileOutput]:
        """The dataset, and the lists, feeds and calendars of many records."""
        yield from overview_files(self.registry, self.as_of, self.place.base, self.dataset)
        yield from forwards(self.registry, self._signposts, self.place.base)
        if self.typefaces:
            yield site_card_file(self.registry, self.place, self.typefaces)

    def record_pages(self, id: PolicyId) -> Iterator[PageOutput]:
        """The pages of a record, of its versions and of its changes."""
        pictures = card_pictures(self.registry, self.place, id) if self.typefaces else {}
        for page in record_pages(self.registry, id, self.as_of, self.place):
            yield self._framed(page, pictures.get(page.path))

    def _framed(self, page: PageOutput, picture: Picture | None = None) -> PageOutput:
        """A page with what it says in its head and at its foot."""
        described = self._described(imprinted(page, self.as_of, self.place.base))
        return previewed(described, self.place, picture or (site_picture(self.place) if self.typefaces else None))

    def _described(self, page: PageOutput) -> PageOutput:
        """A page that says in its head what it is; that of a record has said so."""
        if page.recorded:
            return page
        about = (page.path, page.title, page.description, self.place.base)
        is_of_data = page.path in {urls.HOME, urls.DATA}
        data = dataset_linked_data(self.registry, *about, self.dataset) if is_of_data else page_linked_data(*about)
        return replace(page, head=page.head + render("_head.html", Head(linked_data=data), page.path))

    def record_files(self, id: PolicyId) -> Iterator[FileOutput]:
        """The files beside the pages of a record, with its page for frames and its card."""
        yield from record_files(self.registry, id, self.as_of, self.place.base)
        yield from embed(self.registry, id, self.as_of, self.place)
        if self.typefaces:
            yield from card_file(self.registry, id, self.place, self.typefaces)

    def search(self, overview_pages: Iterable[PageOutput]) -> Iterator[SearchEntry]:
        """What the search knows of records and of the pages that show many of them."""
        yield from (policy_entry(policy, self.registry) for policy in self.registry)
        for page in overview_pages:
            if page.is_indexed and page.path != urls.HOME:
                yield page_entry(page.path, page.title, page.description, self.registry.vocabularies)


def plan_site(registry: Registry, as_of: date, place: Place, typefaces: Typefaces | None = None) -> SitePlan:
    """The site of the registry as of a day; without typefaces no cards are drawn."""
    return SitePlan(registry, as_of, place, typefaces)


def prose_head(path: str, title: str, description: str, place: Place) -> str:
    """What a page that people wrote by hand says in its head."""
    shown = preview(path, title, description, place, site_picture(place))
    return render("_head.html", Head(linked_data=page_linked_data(path, title, description, place.base), preview=shown), path)
