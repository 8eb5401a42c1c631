"""How large a built site is: files and bytes, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Extent:
    """Files and bytes of one kind."""

    files: int = 0
    bytes: int = 0

    def __add__(self, other: Extent) -> Extent:
        return Extent(self.files + other.files, self.bytes + other.bytes)


def extents(folder: Path) -> dict[str, Extent]:
    """The files of a folder by the ending of their names, those with most bytes first."""
    found: dict[str, Extent] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            kind = path.suffix.removeprefix(".") or "no ending"
            found[kind] = found.get(kind, Extent()) + Extent(1, path.stat().st_size)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].bytes, pair[0])))


def whole(kinds: Mapping[str, Extent]) -> Extent:
    """All kinds together."""
    return sum(kinds.values(), Extent())
