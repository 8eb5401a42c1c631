"""Where things stand: the site on the web, and the records in the repository that hosts them, if any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from policy_registry import urls

_SITE = re.compile(r"""https?://[^\s"'<>?#\\^`{|}]+""")


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


def standing(root: Path, home: Path, base: str, repository: str, name: str) -> Place:
    """The place of the records at `root`, which stand in the repository of the project only if they stand in its folder."""
    inside = root.resolve().is_relative_to(home)
    folder = root.resolve().relative_to(home).as_posix() if inside else root.name
    return Place(base, repository if inside else "", folder, name)


def site_address(text: str) -> str:
    """The address at which a site stands: http or https, a host, and no letter that RFC 3986 or an attribute of HTML forbids.

    Raises:
        ValueError: the text is no such address.
    """
    try:
        is_address = _SITE.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:
        is_address = False
    if not is_address:
        raise ValueError(f'"{text}" is no address of a site, such as https://registry.example.org/')
    return text
