"""What the site gives to those who pass its pages on: a preview of each page, cards, and records for frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from policy_registry import urls
from policy_registry.content_policy import with_policy
from policy_registry.exports.cards import HEIGHT, WIDTH, CardPress, policy_card, site_card
from policy_registry.facing import region_link, status_badge
from policy_registry.heads import Head, Picture, Preview
from policy_registry.lettering import Typefaces
from policy_registry.outputs import FileOutput, PageOutput
from policy_registry.place import Place
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.views.embed_page import embed_page, retired_embed_page


def cards(registry: Registry, place: Place, typefaces: Typefaces) -> Iterator[FileOutput]:
    """The picture of each current record, and that of the site for all other pages."""
    press = CardPress(typefaces, place.name)
    yield FileOutput(urls.SITE_CARD, press.png(site_card(registry)))
    for policy in registry:
        yield FileOutput(urls.card(policy.id), press.png(policy_card(policy, registry)))


def embeds(registry: Registry, as_of: date, place: Place) -> Iterator[FileOutput]:
    """The page of each record for frames on pages of others; a frame stays, so a retired id keeps its own."""
    views = [embed_page(registry, policy, as_of, place.base, place.name) for policy in registry]
    views += [retired_embed_page(registry, retirement, place.base, place.name) for retirement in registry.retirements]
    for view in views:
        yield FileOutput(f"{view.path}index.html", with_policy(render("embed.html", view, view.path)).encode())


def card_pictures(registry: Registry, place: Place) -> dict[str, Picture]:
    """The cards by the pages that show them; a page that is not named shows that of the first page.

    An older version is not named: its words are not those of the card.
    """
    pictures = {urls.HOME: site_picture(place)}
    for policy in registry:
        region, status = region_link(policy.region, registry).text, status_badge(policy, registry.vocabularies).text
        words = f"{policy.short_title}. {region}, {status.lower()}. {place.name}, version {policy.version}."
        picture = Picture(urls.absolute(place.base, urls.card(policy.id)), WIDTH, HEIGHT, words)
        for path in (urls.policy(policy.id), urls.version(policy.id, policy.version), urls.changes(policy.id)):
            pictures[path] = picture
    return pictures


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
