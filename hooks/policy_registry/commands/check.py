"""`registry check`: every problem of every record."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import click

from policy_registry import urls
from policy_registry.console import EXIT_PROBLEMS, checked, clean, closing, site_option, unable
from policy_registry.continuity import breaks
from policy_registry.download import DownloadError, download
from policy_registry.exports.versions import PublishedVersions, UnreadableVersionsError, published_versions, read_versions
from policy_registry.reporters import REPORTERS
from policy_registry.wording import counted


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(sorted(REPORTERS)), default="text", show_default=True)
@click.option(
    "--published", metavar="SITE",
    help="Also find what was published and is gone or changed; SITE is a web address or a folder of a built site, or its "
    f"{urls.VERSIONS_JSON}.",
)  # fmt: skip
@click.option(
    "--site-url", envvar="SITE_URL", callback=site_option, help="Where the site stands; each problem leads to its rule there."
)
@click.pass_obj
def check(root: Path, paths: tuple[Path, ...], style: str, published: str | None, site_url: str | None) -> None:
    """Print every problem of every record, or of the records at PATHS.

    Exit status: 0 without problems, 1 with problems, 2 when the check could not run.

    Example: registry check registry/policies/eu/eu-batteries-regulation.yml

    Example: registry check --published https://registry.example.org/
    """
    if not paths and published is None and style == "text" and (number := clean(root)):
        click.echo(f"{counted(number, 'record')} read, no problems", err=True)
        return
    loaded, report = checked(root, paths)
    before = _published(published) if published is not None else None
    if before:
        report.extend(breaks(before, published_versions(loaded.registry), str(root)))
    click.echo(REPORTERS[style](report, site_url or ""), nl=False)
    if style == "text":
        click.echo(closing(loaded, report), err=True)
        if before:
            compared = f"{counted(len(before.policies), 'id')} and {counted(len(before.versions), 'version')}"
            click.echo(f"{compared} compared with what was published", err=True)
    if len(report):
        sys.exit(EXIT_PROBLEMS)


def _published(site: str) -> PublishedVersions:
    """What a built site published; ends the run where that cannot be learnt."""
    try:
        is_web = urlsplit(site).scheme in {"http", "https"}
        return read_versions(_from_web(site) if is_web else _from_disk(Path(site)))
    except OSError as error:
        unable(f'what "{site}" published cannot be read: {error.strerror}')
    except (DownloadError, UnreadableVersionsError, ValueError) as error:
        unable(f'what "{site}" published cannot be read: {error}')


def _from_web(address: str) -> bytes:
    parts = urlsplit(address)
    is_file = parts.path.endswith(".json")
    folder = parts.path if parts.path.endswith("/") else parts.path.removesuffix("index.html")
    base = urlunsplit((parts.scheme, parts.netloc, folder, "", ""))
    return download(address if is_file else urls.absolute(base, urls.VERSIONS_JSON))


def _from_disk(path: Path) -> bytes:
    return (path / urls.VERSIONS_JSON if path.is_dir() else path).read_bytes()
