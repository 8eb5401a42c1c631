"""The command `registry`: parses, calls, prints."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from policy_registry.checking import check as check_all
from policy_registry.problems import Report
from policy_registry.reporters import REPORTERS
from policy_registry.store import Loaded, RegistryUnreadable, freeze as freeze_policy, load

EXIT_PROBLEMS = 1
EXIT_UNABLE = 2


def today() -> date:
    """The day that `SOURCE_DATE_EPOCH` names, or today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root", type=click.Path(path_type=Path), envvar="REGISTRY_PATH", default=Path("registry"), show_default=True,
    help="The registry folder.",
)  # fmt: skip
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, freeze and export the records of the Battery Policy Registry."""
    context.obj = root


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(sorted(REPORTERS)), default="text", show_default=True)
@click.pass_obj
def check(root: Path, paths: tuple[Path, ...], style: str) -> None:
    """Print every problem of every record, or of the records at PATHS.

    Exit status: 0 without problems, 1 with problems, 2 when the check could not run.

    Example: registry check registry/policies/eu/eu-batteries-regulation.yml
    """
    loaded, report = _checked(root, paths)
    click.echo(REPORTERS[style](report), nl=False)
    if style == "text":
        click.echo(_closing(loaded, report), err=True)
    if len(report):
        sys.exit(EXIT_PROBLEMS)


@main.command()
@click.argument("ids", nargs=-1)
@click.pass_obj
def freeze(root: Path, ids: tuple[str, ...]) -> None:
    """Write the current version of every record, or of IDS, to registry/versions/.

    A registry with problems is not frozen; a version that is frozen is never written again.

    Example: registry freeze eu-batteries-regulation
    """
    loaded, report = _checked(root, ())
    if len(report):
        click.echo(REPORTERS["text"](report), nl=False)
        click.echo(_closing(loaded, report), err=True)
        sys.exit(EXIT_PROBLEMS)
    unknown = [id for id in ids if id not in loaded.registry]
    if unknown:
        _unable(f'there is no record "{unknown[0]}"')
    for policy in loaded.registry:
        if ids and policy.id not in ids:
            continue
        try:
            path = freeze_policy(root, policy)
        except OSError as error:
            _unable(f"{policy.id} version {policy.version} cannot be frozen: {error}")
        if path:
            click.echo(f"{path}: frozen")


def _checked(root: Path, paths: tuple[Path, ...]) -> tuple[Loaded, Report]:
    files = _files(paths)
    inside = (root / "policies").resolve()
    also = tuple(path for path in files if not path.resolve().is_relative_to(inside))
    try:
        loaded = load(root, also)
    except (RegistryUnreadable, OSError) as error:
        _unable(str(error))
    wanted = {path.resolve() for path in files}
    only = {place for place in loaded.texts if (root / place).resolve() in wanted} if paths else None
    return loaded, check_all(loaded, today(), only)


def _files(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            _unable(f'there is no file "{path}"')
        files.extend(sorted(path.rglob("*.yml")) if path.is_dir() else [path])
    return tuple(files)


def _closing(loaded: Loaded, report: Report) -> str:
    records = len(loaded.texts)
    counted = f"{records} record{'' if records == 1 else 's'}"
    return f"{counted} read, {len(report) or 'no'} problem{'' if len(report) == 1 else 's'}"


def _unable(message: str) -> None:
    click.echo(f"registry: {message}", err=True)
    sys.exit(EXIT_UNABLE)
