"""A large registry made from the shipped one: the same texts, versions, relations and sources under further ids."""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

_TARGET = re.compile(r"^( *target: )(\S+)$", re.M)
_SHORT_TITLE = re.compile(r"^(short_title: .*?)('?)$", re.M)


def multiply(source: Path, target: Path, records: int) -> None:
    """Write a valid registry of so many records; the first are those of the source, later ones bear the number of a series.

    A record and its versions stay as long as their model; relations lead to the record of the same series where there
    is one, else to the model.

    Raises:
        ValueError: fewer records are wanted than the source holds.
    """
    models = sorted((source / "policies").rglob("*.yml"), key=lambda path: path.stem)
    if records < len(models):
        raise ValueError(f"at least {len(models)} records are needed, or relations would lead nowhere")
    for path in source.iterdir():
        if path.name not in {"policies", "versions"}:
            (shutil.copytree if path.is_dir() else shutil.copy)(path, target / path.name)
    planned = list(islice(((model, series) for series in count() for model in models), records))
    ids = {_id(model.stem, series) for model, series in planned}
    for model, series in planned:
        region = target / "policies" / model.parent.name
        region.mkdir(parents=True, exist_ok=True)
        content = _renamed(model.read_text(encoding="utf-8"), model.stem, series, ids)
        (region / f"{_id(model.stem, series)}.yml").write_bytes(content)
        _freeze(source / "versions" / model.stem, target / "versions" / _id(model.stem, series), model.stem, series, ids)
    # Retired records keep their versions.
    for path in (source / "versions").iterdir():
        if not (target / "versions" / path.name).exists():
            shutil.copytree(path, target / "versions" / path.name)


def _freeze(source: Path, target: Path, id: str, series: int, ids: set[str]) -> None:
    target.mkdir(parents=True)
    lines = []
    for path in sorted(source.glob("*.yml"), key=lambda path: int(path.stem)):
        content = _renamed(path.read_text(encoding="utf-8"), id, series, ids)
        (target / path.name).write_bytes(content)
        lines.append(f"{sha256(content).hexdigest()}  {path.name}\n")
    (target / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _id(id: str, series: int) -> str:
    return f"{id}-{series}" if series else id


def _renamed(text: str, id: str, series: int, ids: set[str]) -> bytes:
    if series:
        text = text.replace(f"id: {id}\n", f"id: {_id(id, series)}\n", 1)
        text = _SHORT_TITLE.sub(rf"\1 ({series})\2", text, count=1)
    return _TARGET.sub(lambda found: f"{found[1]}{_near(found[2], series, ids)}", text).encode()


def _near(id: str, series: int, ids: set[str]) -> str:
    """The record of the series, or the model where the registry is cut off before it."""
    further = _id(id, series)
    return further if further in ids else id
