"""The conversation with MkDocs: hands it the planned pages and files, and the entries of the search."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

import mkdocs_folder
from mkdocs_frames import Frames
from mkdocs_pages import RegistryPage, WrittenFile
from mkdocs_preview import DRAFT, OVERVIEWS, SHOWN, Preview, Shown
from mkdocs_records import RecordFileWriter, RecordPageWriter, SiteWriter
from mkdocs_watching import watch_quickly
from policy_registry import urls
from policy_registry.checking import check
from policy_registry.dates import day_of
from policy_registry.disk_faults import UnwritableError
from policy_registry.evidence import PolicyId
from policy_registry.exports.search_index import search_files
from policy_registry.exports.sitemap import with_records
from policy_registry.lettering import TYPEFACE_FILES, Typefaces
from policy_registry.outputs import FileOutput, PageOutput
from policy_registry.place import Place, site_address, standing
from policy_registry.plain_file import RefusedFileError
from policy_registry.processes import EndedError, Shared, processors, spare_collector
from policy_registry.reporters import text
from policy_registry.sealing import HEADERS, sealed, site_headers
from policy_registry.search_text import prose_entry
from policy_registry.site import SitePlan, plan_site, prose_head
from policy_registry.store import load
from policy_registry.vocabulary_files import UnreadableRegistryError

# After so many records a process that helps has copied some 50 MB of memory for itself.
LIFETIME = 500
# The files of records, which other processes write while MkDocs makes the pages of many records.
_FILES: ContextVar[Shared[PolicyId, None] | None] = ContextVar("files", default=None)
_PREVIEW: ContextVar[Preview | None] = ContextVar("preview", default=None)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Watch the registry that the environment names, and build beside the old site."""
    spare_collector()
    root = os.environ.get("REGISTRY_PATH", "registry")
    if root not in config.watch:
        config.watch.append(root)
    if draft := DRAFT.get():
        config.site_dir = str(draft)
    mkdocs_folder.begin(config)
    return config


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> None:
    """Show a saved record at once, without a build of everything."""
    preview = Preview(server, builder, _today)
    _PREVIEW.set(preview)
    server.builder = preview
    watch_quickly(server, config.watch)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Make what shows many records: its pages are handed to MkDocs, its files are written at once."""
    overviews = OVERVIEWS.get()
    plan = overviews.plan if overviews else _plan(config)
    taken = [file.src_uri for file in files if file.dest_uri.startswith((urls.POLICIES, urls.EMBEDS))]
    if taken:
        raise PluginError(f'the registry and docs/ both claim "{taken[0]}"')
    # Meanwhile other processes begin with what needs no page of MkDocs.
    ids = config.extra["registry_ids"] = () if overviews else _own_ids(plan)
    plan.registry.look_up()
    _FILES.set(Shared(RecordFileWriter(plan, Path(config.site_dir)), ids, processors()))
    overview = tuple(plan.overview_pages())
    for page in overview:
        path = f"{page.path}index.md"
        _refuse_if_taken(path, files)
        file = File.generated(config, path, content="", inclusion=InclusionLevel.INCLUDED)
        file.edit_uri = None
        files.append(file)
        RegistryPage(page, file, config)
    writer = SiteWriter(Path(config.site_dir))
    for output in plan.overview_files():
        _write(writer, output, files, config)
    for policy in plan.registry:
        files.append(WrittenFile.at(f"{urls.policy(policy.id)}index.html", config))
    regions = [page for page in overview if page.path.startswith(urls.REGIONS)]
    _fill_regions(config, regions)
    config.extra["registry_plan"] = plan
    config.extra["registry_search"] = plan.search(overview)
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Keep the menu for the pages of records."""
    config.extra["registry_nav"] = nav


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
    writer = SiteWriter(Path(config.site_dir))
    for path, content in search_files(chain(config.extra.pop("registry_search"), prose)):
        _write(writer, FileOutput(path, content), files, config)
    config.extra["registry_frames"] = Frames(config, config.extra.pop("registry_nav"), env)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Put the Content-Security-Policy into a page."""
    return _guarded(output, config)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Put the Content-Security-Policy into the page of addresses that lead nowhere, and the records into the sitemap."""
    if template_name == "sitemap.xml":
        plan: SitePlan = config.extra["registry_plan"]
        return with_records(output, plan.registry, plan.place.base)
    return _guarded(output, config) if template_name.endswith(".html") else output


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the headers that a host should send; they name the inline scripts of all pages. Then publish the site."""
    if files := _FILES.get():
        files.finish()
    site, ids = Path(config.site_dir), config.extra.pop("registry_ids")
    plan, frames = config.extra.pop("registry_plan"), config.extra.pop("registry_frames")
    found = Shared(RecordPageWriter(plan, frames, site), ids, processors(), lifetime=LIFETIME).finish()
    hashes = frames.hashes().union(*found)
    if overviews := OVERVIEWS.get():
        hashes |= overviews.hashes
    elif read := config.extra.pop("registry_read", None):
        SHOWN.set(Shown(config.extra.pop("registry_loaded"), plan, frozenset(ids), frames, hashes, *read))
    config.extra.setdefault("registry_scripts", set()).update(hashes)
    folders = (path.name for path in sorted(site.iterdir()) if path.is_dir())
    roots = (path.name for path in sorted(site.glob("*.html")))
    headers = site_headers(config.extra.pop("registry_scripts", set()), folders, roots)
    (site / HEADERS).write_text(headers, encoding="utf-8")
    mkdocs_folder.finish(config)


def on_build_error(*, error: Exception) -> None:
    """Leave the old site as it is, and say in one line what the disk refused."""
    if files := _FILES.get():
        files.abandon()
    refused = mkdocs_folder.refusal(error)
    mkdocs_folder.abandon()
    if isinstance(error, UnwritableError | RefusedFileError | EndedError):
        raise Abort(str(error)) from error
    if refused:
        raise Abort(str(refused)) from error


def on_shutdown() -> None:
    """Clear away what an interrupted build leaves, which is no error to MkDocs."""
    if preview := _PREVIEW.get():
        preview.end()
    if files := _FILES.get():
        files.abandon()
    mkdocs_folder.abandon()


def _guarded(html: str, config: MkDocsConfig) -> str:
    finished, hashes = sealed(html)
    config.extra.setdefault("registry_scripts", set()).update(hashes)
    return finished


def _plan(config: MkDocsConfig) -> SitePlan:
    root = Path(os.environ.get("REGISTRY_PATH", "registry"))
    try:
        as_of = _today()
        base = site_address(config.site_url or Place.base)
        loaded = load(root)
    except (UnreadableRegistryError, ValueError, OSError) as error:
        raise PluginError(str(error)) from error
    report = check(loaded, as_of, processes=processors())
    if len(report):
        raise PluginError(f"the registry has {len(report)} problems\n\n{text(report)}")
    home = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    config.extra["registry_loaded"] = loaded
    place = standing(root, home, base, config.extra.get("repository", ""), config.site_name)
    return plan_site(loaded.registry, as_of, place, _typefaces(config))


def _own_ids(plan: SitePlan) -> tuple[PolicyId, ...]:
    """The ids whose pages and files this build makes: all, or those of the regions that REGISTRY_PART names."""
    parts = os.environ.get("REGISTRY_PART", "").split()
    regions = plan.registry.vocabularies["regions"]
    for part in parts:
        if part not in regions:
            known = ", ".join(region.id for region in regions)
            raise PluginError(f'REGISTRY_PART names "{part}", which is no region; the regions are {known}')
    return tuple(id for id in plan.ids if not parts or id.partition("-")[0] in parts)


def _today() -> date:
    return day_of(os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))


def _fill_regions(config: MkDocsConfig, pages: list[PageOutput]) -> None:
    """List the page of every region in the section of the menu that holds none, so that a new one needs no further line."""
    regions = [{page.title: f"{page.path}index.md"} for page in pages]
    for entry in config.nav or []:
        for name, way in entry.items() if isinstance(entry, dict) else ():
            entry[name] = regions if way == [] else way


def _typefaces(config: MkDocsConfig) -> Typefaces:
    fonts = Path(config.docs_dir) / "assets" / "fonts"
    return Typefaces(*((fonts / name).read_bytes() for name in TYPEFACE_FILES))


def _write(writer: SiteWriter, output: FileOutput, files: Files, config: MkDocsConfig) -> None:
    _refuse_if_taken(output.path, files)
    writer.write(output.path, output.pieces())
    files.append(WrittenFile.at(output.path, config))


def _refuse_if_taken(path: str, files: Files) -> None:
    if files.get_file_from_path(path) is not None:
        raise PluginError(f'the registry and docs/ both claim "{path}"')
