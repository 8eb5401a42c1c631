"""Who must act in the next years: a row for each actor, a dot for the duties that begin in a quarter or a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policy_registry.charts.drawing import draw
from policy_registry.charts.due import YEARS, Duty, Period, duties
from policy_registry.charts.figure import Figure, Picture
from policy_registry.charts.grammar import (
    ACCENT,
    GROUND,
    LETTER_WIDTH,
    RULE,
    SMALL_TEXT_SIZE,
    Row,
    Specification,
    as_it_is,
    in_pixels,
    layer,
    picture,
    scale,
    texts,
)
from policy_registry.charts.names import lines
from policy_registry.registry import Registry
from policy_registry.wording import counted

FEWEST, TOLD = 5, 3
DOT, LARGEST_DOT = 150, 420
READING = (
    "A dot counts the duties that begin in a quarter; a hollow one, like all of a narrow screen, those of a year. "
    "A duty of several actors is counted for each."
)
REST = "The calendar has the other actors, and the targets."


@dataclass(frozen=True)
class Room:
    """The sizes of a picture, and whether its columns are quarters."""

    name: str
    width: int
    names: int
    row: int
    has_quarters: bool


ROOMS = (Room("wide", 800, 176, 26, has_quarters=True), Room("narrow", 360, 152, 28, has_quarters=False))

Cells = Mapping[tuple[str, Period], Sequence[Duty]]


def strip(registry: Registry, as_of: date, most: int | None = None) -> Figure | None:
    """The figure of who must act when, in the next five years; None for fewer than five duties.

    With `most`, only so many actors are shown, those with the most duties.
    """
    found = duties(registry, as_of)
    if len(found) < FEWEST:
        return None
    counts = Counter(registry.vocabularies["actors"].label(actor) for duty in found for actor in duty.what.who)
    actors = sorted(counts, key=lambda actor: (-counts[actor], actor))[:most]
    finding = _finding(found, actors[0], counts[actors[0]])
    title = f"Who must act, {as_of.year} to {as_of.year + YEARS}"
    pictures = tuple(
        Picture(draw(_specification(cells, actors, as_of.year, room), f"strip-{room.name}", title, finding), room.name)
        for room in ROOMS
        for cells in [{place: held for place, held in _cells(found, registry, room).items() if place[0] in actors}]
    )
    note = "Targets name no actor; they stand in the tables below." if len(actors) == len(counts) else REST
    return Figure(pictures, finding, READING, (), note)


def _cells(found: Sequence[Duty], registry: Registry, room: Room) -> Cells:
    cells: dict[tuple[str, Period], list[Duty]] = defaultdict(list)
    for duty in found:
        for actor in duty.what.who:
            period = duty.quarter if room.has_quarters else Period(duty.date.year)
            cells[registry.vocabularies["actors"].label(actor), period].append(duty)
    return cells


def _specification(cells: Cells, actors: Sequence[str], year: int, room: Room) -> Specification:
    width, height = room.width - room.names - 4, len(actors) * room.row
    begins, ends = year, year + YEARS + 1
    x = scale("year", begins, ends)
    dots = _dots(cells, actors, room)
    line = {"type": "rule", "stroke": RULE}
    circle = {"type": "point", "aria": True, "shape": "circle", "stroke": ACCENT, "strokeWidth": 1.3, "opacity": 1}
    rows = [{"row": place} for place in range(len(actors))]
    edges = [{"year": edge} for edge in range(begins, ends + 1)]
    heads = [{"year": head + 0.5, "text": str(head)} for head in range(begins, ends)]
    letters = int(room.names / LETTER_WIDTH)
    names = [{"row": place + 0.5, "text": lines(actor, letters, 1)[0]} for place, actor in enumerate(actors)]
    drawn = [
        layer(rows, line, x={"value": -room.names}, x2={"value": width}),
        layer(edges, line, x=x, y={"value": 0}, y2={"value": height}),
        texts(heads, "center", x=x, y={"value": -10}),
        layer(dots, circle, x=x, fill=as_it_is("fill"), size=in_pixels("size"), description={"field": "title"}),
        texts(dots, "center", {"fontWeight": 600, "fontSize": SMALL_TEXT_SIZE}, x=x, color=as_it_is("ink")),
        texts(names, x={"value": 2 - room.names}),
    ]
    return picture((width, height), (22, 4, 4, room.names), drawn) | {"encoding": {"y": scale("row", len(actors), 0)}}


def _dots(cells: Cells, actors: Sequence[str], room: Room) -> list[Row]:
    """The dots, small ones last, so that a large neighbour never covers them."""
    dots: list[Row] = []
    for (actor, period), held in cells.items():
        is_hollow = room.has_quarters and period.quarter is None
        dots.append({
            "row": actors.index(actor) + 0.5, "year": period.middle, "size": min(LARGEST_DOT, DOT * len(held)),
            "text": str(len(held)), "fill": GROUND if is_hollow else ACCENT, "ink": ACCENT if is_hollow else GROUND,
            "title": f"{actor}, {period}: {_told(held)}",
        })  # fmt: skip
    return sorted(dots, key=lambda dot: (-int(dot["text"]), dot["row"], dot["year"]))


def _finding(found: Sequence[Duty], busiest: str, count: int) -> str:
    period, most = Counter(duty.quarter for duty in found).most_common(1)[0]
    begun = counted(len(found), "duty begins", "duties begin")
    until = max(duty.date.year for duty in found)
    return (
        f"{begun} on a known date by the end of {until}. {busiest} have the most ({count}); "
        f"the fullest time is {period} ({most})."
    )


def _told(held: Sequence[Duty]) -> str:
    more = len(held) - TOLD
    return "; ".join(duty.what.what for duty in held[:TOLD]) + (f"; and {more} more" if more > 0 else "")
