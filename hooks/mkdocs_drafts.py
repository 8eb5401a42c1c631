"""Newly made files on their way into the folder that is served."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path


def take_over(draft: Path, site: Path, folders: Iterable[str], but: Collection[str] = ()) -> None:
    """Move every file that differs, whole and at once; of these folders, but for some within, the rest goes.

    A reader meets each file as it was or as it is, and one that is the same keeps its place on the disk.
    """
    made = set(_files(draft, ""))
    for name in made:
        old, new = site / name, draft / name
        if not old.exists() or not filecmp.cmp(old, new, shallow=False):
            old.parent.mkdir(parents=True, exist_ok=True)
            os.replace(new, old)
    for folder in folders:
        for name in list(_files(site, folder, but)):
            if name not in made:
                _take_away(site / name)


def _files(root: Path, folder: str, but: Collection[str] = ()) -> Iterator[str]:
    """The files under a folder, each by its way from the root."""
    for place, folders, names in os.walk(root / folder):
        way = os.path.relpath(place, root)
        folders[:] = [name for name in folders if os.path.normpath(f"{way}/{name}") not in but]
        yield from (os.path.normpath(f"{way}/{name}") for name in names)


def _take_away(path: Path) -> None:
    path.unlink()
    for folder in path.parents:
        if any(folder.iterdir()):
            return
        folder.rmdir()
