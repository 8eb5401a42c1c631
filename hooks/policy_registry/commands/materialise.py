"""`registry materialise`: the whole site as Markdown with front matter, for a host that runs no code of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click
from markdown import Markdown
from pathspec import GitIgnoreSpec

from policy_registry import urls
from policy_registry.console import checked, environment, refuse, site_option, today, unable, watched
from policy_registry.disk_faults import writing
from policy_registry.exports.search_index import search_files
from policy_registry.host_settings import (
    DOCS,
    SETTINGS,
    THEME,
    HostSettings,
    UnreadableSettingsError,
    read_settings,
)
from policy_registry.lettering import TYPEFACE_FILES, Typefaces
from policy_registry.materialised import data_file, page_file, prose_file, readme, settings_file
from policy_registry.outputs import FileOutput
from policy_registry.place import Place, standing
from policy_registry.prose_pages import ProsePage, UnreadableProseError, prose_page
from policy_registry.replacement import Replacement
from policy_registry.search_text import prose_entry
from policy_registry.site import SitePlan, plan_site, prose_head
from policy_registry.wording import counted

INDEXES = ("index", "README")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--site-url", envvar="SITE_URL", default=Place.base, show_default=True, callback=site_option,
    help="Where the site will stand.",
)  # fmt: skip
@click.pass_obj
def materialise(root: Path, folder: Path, site_url: str) -> None:
    """Write the whole site into FOLDER as Markdown with front matter, for Zensical to build.

    FOLDER is new or empty. It works in the project folder, where mkdocs.yml and docs/ stand.

    Example: registry materialise ../site-as-markdown
    """
    if folder.exists() and any(folder.iterdir()):
        unable(f'"{folder}" is not empty; name a folder that is new or empty')
    try:
        settings = read_settings(_content(Path(SETTINGS)), environment())
    except UnreadableSettingsError as error:
        unable(str(error))
    typefaces = Typefaces(*(_content(Path(DOCS, "assets", "fonts", name)) for name in TYPEFACE_FILES))
    loaded, report = checked(root)
    if len(report):
        refuse(loaded, report)
    place = standing(root, Path.cwd(), site_url, settings.repository, settings.name)
    try:
        plan = plan_site(loaded.registry, today(), place, typefaces)
        _write(watched(_outputs(plan, settings, place), None, "Writing"), folder)
    except UnreadableProseError as error:
        unable(str(error))
    click.echo(f"{folder}: {counted(len(loaded.registry), 'record')} as Markdown; see: {folder / 'README.md'}")


def _outputs(plan: SitePlan, settings: HostSettings, place: Place) -> Iterator[FileOutput]:
    prose = []
    for output in _written_by_hand(settings):
        if isinstance(output, ProsePage):
            yield prose_file(output, prose_head(output.path, output.title, output.description, place))
            prose.append(prose_entry(output.path, output.title, output.description, output.html))
        else:
            yield output
    overview = tuple(plan.overview_pages())
    yield from (page_file(page, place.base) for page in overview)
    yield from (page_file(page, place.base) for id in plan.ids for page in plan.record_pages(id))
    regions = [{page.title: f"{page.path}index.md"} for page in overview if page.path.startswith(urls.REGIONS)]
    yield from map(data_file, plan.files)
    for path, content in search_files(chain(plan.search(overview), prose)):
        yield data_file(FileOutput(path, content))
    yield settings_file(settings.handed_on(place.base, regions))
    yield readme()


def _written_by_hand(settings: HostSettings) -> Iterator[ProsePage | FileOutput]:
    """The prose, its assets and the templates, in the order in which MkDocs finds them."""
    reader = Markdown(extensions=list(settings.extensions), extension_configs=settings.extensions)
    left_out = GitIgnoreSpec.from_lines(settings.left_out)
    for file in _files(Path(DOCS)):
        name = file.relative_to(DOCS).as_posix()
        if left_out.match_file(name) or any(part.startswith(".") for part in Path(name).parts):
            continue
        if file.suffix == ".md":
            yield prose_page(name, _content(file), settings.titles, reader)
        else:
            yield FileOutput(f"{DOCS}/{name}", _content(file))
    templates = Path(settings.templates)
    for file in _files(templates):
        yield FileOutput(f"{THEME}/{file.relative_to(templates).as_posix()}", _content(file))


def _files(folder: Path) -> list[Path]:
    files = filter(Path.is_file, folder.rglob("*"))
    return sorted(files, key=lambda file: (file.parent.parts, file.stem not in INDEXES, file.name))


def _write(files: Iterable[FileOutput], folder: Path) -> None:
    replacement = Replacement(folder)
    try:
        for output in files:
            path = replacement.folder / output.path
            if path.exists():
                unable(f'two files claim "{output.path}"')
            with writing(folder / output.path):
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    file.writelines(output.pieces())
        replacement.finish()
    finally:
        replacement.abandon()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        unable(f"{path} cannot be read: {error.strerror}")
