"""All files of the dataset in one, and the list of their hashes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policy_registry.distribution import Distribution
from policy_registry.registry import Registry
from policy_registry.spool import Spool

# The first day that the format can tell.
EARLIEST = date(1980, 1, 1)


def sums(files: Iterable[Distribution]) -> bytes:
    """A line for each file as `sha256sum -c` reads it in the folder of the files."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files).encode()


def zipped(registry: Registry, files: Iterable[Distribution]) -> Spool:
    """A ZIP archive whose files bear the day of the newest record, so that the same records give the same bytes."""
    newest = max(registry.days_of_change(), default=EARLIEST)
    spool = Spool()
    with ZipFile(_Sink(spool), "w", ZIP_DEFLATED) as archive:
        for file in files:
            entry = ZipInfo(file.name, (newest.year, newest.month, newest.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_DEFLATED
            entry.file_size = file.size
            with archive.open(entry, "w") as sink:
                for piece in file.spool.pieces():
                    sink.write(piece)
    return spool


class _Sink(io.RawIOBase):
    """Takes what a ZIP archive writes; it cannot go back, so sizes stand behind each file."""

    def __init__(self, spool: Spool) -> None:
        super().__init__()
        self._spool = spool

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        self._spool.write(bytes(piece))
        return len(piece)
