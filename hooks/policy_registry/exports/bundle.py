"""All files of the dataset in one, and the list of their hashes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policy_registry.distribution import Distribution
from policy_registry.registry import Registry

# The first day that the format can tell.
EARLIEST = date(1980, 1, 1)


def sums(files: Iterable[Distribution]) -> bytes:
    """A line for each file as `sha256sum -c` reads it in the folder of the files."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files).encode()


def zipped(registry: Registry, files: Iterable[Distribution]) -> bytes:
    """A ZIP archive whose files bear the day of the newest record, so that the same records give the same bytes."""
    newest = max(registry.days_of_change(), default=EARLIEST)
    sink = io.BytesIO()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for file in files:
            entry = ZipInfo(file.name, (newest.year, newest.month, newest.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, file.content)
    return sink.getvalue()
