"""The conversation with MkDocs: hands it the planned pages and files, and the entries of the search."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from policy_registry.checking import check
from policy_registry.dates import day_of
from policy_registry.outputs import PageOutput, Place
from policy_registry.reporters import text
from policy_registry.site import AddressTakenError, SitePlan, plan_site, prose_head
from policy_registry.store import UnreadableRegistryError, load

HIDDEN = {"home": ["navigation", "toc"], "full": ["navigation", "toc"], "wide": ["navigation"]}


class RegistryPage(Page):
    """A page whose HTML is ready, so that Markdown is passed over."""

    def __init__(self, output: PageOutput, file: File, config: MkDocsConfig) -> None:
        self.output = output
        super().__init__(escape(output.title), file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Fill what MkDocs would read from the front matter."""
        output = self.output
        self.markdown = ""
        self.title = escape(output.title)
        self.meta = {
            "title": escape(output.title),
            "description": escape(output.description),
            "search": {"exclude": True},
            "layout": output.layout,
            "head": output.head,
            "noindex": not output.is_indexed,
            "hide": HIDDEN.get(output.layout, []),
        }
        if output.layout == "home":
            self.meta["template"] = "home.html"
        if output.canonical and config.site_url:
            self.canonical_url = urljoin(config.site_url, output.canonical)
        if output.recorded:
            self.update_date = output.recorded

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML as it is, with its table of contents and the anchors that prose may link to."""
        self.content = self.output.html
        self.toc = get_toc([
            {"level": heading.level, "id": heading.id, "name": escape(heading.text), "html": escape(heading.text),
             "data-toc-label": "", "children": []}
            for heading in self.output.headings if heading.level == 2
        ])  # fmt: skip
        self.present_anchor_ids = set(self.output.anchors)
        self.links_to_anchors = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Watch the registry that the environment names."""
    root = os.environ.get("REGISTRY_PATH", "registry")
    if root not in config.watch:
        config.watch.append(root)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Hand every planned output to MkDocs as a virtual file."""
    plan = _plan(config)
    for page in plan.pages:
        file = _generated(files, config, f"{page.path}index.md", "")
        file.edit_uri = None
        RegistryPage(page, file, config)
    for output in plan.files:
        _generated(files, config, output.path, output.content)
    config.extra["registry_search"] = plan.search
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Say in the head of a page of prose what it is; generated pages have said so."""
    if not isinstance(page, RegistryPage):
        description = str(page.meta.get("description", ""))
        page.meta["head"] = prose_head(page.url, str(page.title), description, config.site_url or Place.base)


@event_priority(50)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Add one entry for each policy to the search index, before its plugin writes it."""
    search: Any = config.plugins.get("material/search")
    if search is None or search.search_index is None:
        return
    for entry in config.extra.pop("registry_search"):
        search.search_index.entries.append({
            "location": entry.path,
            "title": escape(entry.title, quote=False),
            "text": escape(entry.text, quote=False),
            "names": escape(entry.names, quote=False),
            "tags": [escape(tag, quote=False) for tag in entry.tags],
        })  # fmt: skip


def _plan(config: MkDocsConfig) -> SitePlan:
    root = Path(os.environ.get("REGISTRY_PATH", "registry"))
    try:
        as_of = day_of(os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))
        loaded = load(root)
    except (UnreadableRegistryError, ValueError, OSError) as error:
        raise PluginError(str(error)) from error
    report = check(loaded, as_of)
    if len(report):
        raise PluginError(f"the registry has {len(report)} problems\n\n{text(report)}")
    home = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    inside = root.resolve().is_relative_to(home)
    folder = root.resolve().relative_to(home).as_posix() if inside else root.name
    try:
        place = Place(config.site_url or Place.base, config.extra.get("repository", "") if inside else "", folder)
        return plan_site(loaded.registry, as_of, place)
    except AddressTakenError as error:
        raise PluginError(str(error)) from error


def _generated(files: Files, config: MkDocsConfig, path: str, content: str | bytes) -> File:
    if files.get_file_from_path(path) is not None:
        raise PluginError(f'the registry and docs/ both claim "{path}"')
    file = File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)
    files.append(file)
    return file
