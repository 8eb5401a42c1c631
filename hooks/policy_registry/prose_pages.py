"""The pages that people wrote by hand in `docs/`: their front matter, title and address, and their HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from posixpath import splitext
from typing import Any

import yaml
from markdown import Markdown

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*\n", re.S | re.M)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
_SIGN = re.compile(r'<a class="headerlink".*?</a>|<[^>]+>', re.S)


class UnreadableProseError(Exception):
    """A page of prose is no text in UTF-8, or its front matter is no mapping of YAML."""


@dataclass(frozen=True)
class ProsePage:
    """A page of prose: its file below `docs/`, what its front matter says, its Markdown, and that as HTML."""

    file: str
    title: str
    front: dict[str, Any]
    text: str
    html: str

    @property
    def path(self) -> str:
        """The address of the page: that of its folder where the file is the index."""
        folder, _, name = splitext(self.file)[0].rpartition("/")
        way = folder if name == "index" else f"{folder}/{name}".lstrip("/")
        return f"{way}/" if way else ""

    @property
    def description(self) -> str:
        """What the front matter says of the page."""
        return str(self.front.get("description", ""))


def prose_page(file: str, content: bytes, titles: Mapping[str, str], reader: Markdown) -> ProsePage:
    """A file of `docs/` as a page; its title is that of the menu, else of its front matter, else its heading.

    Raises:
        UnreadableProseError: the file cannot be read as a page.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        found = _FRONT.match(text)
        front = (yaml.safe_load(found[1]) or {}) if found else {}
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnreadableProseError(f"{file} cannot be read: {error}") from error
    if not isinstance(front, dict):
        raise UnreadableProseError(f"{file} cannot be read: its front matter is no list of names with values")
    body = text[found.end() :] if found else text
    html = str(reader.reset().convert(body))
    heading = _TITLE.search(html)
    own = unescape(_SIGN.sub("", heading[1])).strip() if heading else file
    return ProsePage(file, titles.get(file) or str(front.get("title", own)), front, body, html)
