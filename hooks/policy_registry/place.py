"""Where things stand: the site on the web, and the records in the repository that hosts them, if any."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls


@dataclass(frozen=True)
class Place:
    """The address and name of the site, and the repository with the folder of its records."""

    base: str = "http://127.0.0.1:8000/"
    repository: str = ""
    folder: str = "registry"
    name: str = "Battery Policy Registry"

    def edit(self, path: str) -> str:
        """The host's web editor for a file of the records; empty where no repository is set."""
        return urls.edit(self.repository, f"{self.folder}/{path}")
