"""A file of the dataset: a distribution in the words of DCAT."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from policy_registry.tables import Table


@dataclass(frozen=True)
class Distribution:
    """One form of the dataset, or of one of its tables, with the bytes that are published."""

    path: str
    media_type: str
    description: str
    content: bytes
    table: Table | None = None

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal digits."""
        return sha256(self.content).hexdigest()
