"""The downloads."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.facing import Link
from policy_registry.registry import Registry


@dataclass(frozen=True)
class Download:
    """A file and what it holds."""

    file: Link
    description: str
    size: str


@dataclass(frozen=True)
class DataPage:
    """The page of downloads."""

    path: str
    count: int
    dictionary: Link
    downloads: tuple[Download, ...]


def data_page(registry: Registry, sizes: dict[str, int]) -> DataPage:
    """The view of the downloads; sizes are bytes by address."""
    files = (
        (urls.ALL_POLICIES_JSON, "All records in one file, with licence and count."),
        (urls.SCHEMA, "The JSON Schema of a record, for editors and validators."),
        (urls.VERSIONS_JSON, "Every id and every frozen version, with the SHA-256 of its bytes and its address."),
    )
    downloads = tuple(Download(Link(path.rpartition("/")[2], path), text, _size(sizes[path])) for path, text in files)
    return DataPage(urls.DATA, len(registry), Link("data dictionary", urls.DICTIONARY), downloads)


def _size(bytes: int) -> str:
    return f"{bytes / 1_000_000:.1f} MB" if bytes >= 1_000_000 else f"{max(1, round(bytes / 1000))} kB"
