"""The downloads: the whole registry, its tables, and what describes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policy_registry import urls
from policy_registry.columns import Column
from policy_registry.distribution import Distribution
from policy_registry.facing import Link
from policy_registry.licence import LICENCE
from policy_registry.registry import Registry
from policy_registry.shown import MOST_OF_ALL
from policy_registry.wording import counted, date_words


@dataclass(frozen=True)
class Download:
    """A file and what it holds."""

    file: Link
    description: str
    size: str


@dataclass(frozen=True)
class TableView:
    """A table with its files and its columns."""

    name: str
    description: str
    rows: str
    columns: tuple[Column, ...]
    columns_count: str
    key: tuple[str, ...]
    files: tuple[Download, ...]


@dataclass(frozen=True)
class DataPage:
    """The page of downloads."""

    path: str
    count: int
    recorded_up_to: str
    recorded_machine: str
    author: str
    licence: str
    whole: tuple[Download, ...]
    tables: tuple[TableView, ...]
    example: str
    listed: str
    dictionary: Link


def data_page(registry: Registry, files: tuple[Distribution, ...], base: str) -> DataPage:
    """The view of the downloads of the site at `base`."""
    newest = max((policy.recorded for policy in registry), default=None)
    return DataPage(
        path=urls.DATA,
        count=len(registry),
        recorded_up_to=date_words(newest) if newest else "",
        recorded_machine=str(newest) if newest else "",
        author=registry.publication.name,
        licence=LICENCE,
        whole=tuple(_download(file) for file in files if not file.table),
        tables=tuple(_tables(files)),
        example=urls.absolute(base, urls.DATA),
        listed="all of them" if len(registry) <= MOST_OF_ALL else "those of the records with the most targets and duties",
        dictionary=Link("data dictionary", urls.DICTIONARY),
    )


def _tables(files: Iterable[Distribution]) -> Iterable[TableView]:
    tables = {file.table.name: (file.table, file.rows) for file in files if file.table}
    for name, (table, rows) in tables.items():
        yield TableView(
            name,
            table.description,
            counted(rows, "row"),
            table.columns,
            counted(len(table.columns), "column"),
            table.key,
            tuple(_download(file) for file in files if file.table and file.table.name == name),
        )


def _download(file: Distribution) -> Download:
    return Download(Link(file.name, file.path), file.description, _size(file.size))


def _size(bytes: int) -> str:
    return f"{bytes / 1_000_000:.1f} MB" if bytes >= 1_000_000 else f"{max(1, round(bytes / 1000))} kB"
