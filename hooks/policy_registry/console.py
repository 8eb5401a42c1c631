"""What the commands share: the day, the checked registry, and the ways to end without success."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn, TypeVar

import click
from pydantic import ValidationError

from policy_registry.causes import objection
from policy_registry.changes import changes
from policy_registry.checking import check, is_clean
from policy_registry.dates import day_of
from policy_registry.invisible import visible
from policy_registry.place import site_address
from policy_registry.policy import Policy
from policy_registry.problems import COMMAND, Report
from policy_registry.processes import LEAST_SHARED, EndedError, processors
from policy_registry.reading import findings
from policy_registry.registry import Record, Registry
from policy_registry.reporters import REPORTERS
from policy_registry.steps import Step
from policy_registry.store import BRIEFINGS, SIDE_FILES, Loaded, load, record_ids
from policy_registry.versions import revised
from policy_registry.vocabulary_files import UnreadableRegistryError

EXIT_PROBLEMS = 1
EXIT_UNABLE = 2
MOST_RULES = 3

Item = TypeVar("Item")


def today() -> date:
    """The day that `SOURCE_DATE_EPOCH` names, or today in UTC."""
    try:
        return day_of(os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))
    except ValueError as error:
        unable(str(error))


def environment() -> Mapping[str, str]:
    """The settings of the person who runs the command."""
    return os.environ


def checked(root: Path, paths: tuple[Path, ...] = ()) -> tuple[Loaded, Report]:
    """The registry and every problem of it, or of the files at the paths; ends the run where it cannot be read."""
    files = _files(root, paths)
    home = root.resolve()
    also = tuple(path for path in files if not path.is_relative_to(home))
    # A record can be checked without the others; what is said of many records cannot.
    are_records = bool(files) and all(path.is_relative_to(home / "policies") or path in also for path in files)
    try:
        loaded = load(root, also, {path.stem for path in files} if are_records else None)
    except (UnreadableRegistryError, OSError) as error:
        unable(str(error))
    only = {place for place in loaded.texts if _place(root / place) in files} if paths else None
    if only is not None and not only:
        unable(f'there is no record at "{paths[0]}"')
    return loaded, check(loaded, today(), only, processors())


def clean(root: Path) -> int:
    """How many records a large registry has, if several processes find no problem in any; else 0: look at the whole."""
    try:
        number = len(record_ids(root)) if (root / "policies").is_dir() else 0
        is_large = number >= LEAST_SHARED and processors() > 1
        return number if is_large and is_clean(root, today(), processors()) else 0
    except (UnreadableRegistryError, OSError, EndedError):
        return 0


def whole_record(loaded: Loaded, id: str) -> Record:
    """The record of that id; ends the run where there is none that can be read whole."""
    record = loaded.registry.record(id)
    if id in loaded.registry.unreadable or (record and not record.is_whole):
        unable(f'the record "{id}" has faults; see: {COMMAND} check')
    if record is None:
        near = loaded.registry.nearest(id)
        unable(f'there is no record "{id}"' + (f'; did you mean "{near}"?' if near else ""))
    return record


def site_option(context: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    """The address of the site that an option names; ends the run where it is none."""
    try:
        return given if given is None else site_address(given)
    except ValueError as error:
        unable(f"--site-url: {error}")


def known_ids(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The ids of records that begin with what is typed, for the shell to complete."""
    root = Path(context.find_root().params["root"])
    return sorted(path.stem for path in root.glob("policies/*/*.yml") if path.stem.startswith(typed))


def watched(items: Iterable[Item], number: int | None, label: str) -> Iterator[Item]:
    """The items as they come, counted by a bar on standard error where that is a terminal."""
    is_terminal = sys.stderr.isatty()
    with click.progressbar(items, length=number, label=label, file=sys.stderr, hidden=not is_terminal) as bar:
        yield from bar


def records_at(root: Path, loaded: Loaded, paths: tuple[Path, ...]) -> list[tuple[str, Path]]:
    """The records among the files at the paths, or all of them without paths: the name of each text, and its file."""
    files = {_place(root / place): place for place in loaded.texts if is_record(place)}
    chosen = _files(root, paths) if paths else tuple(files)
    return [(files[file], file) for file in chosen if file in files]


def is_record(place: str) -> bool:
    """Whether the text of that name is a record, and not a briefing or a side file."""
    return place not in SIDE_FILES and not place.startswith(f"{BRIEFINGS}/")


def next_version(registry: Registry, edited: Policy, cause: str, summary: str) -> Policy:
    """An edited record with its next version opened; ends the run where the cause is none or explains no such edit."""
    if cause not in registry.vocabularies["causes"] or cause == "new":
        known = ", ".join(concept.id for concept in registry.vocabularies["causes"] if concept.id != "new")
        unable(f'"{cause}" is not a cause of a further version; the causes are {known}')
    frozen = registry.version(edited.id, edited.version)
    if frozen is None:
        unable(f"version {edited.version} of {edited.id} is not frozen yet: change the record as it is")
    try:
        policy = revised(edited, cause, summary, today())
    except ValidationError as error:
        refused = findings(error)[0]
        unable(f"the summary cannot be kept: {refused.message}; {refused.help}")
    found = changes(frozen, edited)
    against = objection(Step.between(policy.history[0], frozen, policy, found), registry.vocabularies) if found else None
    if against:
        click.echo(f"registry: {edited.id}: {against.message}\n    help: {against.help}", err=True)
        sys.exit(EXIT_PROBLEMS)
    return policy


def _files(root: Path, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files at the paths, each once: records, briefings and side files of the registry, and any .yml outside it."""
    home = root.resolve()
    files: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            unable(f'there is no file "{path}"')
        for file in sorted(filter(_is_file, path.rglob("*.*"))) if path.is_dir() else [path]:
            place = _place(file)
            folder = place.relative_to(home).parts[0] if place.is_relative_to(home) else ""
            is_text = file == path or place.suffix == (".md" if folder == BRIEFINGS else ".yml")
            if is_text and (folder in {"", "policies", BRIEFINGS} or place.parent == home):
                files[place] = None
    return tuple(files)


def _is_file(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _place(path: Path) -> Path:
    """One name for each file; a file that is a link is told of as such, wherever it leads."""
    return path.parent.resolve() / path.name


def closing(loaded: Loaded, report: Report) -> str:
    """`89 records read, no problems`, or with problems and where to read of their rules."""
    records = sum(is_record(place) for place in loaded.texts)
    counted = f"{records} record{'' if records == 1 else 's'}"
    rules = list(dict.fromkeys(problem.rule for problem in report))
    see = f"; see: {COMMAND} explain {' '.join(rules[:MOST_RULES])}" if rules else ""
    return f"{counted} read, {len(report) or 'no'} problem{'' if len(report) == 1 else 's'}{see}"


def refuse(loaded: Loaded, report: Report) -> NoReturn:
    """Print the problems and end."""
    click.echo(REPORTERS["text"](report), nl=False)
    click.echo(closing(loaded, report), err=True)
    sys.exit(EXIT_PROBLEMS)


def unable(message: str) -> NoReturn:
    """Say why the command could not do its work, and end."""
    click.echo("registry: " + "\n".join(map(visible, message.split("\n"))), err=True)
    sys.exit(EXIT_UNABLE)
