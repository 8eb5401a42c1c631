"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

from typing import Any

from policy_registry import urls
from policy_registry.dates import midnight
from policy_registry.exports.closed_object import ADDRESS, MOMENT, TEXT, closed_object, list_of
from policy_registry.exports.feeds import Entry, Feed
from policy_registry.writing import json_text

FORM = "https://jsonfeed.org/version/1.1"
_ITEM = closed_object(
    "A version of a record, or the end of one.",
    {
        "id": {**ADDRESS, "description": "A tag URI (RFC 4151), which stays wherever the site moves."},
        "url": ADDRESS,
        "title": TEXT,
        "content_text": TEXT,
        "date_published": MOMENT,
        "tags": list_of(TEXT),
        "_registry": closed_object("Our own word of the format.", {"related_urls": list_of(ADDRESS)}),
    },
)
FEED_SCHEMA = closed_object(
    "A feed after JSON Feed 1.1, newest first.",
    {
        "version": {"const": FORM},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": {"const": "en"},
        "authors": list_of(closed_object("Who publishes it.", {"name": TEXT})),
        "items": list_of(_ITEM),
    },
)


def json_feed(feed: Feed, base: str) -> bytes:
    """The feed of a site that stands at a base."""
    data = {
        "version": FORM,
        "title": feed.title,
        "home_page_url": urls.absolute(base, feed.page),
        "feed_url": urls.absolute(base, feed.json_path),
        "language": "en",
        "authors": [{"name": feed.author}],
        "items": [_item(entry, base) for entry in feed.entries],
    }
    return json_text(data).encode()


def _item(entry: Entry, base: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": urls.absolute(base, entry.page),
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": midnight(entry.day),
        "tags": [category.label for category in entry.categories],
        # The format leaves names with an underscore to publishers; it has no word of its own for further pages.
        "_registry": {"related_urls": [urls.absolute(base, path) for path in entry.related]},
    }
