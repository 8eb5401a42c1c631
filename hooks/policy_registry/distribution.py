"""A file of the dataset: a distribution in the words of DCAT."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry.spool import Spool
from policy_registry.tables import Table


@dataclass(frozen=True)
class Distribution:
    """One form of the dataset, or of one of its tables, with the bytes that are published.

    The rows of a table are counted; they themselves stand in the bytes.
    """

    path: str
    media_type: str
    description: str
    spool: Spool
    table: Table | None = None
    rows: int = 0

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @property
    def content(self) -> bytes:
        """The bytes; those of a large registry are many, see `spool`."""
        return self.spool.content

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.spool.size

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal digits."""
        return self.spool.sha256
