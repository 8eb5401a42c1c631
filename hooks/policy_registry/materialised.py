"""The site as files for a host that runs none of our code: pages as Markdown with front matter, data as it is."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import yaml

from policy_registry import urls
from policy_registry.framing import front_matter
from policy_registry.host_settings import DOCS, SETTINGS, THEME
from policy_registry.outputs import FileOutput, Heading, PageOutput
from policy_registry.prose_pages import ProsePage

README = """# The site as Markdown

Written by `registry materialise`, for a host that knows nothing of the registry. Change the records instead, and write
it anew.

    zensical build --clean

builds it into `site/`, and

    registry seal site

then puts the Content-Security-Policy into the pages and writes the file `_headers`.

`docs/` holds the pages and data, `theme/` the templates and the data files that are Markdown, `mkdocs.yml` the settings.
"""
# The search is our own.
UNSEARCHED = {"search": {"exclude": True}}
LONGEST_LINE = 1_000_000
_MARKDOWN_FILE = re.compile(r'(<(?:a|link)\b[^>]* href="[^"]*\.md)"')


def page_file(page: PageOutput, base: str) -> FileOutput:
    """A generated page: its HTML stands as one block, which Markdown leaves alone.

    The contents are told in the front matter, because a host finds headings in Markdown only.
    """
    front = front_matter(page) | {"contents": [_entry(heading) for heading in page.headings if heading.level == 2]} | UNSEARCHED
    if page.canonical:
        front["canonical"] = urls.absolute(base, page.canonical)
    front["head"] = _spaced(page.head)
    return _markdown(f"{page.path}index.md", front, f"<div>\n{_spaced(page.html.strip())}\n</div>\n")


def prose_file(page: ProsePage, head: str) -> FileOutput:
    """A page of prose, with its title and what its head says."""
    return _markdown(page.file, page.front | {"title": escape(page.title), "head": head} | UNSEARCHED, page.text)


def data_file(file: FileOutput) -> FileOutput:
    """A file of data; Markdown goes beside the theme, whose files are handed out as they are, for of others pages are made."""
    folder = THEME if file.path.endswith(".md") else DOCS
    return FileOutput(f"{folder}/{file.path}", file.source)


def settings_file(settings: dict[str, Any]) -> FileOutput:
    """The settings that the host reads."""
    return FileOutput(SETTINGS, _yaml(settings).encode())


def readme() -> FileOutput:
    """What the folder is, and how it is built."""
    return FileOutput("README.md", README.encode())


def _spaced(html: str) -> str:
    # Zensical takes a link to a file of Markdown for one to a page; with a space, which browsers strip, it does not.
    return _MARKDOWN_FILE.sub(r'\1 "', html)


def _entry(heading: Heading) -> dict[str, str]:
    # The words go by one name in Material and by the other in Zensical.
    words = escape(heading.text)
    return {"title": words, "content": words, "url": f"#{heading.id}"}


def _markdown(file: str, front: dict[str, Any], body: str) -> FileOutput:
    return FileOutput(f"{DOCS}/{file}", f"---\n{_yaml(front)}---\n{body}".encode())


def _yaml(data: dict[str, Any]) -> str:
    text: str = yaml.dump(data, Dumper=_Readable, allow_unicode=True, sort_keys=False, width=LONGEST_LINE)
    return text


class _Readable(yaml.CSafeDumper):
    """Keeps the lines of a text as they are."""


def _represent_text(dumper: _Readable, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Readable.add_representer(str, _represent_text)
