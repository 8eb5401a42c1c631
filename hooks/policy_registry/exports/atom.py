"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from policy_registry import urls
from policy_registry.dates import midnight
from policy_registry.exports.feeds import Entry, Feed
from policy_registry.licence import LICENCE

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"


def atom(feed: Feed, base: str) -> bytes:
    """The feed of a site that stands at a base."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", midnight(feed.updated))
    _text(SubElement(root, "author"), "name", feed.author)
    _link(root, "self", urls.absolute(base, feed.atom_path), MEDIA_TYPE)
    _link(root, "alternate", urls.absolute(base, feed.page), "text/html")
    # RFC 4946 names the licence of the whole feed.
    _link(root, "license", LICENCE)
    for entry in feed.entries:
        _entry(SubElement(root, "entry"), entry, base)
    indent(root)
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(element: Element, entry: Entry, base: str) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", midnight(entry.day))
    _text(element, "published", midnight(entry.day))
    _link(element, "alternate", urls.absolute(base, entry.page), "text/html")
    for path in entry.related:
        _link(element, "related", urls.absolute(base, path), "text/html")
    for category in entry.categories:
        SubElement(element, "category", {"scheme": category.scheme, "term": category.term, "label": category.label})
    _text(element, "summary", entry.summary)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _link(parent: Element, relation: str, address: str, media_type: str = "") -> None:
    SubElement(parent, "link", {"rel": relation, "href": address} | ({"type": media_type} if media_type else {}))
