"""Upgrades of the record format: one numbered pure function for each, from the plain data of one format to the next.

A record of format 1 carries no number; later ones say `format: 2` and so on. Working files are brought up to date by
`registry upgrade`; frozen versions of an older format are upgraded in memory when they are read, and keep their bytes.
The record format has not changed since the first publication, so there is no upgrade yet. To add one: write
`upgrades/to_2.py` with a function `upgrade(data) -> data`, and list it here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

UPGRADES: tuple[Upgrade, ...] = ()


class UnknownFormatError(Exception):
    """The format of a record is no number that this code knows."""


def newest_format() -> int:
    """The number of the format that the code writes."""
    return len(UPGRADES) + 1


def format_of(data: dict[str, Any]) -> int:
    """The number of the format that a record is written in.

    Raises:
        UnknownFormatError: it is no number, or newer than the code.
    """
    text = str(data.get("format", "1"))
    if text not in {str(number) for number in range(1, newest_format() + 1)}:
        raise UnknownFormatError(f'"{text}" is no format of a record; the newest is {newest_format()}')
    return int(text)


def upgraded(data: dict[str, Any]) -> dict[str, Any]:
    """The same record in the newest format; the data that was handed in stays as it is.

    Raises:
        UnknownFormatError: the format is unknown.
    """
    number = format_of(data)
    newest = {key: value for key, value in data.items() if key != "format"}
    for upgrade in UPGRADES[number - 1 :]:
        newest = upgrade(newest)
    return newest
