"""Builds a site as its user does, and looks into what came out."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urldefrag, urlsplit

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class _Reader(HTMLParser):
    """Collects what tests ask of a page: text, ids, links and requests."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.requests: list[str] = []
        self.languages: dict[str, str] = {}
        self.words: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"].strip())
        if tag in {"script", "img", "iframe", "source"} and "src" in given:
            self.requests.append(given["src"])
        if tag == "link" and given.get("rel") in {"stylesheet", "icon", "preload", "preconnect"}:
            self.requests.append(given["href"])
        if tag not in VOID:
            self._open.append((tag, given.get("lang", "")))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in {"script", "style"} for tag, _ in self._open):
            return
        self.words.append(data)
        language = next((lang for _, lang in reversed(self._open) if lang), "")
        self.languages.setdefault(" ".join(data.split()), language)


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of a built site."""

    path: str
    file: Path

    @cached_property
    def html(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @cached_property
    def _reader(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.html)
        return reader

    @property
    def ids(self) -> list[str]:
        return self._reader.ids

    @property
    def links(self) -> list[str]:
        return self._reader.links

    @property
    def requests(self) -> list[str]:
        return self._reader.requests

    @property
    def languages(self) -> dict[str, str]:
        """The language mark of each run of text."""
        return self._reader.languages

    @cached_property
    def text(self) -> str:
        return " ".join(" ".join(self._reader.words).split())


@dataclass(frozen=True)
class BuiltSite:
    """The folder that a build left."""

    folder: Path
    output: str

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every page by its address."""
        pages = {}
        for file in sorted(self.folder.rglob("*.html")):
            path = file.relative_to(self.folder).as_posix().removesuffix("index.html")
            pages[path] = BuiltPage(path, file)
        return pages

    def dead_links(self) -> list[str]:
        """Every link inside the site that leads nowhere."""
        dead = []
        for page in self.pages.values():
            for link in page.links:
                target, anchor = urldefrag(link)
                if urlsplit(target).scheme or page.path == "404.html":
                    continue
                base = page.path.rpartition("/")[0]
                way = normpath(f"{base}/{unquote(urlsplit(target).path)}").lstrip("/") if target else page.path
                way = "" if way == "." else way
                file = self.folder / way
                other = self.pages.get(way if way.endswith(".html") or not way else f"{way.rstrip('/')}/")
                if other is None and not file.is_file():
                    dead.append(f"{page.path} -> {link}")
                elif anchor and other is not None and unquote(anchor) not in other.ids:
                    dead.append(f"{page.path} -> {link} (no such anchor)")
        return dead


def build_site(project: Path, site: Path, *, epoch: str, registry: Path | None = None, expect: int = 0) -> BuiltSite:
    """Run `mkdocs build --strict` as `make site` does; fails unless it ends with the expected status."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1"}
    if registry:
        environment["REGISTRY_PATH"] = str(registry)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    output = done.stdout + done.stderr
    assert done.returncode == expect, output
    return BuiltSite(site, output)
