"""Whether everything that was once published still stands: each id, each version, each address, each byte."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.exports.versions import PublishedId, PublishedVersion, PublishedVersions
from policy_registry.problems import Problem, Where

RULE = "published"


def breaks(published: PublishedVersions, now: PublishedVersions, root: str) -> Iterator[Problem]:
    """Every promise of a published site that the registry folder at `root` would break."""
    ids = {one.id: one for one in now.policies}
    versions = {(one.id, one.version): one for one in now.versions}
    for id in published.policies:
        yield from _id_breaks(id, ids.get(id.id), root)
    for version in published.versions:
        yield from _version_breaks(version, versions.get((version.id, version.version)), root)


def _id_breaks(old: PublishedId, new: PublishedId | None, root: str) -> Iterator[Problem]:
    where = Where(f"{root}/policies/{old.id.partition('-')[0]}/{old.id}.yml")
    if new is None:
        message = f'"{old.id}" was published, and is neither a record nor a retired id'
        yield Problem(where, RULE, "", message, f"restore the record, or say in {root}/retired.yml what became of it")
    elif new.address != old.address:
        yield _moved(where, f'"{old.id}"', old.address, new.address)


def _version_breaks(old: PublishedVersion, new: PublishedVersion | None, root: str) -> Iterator[Problem]:
    path = f"{root}/versions/{old.id}/{old.version}.yml"
    name = f'version {old.version} of "{old.id}"'
    restore = f"restore {path} as published: the site has it at {old.file} (SHA-256 {old.sha256})"
    if new is None:
        yield Problem(Where(path), RULE, "", f"{name} was published, and is gone", restore)
        return
    if new.sha256 != old.sha256:
        yield Problem(Where(path), RULE, "", f"{name} has other bytes than were published", restore)
    for before, after in ((old.address, new.address), (old.file, new.file)):
        if after != before:
            yield _moved(Where(path), name, before, after)


def _moved(where: Where, name: str, before: str, after: str) -> Problem:
    message = f'{name} was published at "{before}", and would now stand at "{after}"'
    return Problem(where, RULE, "", message, "keep the address: others have cited it")
