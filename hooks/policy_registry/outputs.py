"""What a plan consists of: pages as HTML with what their host must know, and files of data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from policy_registry.heads import Head, calendar_link, feed_links
from policy_registry.rendering import render
from policy_registry.spool import Spool


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
    """A file of data, whose bytes stand in a spool where they may be many."""

    path: str
    source: bytes | Spool

    @property
    def content(self) -> bytes:
        """All bytes."""
        return self.source if isinstance(self.source, bytes) else self.source.content

    def pieces(self) -> Iterator[bytes]:
        """The bytes, one piece after the other."""
        return iter((self.source,)) if isinstance(self.source, bytes) else self.source.pieces()


_HEADING = re.compile(r'<h([23])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_ANCHOR = re.compile(r' id="([^"]+)"')
_COUNT = re.compile(r'<span class="count">.*?</span>', re.S)
_TAG = re.compile(r"<[^>]+>")


def page(template: str, view: Any, title: str, description: str, **more: Any) -> PageOutput:
    """A view as the page that a template makes of it."""
    html = render(template, view, view.path, more.get("canonical", ""))
    headings = tuple(
        Heading(" ".join(unescape(_TAG.sub("", _COUNT.sub("", text))).split()), id, int(level))
        for level, id, text in _HEADING.findall(html)
    )
    anchors = frozenset(_ANCHOR.findall(html))
    return PageOutput(view.path, title, description, html, headings, anchors, **more)


def feed_head(title: str, address: Callable[[str], str], page: str) -> str:
    """What the head of a page says of its feeds."""
    return render("_head.html", Head(feed_links(title, address)), page)


def calendar_head(title: str, path: str, page: str) -> str:
    """What the head of a page says of its calendar file; nothing where it has none."""
    return render("_head.html", Head((calendar_link(title, path),)), page) if path else ""
