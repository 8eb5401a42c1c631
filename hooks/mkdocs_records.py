"""The writers of what belongs to single records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.exceptions import PluginError

from mkdocs_frames import Frames
from policy_registry.evidence import PolicyId
from policy_registry.site import SitePlan


class SiteWriter:
    """Writes files into the folder of the site, each address once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[Path] = set()

    def write(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write one file.

        Raises:
            PluginError: there is one at the address.
        """
        place = self._folder / path
        if place.parent not in self._made:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(place.parent)
        try:
            file = place.open("xb")
        except FileExistsError as error:
            raise PluginError(f'two pages or files claim "{path}"') from error
        with file:
            file.writelines(pieces)


class RecordFileWriter:
    """Makes the files of single records and writes them at once: there may be more than memory holds."""

    def __init__(self, plan: SitePlan, folder: Path) -> None:
        self._plan, self._site = plan, SiteWriter(folder)

    def __call__(self, ids: Iterator[PolicyId]) -> None:
        """Write the files of some records."""
        for id in ids:
            for file in self._plan.record_files(id):
                self._site.write(file.path, file.pieces())


class RecordPageWriter:
    """Makes the pages of single records, in the frame of the theme, and writes them at once."""

    def __init__(self, plan: SitePlan, frames: Frames, folder: Path) -> None:
        self._plan, self._frames, self._site = plan, frames, SiteWriter(folder)

    def __call__(self, ids: Iterator[PolicyId]) -> set[str]:
        """Write the pages of some records; gives the hashes of the scripts in them."""
        hashes: set[str] = set()
        for id in ids:
            for page in self._plan.record_pages(id):
                html, found = self._frames.framed(page)
                hashes.update(found)
                self._site.write(f"{page.path}index.html", (html.encode(),))
        return hashes
