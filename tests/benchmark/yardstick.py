"""Hugo on the same records: how it is called, and whether its pages hold what the records say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from importlib.metadata import distribution, version
from pathlib import Path

import yaml

PROJECT = Path(__file__).parent / "hugo"
MOUNTED = {"policies": "assets/policies", "versions": "assets/versions", "vocabularies": "data/vocabularies"}
# Fields whose words stand on the page in another form: with labels, in whole sentences, or not at all.
OTHERWISE = frozenset({
    "applies_from", "applies_until", "bindingness", "by", "cause", "comparator", "consulted", "date", "earlier", "ends", "form",
    "happened", "instrument", "kind", "language", "linkable", "max_value", "method", "metric", "on", "recorded", "region",
    "result", "sources_up_to", "standing", "starts", "stated_from", "status", "supports", "topics", "type", "unit", "until",
    "url", "value", "version", "who", "check_on", "consulted_on", "expected", "months", "days", "later_of",
    "taxable_years_beginning_after",
})  # fmt: skip
_TAG = re.compile(r"<[^>]+>")
_UNSEEN = re.compile(r"<(head|script)\b.*?</\1>", re.S)


def hugo_version() -> str:
    """The release of Hugo that is installed; the package bears its number."""
    return version("hugo")


def command(registry: Path, site: Path, settings: Path) -> list[str | Path]:
    """What builds a registry into a folder with Hugo; writes the settings that mount the registry's own files."""
    mounts = (f'[[module.mounts]]\nsource = "{registry / name}"\ntarget = "{target}"\n' for name, target in MOUNTED.items())
    settings.write_text("".join(mounts), encoding="utf-8")
    # The binary itself: the script that the package installs would start it from Python.
    hugo = Path(str(distribution("hugo").locate_file("hugo/binaries/hugo")))
    config = f"{PROJECT / 'hugo.toml'},{settings}"
    return [hugo, "--source", PROJECT, "--config", config, "--destination", site, "--noBuildLock", "--quiet"]


def environment(day: str, cache: Path) -> dict[str, str]:
    """The day that the pages are made for, and where Hugo keeps its files."""
    return {"HUGO_PARAMS_DAY": day, "HUGO_CACHEDIR": str(cache)}


def untold(record: Path, page: Path) -> list[str]:
    """The texts of a record that a page does not show, each after the way to it."""
    shown = _plain(page.read_text(encoding="utf-8"))
    written = yaml.load(record.read_text(encoding="utf-8"), yaml.CBaseLoader)
    return [f"{way}: {text}" for way, text in _texts(written, "") if " ".join(text.split()) not in shown]


def _texts(value: object, way: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in OTHERWISE:
                yield from _texts(inner, f"{way}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, f"{way}[{place}]")
    elif isinstance(value, str):
        yield way, value


def _plain(html: str) -> str:
    """The words of a page, and with them the ids and addresses in its tags; what only programs read is left out."""
    html = _UNSEEN.sub("", html)
    return " ".join(unescape(f"{_TAG.sub('', html)} {' '.join(_TAG.findall(html))}").split())
