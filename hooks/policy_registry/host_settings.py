"""The settings of the site as `mkdocs.yml` holds them, and what another host is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

SETTINGS = "mkdocs.yml"
DOCS = "docs"
THEME = "theme"
# What only MkDocs can use: our code, and what is left out of the folder already.
OF_MKDOCS = ("hooks", "watch", "exclude_docs", "validation")
# The one of Zensical's two themes that has the classes of Material, for which our styles are written.
VARIANT = "classic"


class UnreadableSettingsError(Exception):
    """The file is no list of settings, or lacks one that is needed."""


@dataclass(frozen=True)
class HostSettings:
    """What `mkdocs.yml` says."""

    said: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name of the site."""
        return str(self.said["site_name"])

    @property
    def repository(self) -> str:
        """The address of the code host; empty where none is set."""
        return str((self.said.get("extra") or {}).get("repository", ""))

    @property
    def templates(self) -> str:
        """The folder of the templates that we lay over those of the theme."""
        return str(self.said["theme"]["custom_dir"])

    @property
    def left_out(self) -> tuple[str, ...]:
        """What of `docs/` is no part of the site, as patterns of gitignore."""
        return tuple((self.said.get("exclude_docs") or "").splitlines())

    @property
    def extensions(self) -> dict[str, dict[str, Any]]:
        """The extensions of Markdown with their settings."""
        named: dict[str, dict[str, Any]] = {}
        for entry in self.said.get("markdown_extensions") or ():
            named |= {entry: {}} if isinstance(entry, str) else {name: own or {} for name, own in entry.items()}
        return named

    @property
    def titles(self) -> dict[str, str]:
        """The title that the menu gives to each file."""
        return dict(_titles(self.said.get("nav") or []))

    def handed_on(self, base: str, regions: list[dict[str, str]]) -> dict[str, Any]:
        """The settings of the materialised folder: without our code, with the pages of the regions in the menu."""
        kept = {name: value for name, value in self.said.items() if name not in OF_MKDOCS}
        return kept | {
            "site_url": f"{base.rstrip('/')}/",
            "docs_dir": DOCS,
            "site_dir": "site",
            "theme": {**self.said["theme"], "custom_dir": THEME, "variant": VARIANT},
            "nav": [
                {name: regions if way == [] else way for name, way in entry.items()} if isinstance(entry, dict) else entry
                for entry in self.said.get("nav") or ()
            ],
        }


def read_settings(content: bytes, environment: Mapping[str, str]) -> HostSettings:
    """The settings, with `!ENV [NAME, value]` read as the named variable or, where it is not set, the value.

    Raises:
        UnreadableSettingsError: the file is no mapping of YAML, holds another tag, or lacks what is needed.
    """

    class Loader(yaml.SafeLoader):
        """Knows the one tag of MkDocs that the settings use."""

    def from_environment(loader: yaml.SafeLoader, node: yaml.nodes.Node) -> Any:
        if not isinstance(node, yaml.SequenceNode) or len(node.value) != 2:
            raise yaml.constructor.ConstructorError(None, None, "!ENV wants a list: a name and a value", node.start_mark)
        name, value = loader.construct_sequence(node)
        return environment.get(str(name), value)

    Loader.add_constructor("!ENV", from_environment)
    try:
        said = yaml.load(content, Loader)
    except yaml.YAMLError as error:
        raise UnreadableSettingsError(f"{SETTINGS} cannot be read: {error}") from error
    if not isinstance(said, dict) or "site_name" not in said:
        raise UnreadableSettingsError(f"{SETTINGS} holds no site_name")
    if not isinstance(said.get("theme"), dict) or "custom_dir" not in said["theme"]:
        raise UnreadableSettingsError(f"{SETTINGS} holds no custom_dir of the theme")
    return HostSettings(said)


def _titles(entries: list[Any]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for title, way in entry.items() if isinstance(entry, dict) else ():
            if isinstance(way, list):
                yield from _titles(way)
            else:
                yield str(way), str(title)
