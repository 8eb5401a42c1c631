"""The theme around the pages of records: made once for each kind of place, then filled.

To fill a frame takes a tenth of the time of making it, and ten thousand records have forty thousand pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from mkdocs_pages import RegistryPage
from policy_registry import urls
from policy_registry.outputs import Heading, PageOutput
from policy_registry.place import Place
from policy_registry.sealing import sealed

# Stand in a frame for what each page puts there.
TITLE, DESCRIPTION, ADDRESS, HEAD, CONTENTS = (f"registry-frame-{number}-5f0d3c" for number in range(5))
# The theme adds a heading to an article that has none.
ARTICLE = "<h1>registry-frame-article-5f0d3c</h1>"
_PLACES = re.compile(f"({'|'.join((TITLE, DESCRIPTION, ADDRESS, HEAD, CONTENTS, ARTICLE))})")
CONTENTS_TEMPLATE = "partials/toc.html"


@dataclass(frozen=True)
class Frame:
    """What the theme makes of a page, in pieces between the places that are filled, and the hashes of its scripts."""

    pieces: tuple[str, ...]
    hashes: frozenset[str]

    def filled(self, values: Mapping[str, str]) -> str:
        """The page with these values in their places."""
        return "".join(values.get(piece, piece) for piece in self.pieces)


class Frames:
    """Puts pages into frames; two pages share one where the theme makes no difference between them."""

    def __init__(self, config: MkDocsConfig, nav: Navigation, env: Environment) -> None:
        self._config, self._nav, self._env = config, nav, env
        self._frames: dict[tuple[Any, ...], Frame] = {}
        self._latest: tuple[tuple[Heading, ...] | None, str] = (None, "")

    def framed(self, output: PageOutput) -> tuple[str, frozenset[str]]:
        """A finished page, and the hashes of its inline scripts."""
        headings = _told(output)
        kind = (output.path.count("/"), output.layout, output.is_indexed, bool(output.canonical), bool(headings))
        if kind not in self._frames:
            self._frames[kind] = self._frame(output)
        # The versions of a record often have the same contents.
        if headings != self._latest[0]:
            self._latest = headings, self._contents(output)
        values = {
            TITLE: escape(output.title),
            DESCRIPTION: escape(output.description),
            ADDRESS: urljoin(self._config.site_url or Place.base, output.canonical or output.path),
            HEAD: output.head,
            CONTENTS: self._latest[1],
            ARTICLE: output.html,
        }
        frame = self._frames[kind]
        return frame.filled(values), frame.hashes

    def hashes(self) -> frozenset[str]:
        """The hashes of the scripts in pages of records, whether this build makes any or not: they change with the depth."""
        paths = (urls.policy("id"), urls.changes("id"), urls.version("id", 1))
        frames = (self._frame(PageOutput(path, "", "", ARTICLE, (), frozenset())) for path in paths)
        return frozenset[str]().union(*(frame.hashes for frame in frames))

    def _frame(self, output: PageOutput) -> Frame:
        """The frame of pages like this one."""
        headings = (Heading(TITLE, TITLE, 2),) if _told(output) else ()
        empty = PageOutput(
            output.path, TITLE, DESCRIPTION, ARTICLE, headings, frozenset(), output.recorded, output.canonical,
            output.is_indexed, HEAD, output.layout,
        )  # fmt: skip
        page = self._page(empty)
        page.canonical_url = ADDRESS
        html = self._rendered(page.meta.get("template", "main.html"), page)
        contents = self._contents(empty)
        finished, hashes = sealed(html.replace(contents, CONTENTS))
        return Frame(tuple(_PLACES.split(finished)), hashes)

    def _contents(self, output: PageOutput) -> str:
        page = self._page(output)
        contents = self._rendered(CONTENTS_TEMPLATE, page)
        # Page and file hold one another, and so would keep the words of thousands of pages until the collector comes.
        page.file.page = None
        return contents

    def _page(self, output: PageOutput) -> RegistryPage:
        page = RegistryPage(output, File.generated(self._config, f"{output.path}index.md", content=""), self._config)
        page.read_source(self._config)
        page.render(self._config, Files([]))
        return page

    def _rendered(self, template: str, page: RegistryPage) -> str:
        return self._env.get_template(template).render(get_context(self._nav, Files([]), self._config, page))


def _told(output: PageOutput) -> tuple[Heading, ...]:
    """The headings that stand in the table of contents."""
    return tuple(heading for heading in output.headings if heading.level == 2)
