"""Every id and every frozen version that the site stands by, with the hash of its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policy_registry import urls
from policy_registry.evidence import PolicyId
from policy_registry.licence import LICENCE
from policy_registry.registry import Registry
from policy_registry.writing import json_text

Address = Annotated[str, Field(pattern=r"^[!-~]+$", max_length=300)]


class UnreadableVersionsError(Exception):
    """A file is not what `versions_json` writes."""


class _Published(BaseModel):
    """A part of the file; fields that a later form adds are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class PublishedId(_Published):
    """An id, whether it is current or retired, and its page."""

    id: PolicyId
    status: Literal["current", "retired"]
    address: Address


class PublishedVersion(_Published):
    """A frozen version: the hash of its bytes, its page, its file, and the day on which it was recorded."""

    id: PolicyId
    version: Annotated[int, Field(ge=1, le=9999)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    address: Address
    file: Address
    recorded: Annotated[str, Field(max_length=10)] | None


class PublishedVersions(_Published):
    """What a site has published, sorted by id and version; addresses are relative to its root."""

    schema_version: Literal[1]
    licence: str
    policies: tuple[PublishedId, ...]
    versions: tuple[PublishedVersion, ...]


def published_versions(registry: Registry) -> PublishedVersions:
    """What a site of this registry publishes."""
    status: dict[str, Literal["current", "retired"]] = {retirement.id: "retired" for retirement in registry.retirements}
    status |= dict.fromkeys((*registry.ids(), *registry.unreadable), "current")
    # Not validated: a broken file may have any name, and the check has told of it.
    return PublishedVersions.model_construct(
        schema_version=1,
        licence=LICENCE,
        policies=tuple(PublishedId.model_construct(id=id, status=status[id], address=urls.policy(id)) for id in sorted(status)),
        versions=tuple(_versions(registry)),
    )


def _versions(registry: Registry) -> Iterator[PublishedVersion]:
    for id, frozen in sorted(registry.frozen.items()):
        newest = registry.policy(id) or registry.newest_frozen(id)
        days = {entry.version: str(entry.recorded) for entry in newest.history} if newest else {}
        for number in sorted(frozen):
            yield PublishedVersion.model_construct(
                id=id,
                version=number,
                sha256=registry.digest(id, number),
                address=urls.version(id, number),
                file=urls.version_yaml(id, number),
                recorded=days.get(number),
            )


def versions_json(published: PublishedVersions) -> bytes:
    """The file `versions.json`."""
    return json_text(published.model_dump(mode="json")).encode()


def read_versions(content: bytes) -> PublishedVersions:
    """Read a file that `versions_json` wrote.

    Raises:
        UnreadableVersionsError: it is none.
    """
    try:
        return PublishedVersions.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise UnreadableVersionsError(f"{place}: {first['msg']}" if place else first["msg"]) from error
