"""What a reader and a machine get of a page, whichever theme put its frame around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import urldefrag, urlsplit

from sites import VOID, BuiltPage

# What the theme says of itself, and the policy for its own scripts.
OF_THE_THEME = {"generator", "viewport", "Content-Security-Policy", "stylesheet", "icon"}


@dataclass
class FramedPage:
    """Head, contents and article of a page, with links as addresses from the root of the site."""

    title: str = ""
    said: list[tuple[str, ...]] = field(default_factory=list)
    linked_data: list[str] = field(default_factory=list)
    contents: list[tuple[str, str]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    text: str = ""


def framed(page: BuiltPage) -> FramedPage:
    """A built page without the frame of its theme."""
    reader = _Reader(page.path)
    reader.feed(page.html)
    reader.page.text = " ".join("".join(reader.words).split())
    reader.page.contents = [(" ".join(words.split()), link) for words, link in reader.page.contents]
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.page = path, FramedPage()
        self.words: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attributes}
        link = self._address(given["href"]) if "href" in given else ""
        named = given.get("name") or given.get("property") or given.get("rel") or given.get("http-equiv", "")
        if tag in {"meta", "link"} and named not in OF_THE_THEME:
            self.page.said.append((tag, *(f"{name}={link if name == 'href' else value}" for name, value in given.items())))
        if tag == "a" and self._is_in("toc"):
            self.page.contents.append(("", link))
        if self._is_in("article"):
            self.page.links += [link] if tag == "a" and "href" in given else []
            self.page.anchors += [given["id"]] if given.get("id", "__skip") != "__skip" else []
        if tag not in VOID:
            self._open.append((tag, self._part(tag, given)))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, text: str) -> None:
        if self._is_in("linked data"):
            self.page.linked_data.append(text)
        elif self._is_in("title"):
            self.page.title += text.strip()
        elif self._is_in("toc") and self.page.contents:
            words, link = self.page.contents[-1]
            self.page.contents[-1] = (words + text, link)
        elif self._is_in("article"):
            self.words.append(text)

    def _part(self, tag: str, given: dict[str, str]) -> str:
        if given.get("type") == "application/ld+json":
            return "linked data"
        if tag == "title" and not self.page.title:
            return "title"
        if tag == "ul" and given.get("data-md-component") == "toc":
            return "toc"
        return "article" if "md-content__inner" in given.get("class", "") else tag

    def _is_in(self, part: str) -> bool:
        return any(name == part for _, name in self._open)

    def _address(self, link: str) -> str:
        target, anchor = urldefrag(link)
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return link
        way = normpath(f"/{self.path.rpartition('/')[0]}/{parts.path}") if target else f"/{self.path}"
        return f"{way.rstrip('/')}{'?' if parts.query else ''}{parts.query}#{anchor}"
