"""What the site gives to those who pass its pages on: a preview of each page, cards, and records for frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from policy_registry import urls
from policy_registry.content_policy import with_policy
from policy_registry.evidence import PolicyId
from policy_registry.exports.cards import HEIGHT, WIDTH, CardPress, policy_card, site_card
from policy_registry.facing import region_link, status_badge
from policy_registry.heads import Head, Picture, Preview
from policy_registry.lettering import Typefaces
from policy_registry.outputs import FileOutput, PageOutput
from policy_registry.place import Place
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.views.embed_page import embed_page, retired_embed_page


def card_file(registry: Registry, id: PolicyId, place: Place, typefaces: Typefaces) -> Iterator[FileOutput]:
    """The picture of a current record; a retired id has none."""
    if policy := registry.policy(id):
        yield FileOutput(urls.card(id), _press(typefaces, place.name).png(policy_card(policy, registry)))


def site_card_file(registry: Registry, place: Place, typefaces: Typefaces) -> FileOutput:
    """The picture of the site, for all pages that are about no single record."""
    return FileOutput(urls.SITE_CARD, _press(typefaces, place.name).png(site_card(registry)))


# To open the typefaces takes longer than to draw a card.
_press = lru_cache(maxsize=1)(CardPress)


def embed(registry: Registry, id: PolicyId, as_of: date, place: Place) -> Iterator[FileOutput]:
    """The page of a record for frames on pages of others; a frame stays, so a retired id keeps its own."""
    policy, retirement = registry.policy(id), registry.retirement(id)
    view = (
        embed_page(registry, policy, as_of, place.base, place.name) if policy
        else retired_embed_page(registry, retirement, place.base, place.name) if retirement else None
    )  # fmt: skip
    if view:
        yield FileOutput(f"{view.path}index.html", with_policy(render("embed.html", view, view.path)).encode())


def card_pictures(registry: Registry, place: Place, id: PolicyId) -> dict[str, Picture]:
    """The card of a record by the pages that show it; a page that is not named shows that of the site.

    An older version is not named: its words are not those of the card.
    """
    policy = registry.policy(id)
    if policy is None:
        return {}
    region, status = region_link(policy.region, registry).text, status_badge(policy, registry.vocabularies).text
    words = f"{policy.short_title}. {region}, {status.lower()}. {place.name}, version {policy.version}."
    picture = Picture(urls.absolute(place.base, urls.card(id)), WIDTH, HEIGHT, words)
    return dict.fromkeys((urls.policy(id), urls.version(id, policy.version), urls.changes(id)), picture)


def site_picture(place: Place) -> Picture:
    """The card of every page that is about no single record."""
    return Picture(urls.absolute(place.base, urls.SITE_CARD), WIDTH, HEIGHT, f"{place.name}: battery policy, on the record.")


def preview(path: str, title: str, description: str, place: Place, picture: Picture | None) -> Preview:
    """The preview of a page; the first page goes by the name of the site."""
    kind, title = ("article", title) if path else ("website", place.name)
    return Preview(kind, place.name, title, description, urls.absolute(place.base, path), picture)


def previewed(page: PageOutput, place: Place, picture: Picture | None) -> PageOutput:
    """A page that says in its head how it looks where its address is passed on."""
    head = Head(preview=preview(page.path, page.title, page.description, place, picture))
    return replace(page, head=page.head + render("_head.html", head, page.path))
