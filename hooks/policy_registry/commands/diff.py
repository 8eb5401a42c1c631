"""`registry diff`: what differs between versions of a record, or between two registries."""

from __future__ import annotations

import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import click

from policy_registry.console import known_ids, unable, whole_record
from policy_registry.exports.differences import FORMS, RecordDifference, record_difference
from policy_registry.exports.review import as_review
from policy_registry.policy import Policy
from policy_registry.problems import COMMAND
from policy_registry.registry import Registry
from policy_registry.store import Loaded, load
from policy_registry.vocabulary_files import UnreadableRegistryError
from policy_registry.wording import counted

STYLES = FORMS | {"review": as_review}


@click.command()
@click.argument("id", required=False, shell_complete=known_ids)
@click.argument("old", required=False, type=click.IntRange(min=1))
@click.argument("new", required=False, type=click.IntRange(min=1))
@click.option("--base", help="Compare with the registry in this folder, or at this revision of git.")
@click.option("--format", "form", type=click.Choice(sorted(STYLES)), default="text", show_default=True)
@click.pass_obj
def diff(root: Path, id: str | None, old: int | None, new: int | None, base: str | None, form: str) -> None:
    """Say in words what differs, each changed path once, with its grade.

    Without ID: every record against its newest frozen version. With ID: the record against the version before
    it; OLD and NEW name frozen versions. With --base: every record, or ID, against another state of the registry.

    Example: registry diff eu-batteries-regulation 1 2

    Example: registry diff --base main --format markdown
    """
    loaded = _loaded(root)
    if base is not None:
        if not base.strip():
            unable("--base is empty; name a folder or a revision of git")
        if old is not None:
            unable("--base compares whole registries; leave the version numbers out")
        with _base(root, base) as folder:
            records = list(_against(_loaded(folder).registry, loaded.registry, id))
    elif id is None:
        records = list(_against_frozen(loaded.registry))
    else:
        records = _between(loaded, id, old, new)
    click.echo(STYLES[form](records), nl=False)
    if form == "text":
        click.echo(f"{counted(len(records), 'record')} with differences", err=True)


def _loaded(root: Path) -> Loaded:
    """A registry whose records can all be read whole: half a record would look like a change of the law."""
    try:
        loaded = load(root)
    except (UnreadableRegistryError, OSError) as error:
        unable(str(error))
    broken = [*sorted(loaded.registry.unreadable), *(one.policy.id for one in loaded.registry.records if not one.is_whole)]
    if broken:
        unable(f"{root}: {', '.join(broken)} cannot be read whole; see: {COMMAND} check")
    return loaded


def _against(base: Registry, registry: Registry, only: str | None) -> Iterator[RecordDifference]:
    ids = dict.fromkeys([*registry.ids(), *base.ids()])
    if only is not None and only not in ids:
        unable(f'there is no record "{only}" on either side')
    for id in ids:
        found = record_difference(base.policy(id), registry.policy(id), registry.vocabularies)
        if found and only in {None, id}:
            yield found


def _against_frozen(registry: Registry) -> Iterator[RecordDifference]:
    for policy in registry:
        found = record_difference(registry.newest_frozen(policy.id), policy, registry.vocabularies)
        if found:
            yield found


def _between(loaded: Loaded, id: str, old: int | None, new: int | None) -> list[RecordDifference]:
    registry = loaded.registry
    if new is not None:
        after = _version(registry, id, new)
    else:
        after = registry.policy(id) or registry.newest_frozen(id) or whole_record(loaded, id).policy
    number = old if old is not None else _before(registry, after)
    found = record_difference(_version(registry, id, number), after, registry.vocabularies)
    return [found] if found else []


def _before(registry: Registry, after: Policy) -> int:
    """The number of the frozen version that a state is naturally compared with."""
    frozen = registry.version(after.id, after.version)
    if frozen is not None and frozen != after:
        return after.version
    if after.version == 1:
        unable(f"{after.id} has one version only; there is nothing to compare it with")
    return after.version - 1


def _version(registry: Registry, id: str, number: int) -> Policy:
    policy = registry.version(id, number)
    if policy is None:
        known = ", ".join(str(known) for known in sorted(registry.frozen.get(id, {}))) or "none"
        unable(f"{id} has no frozen version {number}; frozen: {known}")
    return policy


@contextmanager
def _base(root: Path, base: str) -> Iterator[Path]:
    """The registry folder that a path or a revision of git names; a revision is unpacked for the time of use."""
    for folder in (Path(base), Path(base) / root.name):
        if (folder / "policies").is_dir():
            yield folder
            return
    with tempfile.TemporaryDirectory() as name:
        with tarfile.open(fileobj=BytesIO(_archived(root, base))) as archive:
            try:
                archive.extractall(name, filter="data")
            except tarfile.TarError as error:
                unable(f'the revision "{base}" cannot be unpacked: {error}')
        yield Path(name)


def _archived(root: Path, revision: str) -> bytes:
    known = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}:./")
    if known is None:
        unable(f'"{revision}" is neither a registry folder nor a revision of git that holds {root}')
    # In the top folder: elsewhere git looks for the present folder inside the tree.
    top = _git(root, "rev-parse", "--show-toplevel") or b"."
    archive = _git(Path(os.fsdecode(top.rstrip(b"\n"))), "archive", "--format=tar", known.decode().strip())
    if archive is None:
        unable(f'the revision "{revision}" cannot be unpacked')
    return archive


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints in a folder; None where it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
