"""A picture with the words that belong to it, ready to print."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from policy_registry.charts.marks import Mark
from policy_registry.facing import Link


@dataclass(frozen=True)
class Picture:
    """One SVG and the room that it was drawn for: `plain`, `small`, or one of the pair `wide` and `narrow`."""

    svg: Markup
    room: str = "plain"


@dataclass(frozen=True)
class Key:
    """What a mark of the picture means; the words come from the facts that are shown."""

    mark: Mark
    words: str


@dataclass(frozen=True)
class Telling:
    """One row of a picture in words."""

    about: Link
    facts: tuple[Link, ...]


@dataclass(frozen=True)
class Figure:
    """One picture, or several drawn alike, with what they show, how to read them, and what they leave out.

    `tellings` say the same in words where no table of the page does; `ways` lead from its rows to what they count.
    """

    pictures: tuple[Picture, ...]
    finding: str
    reading: str
    keys: tuple[Key, ...] = ()
    note: str = ""
    tellings: tuple[Telling, ...] = ()
    ways: tuple[Link, ...] = ()
