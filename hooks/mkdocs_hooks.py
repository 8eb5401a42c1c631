"""The conversation with MkDocs: hands it the planned pages and files, and the entries of the search."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from policy_registry import urls
from policy_registry.checking import check
from policy_registry.content_policy import headers_file, script_hashes, with_policy
from policy_registry.dates import day_of
from policy_registry.exports.search_index import search_files
from policy_registry.lettering import TYPEFACE_FILES, Typefaces
from policy_registry.outputs import PageOutput
from policy_registry.place import Place, site_address
from policy_registry.reporters import text
from policy_registry.search_text import prose_entry
from policy_registry.site import AddressTakenError, SitePlan, plan_site, prose_head
from policy_registry.store import UnreadableRegistryError, load

# What the theme says that HTML does not allow, or that leaves a reader without a mouse behind.
MENDS = (
    # A checkbox has nothing to complete.
    (re.compile(r'(<input\b[^>]*type="checkbox"[^>]*?) autocomplete="off"'), r"\1"),
    (re.compile(r' tabindex=""'), ""),
    # The menu of narrow screens has no name.
    (re.compile(r'<input [^>]*id="__drawer"'), r'\g<0> aria-label="Menu"'),
    # The way past the header is missing where a page has no contents, and elsewhere it leaps over the beginning.
    (
        re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.S),
        r'\1<a href="#__content" class="md-skip">Skip to content</a>\2',
    ),
    (re.compile(r'(<input [^>]*id="__drawer".*?)(<div data-md-component="skip">.*?</div>)', re.S), r"\2\1"),
    (re.compile(r'<div class="md-content"'), r'\g<0> id="__content"'),
)
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
            {"level": heading.level, "id": heading.id, "name": escape(heading.text), "children": []}
            for heading in self.output.headings if heading.level == 2
        ])  # fmt: skip
        self.present_anchor_ids = set(self.output.anchors)
        self.links_to_anchors = {}


class DataFile(File):
    """A file that is handed out as it is, even where it is Markdown."""

    def is_documentation_page(self) -> bool:
        """MkDocs asks this to know whether it makes a page of a file."""
        return False


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
        file = _generated(files, config, f"{page.path}index.md", "", File)
        file.edit_uri = None
        RegistryPage(page, file, config)
    for output in plan.files:
        _generated(files, config, output.path, output.content)
    config.extra["registry_search"] = plan.search
    _fill_regions(config, plan)
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Say in the head of a page of prose what it is; generated pages have said so."""
    if not isinstance(page, RegistryPage):
        description = str(page.meta.get("description", ""))
        place = Place(config.site_url or Place.base, name=config.site_name)
        page.meta["head"] = prose_head(page.url, str(page.title), description, place)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Write the index of the search, now that the prose is there as HTML."""
    pages = [file.page for file in files.documentation_pages() if file.page and not isinstance(file.page, RegistryPage)]
    prose = (
        prose_entry(page.url, str(page.title), str(page.meta.get("description", "")), page.content or "") for page in pages
    )
    for path, content in search_files((*config.extra.pop("registry_search"), *prose)):
        _generated(files, config, path, content)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Put the Content-Security-Policy into a page."""
    return _guarded(output, config)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Put the Content-Security-Policy into the page of addresses that lead nowhere."""
    return _guarded(output, config) if template_name.endswith(".html") else output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the headers that a host should send; they name the inline scripts of all pages."""
    site = Path(config.site_dir)
    folders = (f"/{path.name}/*" for path in sorted(site.iterdir()) if path.is_dir() and f"{path.name}/" != urls.EMBEDS)
    pages = (f"/{path.name}" for path in sorted(site.glob("*.html")))
    headers = headers_file(config.extra.pop("registry_scripts", set()), ("/", *pages, *folders))
    (site / "_headers").write_text(headers, encoding="utf-8")


def _guarded(html: str, config: MkDocsConfig) -> str:
    for fault, mended in MENDS:
        html = fault.sub(mended, html)
    config.extra.setdefault("registry_scripts", set()).update(script_hashes(html))
    return with_policy(html)


def _plan(config: MkDocsConfig) -> SitePlan:
    root = Path(os.environ.get("REGISTRY_PATH", "registry"))
    try:
        as_of = day_of(os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))
        base = site_address(config.site_url or Place.base)
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
        repository = config.extra.get("repository", "") if inside else ""
        place = Place(base, repository, folder, config.site_name)
        return plan_site(loaded.registry, as_of, place, _typefaces(config))
    except AddressTakenError as error:
        raise PluginError(str(error)) from error


def _fill_regions(config: MkDocsConfig, plan: SitePlan) -> None:
    """List the page of every region in the section of the menu that holds none, so that a new one needs no further line."""
    regions = [{page.title: f"{page.path}index.md"} for page in plan.pages if page.path.startswith(urls.REGIONS)]
    for entry in config.nav or []:
        for name, way in entry.items() if isinstance(entry, dict) else ():
            entry[name] = regions if way == [] else way


def _typefaces(config: MkDocsConfig) -> Typefaces:
    fonts = Path(config.docs_dir) / "assets" / "fonts"
    return Typefaces(*((fonts / name).read_bytes() for name in TYPEFACE_FILES))


def _generated(files: Files, config: MkDocsConfig, path: str, content: str | bytes, kind: type[File] = DataFile) -> File:
    if files.get_file_from_path(path) is not None:
        raise PluginError(f'the registry and docs/ both claim "{path}"')
    file = kind.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)
    files.append(file)
    return file
