"""The command `registry`: parses, calls, prints."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import click
from pydantic import ValidationError

from policy_registry.checking import check as check_all
from policy_registry.dates import day_of
from policy_registry.exports.schema import schema_json
from policy_registry.problems import Report
from policy_registry.reporters import REPORTERS
from policy_registry.site import Place, plan_files
from policy_registry.store import SIDE_FILES, Loaded, UnreadableRegistryError, load, load_vocabularies, save, write_schema
from policy_registry.store import freeze as freeze_policy
from policy_registry.versions import revised

EXIT_PROBLEMS = 1
EXIT_UNABLE = 2


def today() -> date:
    """The day that `SOURCE_DATE_EPOCH` names, or today in UTC."""
    try:
        return day_of(os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))
    except ValueError as error:
        _unable(str(error))


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
        _refuse(loaded, report)
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


@main.command()
@click.argument("id")
@click.option("--cause", required=True, help="Why the record changes: a term of vocabularies/causes.yml.")
@click.option("--summary", required=True, help="What changes, in one sentence for readers.")
@click.pass_obj
def revise(root: Path, id: str, cause: str, summary: str) -> None:
    """Raise the version of the record ID and open the entry of its history.

    Example: registry revise eu-batteries-regulation --cause law-change --summary "Due diligence starts later."
    """
    loaded, _ = _checked(root, ())
    record = next((record for record in loaded.registry.records if record.policy.id == id), None)
    if record is None or not record.is_whole:
        _unable(f'there is no record "{id}" that can be read; see: registry check')
    if cause not in loaded.registry.vocabularies["causes"]:
        known = ", ".join(concept.id for concept in loaded.registry.vocabularies["causes"])
        _unable(f'"{cause}" is not a cause; the causes are {known}')
    if record.policy.version not in loaded.registry.frozen.get(id, {}):
        _unable(f"version {record.policy.version} of {id} is not frozen yet: change the record as it is")
    try:
        policy = revised(record.policy, cause, summary, today())
        path = save(root, replace(record, policy=policy))
    except ValidationError as error:
        _unable(f"the summary {error.errors()[0]['msg']}")
    except OSError as error:
        _unable(f"{id} cannot be written: {error}")
    click.echo(f"{path}: version {policy.version} opened")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--site-url", envvar="SITE_URL", default=Place.base, show_default=True, help="Where the site will stand.")
@click.pass_obj
def export(root: Path, folder: Path, site_url: str) -> None:
    """Write the data files of the site into FOLDER, without building pages.

    Example: registry export public
    """
    loaded, report = _checked(root, ())
    if len(report):
        _refuse(loaded, report)
    for output in plan_files(loaded.registry, today(), site_url):
        path = folder / output.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.content)
        except OSError as error:
            _unable(f"{path} cannot be written: {error.strerror}")
    click.echo(f"{folder}: {len(loaded.registry)} records exported")


@main.command()
@click.option("--write", is_flag=True, help="Write the file in the registry folder instead of printing it.")
@click.pass_obj
def schema(root: Path, write: bool) -> None:
    """Print the JSON Schema of a record, made from the model and the vocabularies.

    Example: registry schema --write
    """
    try:
        content = schema_json(load_vocabularies(root))
    except UnreadableRegistryError as error:
        _unable(str(error))
    if write:
        try:
            click.echo(f"{write_schema(root, content)}: written")
        except OSError as error:
            _unable(f"the schema cannot be written: {error}")
    else:
        click.echo(content, nl=False)


def _checked(root: Path, paths: tuple[Path, ...]) -> tuple[Loaded, Report]:
    files = _files(root, paths)
    also = tuple(path for path in files if not path.is_relative_to(root.resolve()))
    try:
        loaded = load(root, also)
    except (UnreadableRegistryError, OSError) as error:
        _unable(str(error))
    only = {place for place in loaded.texts if (root / place).resolve() in files} if paths else None
    if only is not None and not only:
        _unable(f'there is no record at "{paths[0]}"')
    return loaded, check_all(loaded, today(), only)


def _files(root: Path, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files at the paths, each once: records and side files of the registry, and any .yml outside it."""
    home = root.resolve()
    files: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            _unable(f'there is no file "{path}"')
        for file in sorted(path.rglob("*.yml")) if path.is_dir() else [path]:
            place = file.resolve()
            is_inside = place.is_relative_to(home)
            if not is_inside or place.is_relative_to(home / "policies") or place.parent == home:
                files[place] = None
    return tuple(files)


def _closing(loaded: Loaded, report: Report) -> str:
    records = sum(place not in SIDE_FILES for place in loaded.texts)
    counted = f"{records} record{'' if records == 1 else 's'}"
    return f"{counted} read, {len(report) or 'no'} problem{'' if len(report) == 1 else 's'}"


def _refuse(loaded: Loaded, report: Report) -> NoReturn:
    click.echo(REPORTERS["text"](report), nl=False)
    click.echo(_closing(loaded, report), err=True)
    sys.exit(EXIT_PROBLEMS)


def _unable(message: str) -> NoReturn:
    click.echo(f"registry: {message}", err=True)
    sys.exit(EXIT_UNABLE)
