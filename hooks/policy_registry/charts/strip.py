"""Who must act in the next years: a row for each actor, a circle for the duties of a quarter, a square for those of a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.charts.drawing import draw
from policy_registry.charts.due import YEARS, Duty, Period, duties
from policy_registry.charts.figure import Figure, Key, Picture
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
from policy_registry.charts.marks import CIRCLE, SQUARE, Mark
from policy_registry.charts.names import lines
from policy_registry.facing import Link
from policy_registry.registry import Registry
from policy_registry.wording import counted

FEWEST, TOLD = 5, 3
DOT, LARGEST_DOT = 150, 420
ASIDE = 0.24
KEYS = (
    Key(
        Mark(CIRCLE, is_filled=True), "Circle: the day or month is known, placed in its quarter, on a narrow screen in its year"
    ),
    Key(Mark(SQUARE, is_filled=True), "Square: only the year is known"),
)
READING = "Each mark counts the duties that begin then. A duty of several actors is counted for each."
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

# By the actor, the column, and whether of the date only the year is known.
Cells = Mapping[tuple[str, Period, bool], Sequence[Duty]]


def strip(registry: Registry, as_of: date, most: int | None = None) -> Figure | None:
    """The figure of who must act when, in the next five years; None for fewer than five duties.

    With `most`, only so many actors are shown, those with the most duties.
    """
    found = duties(registry, registry.vocabularies, as_of)
    if len(found) < FEWEST:
        return None
    counts = Counter(registry.vocabularies["actors"].label(actor) for duty in found for actor in duty.what.who)
    actors = sorted(counts, key=lambda actor: (-counts[actor], actor))[:most]
    finding = _finding(found, actors[0], counts[actors[0]])
    title = f"Who must act, {as_of.year} to {as_of.year + YEARS}"
    pictures = tuple(
        Picture(draw(_specification(cells, actors, as_of.year, room), f"strip-{room.name}", title, finding), room.name)
        for room, cells in ((room, _cells(found, actors, registry, room)) for room in ROOMS)
    )
    note = "Targets name no actor; they stand in the tables below." if len(actors) == len(counts) else REST
    ids = {registry.vocabularies["actors"].label(actor): actor for duty in found for actor in duty.what.who}
    ways = tuple(Link(actor, urls.deadlines_of(ids[actor])) for actor in actors)
    return Figure(pictures, finding, READING, KEYS, note, ways=ways)


def _cells(found: Sequence[Duty], actors: Sequence[str], registry: Registry, room: Room) -> Cells:
    cells: dict[tuple[str, Period, bool], list[Duty]] = defaultdict(list)
    for duty in found:
        period = duty.quarter if room.has_quarters else Period(duty.date.year)
        for actor in map(registry.vocabularies["actors"].label, duty.what.who):
            if actor in actors:
                cells[actor, period, duty.quarter.quarter is None].append(duty)
    return cells


def _specification(cells: Cells, actors: Sequence[str], year: int, room: Room) -> Specification:
    width, height = room.width - room.names - 4, len(actors) * room.row
    begins, ends = year, year + YEARS + 1
    x = scale("year", begins, ends)
    dots = _dots(cells, actors)
    line = {"type": "rule", "stroke": RULE}
    mark = {"type": "point", "aria": True, "fill": ACCENT, "stroke": ACCENT, "strokeWidth": 1.3, "opacity": 1}
    rows = [{"row": place} for place in range(len(actors))]
    edges = [{"year": edge} for edge in range(begins, ends + 1)]
    heads = [{"year": head + 0.5, "text": str(head)} for head in range(begins, ends)]
    letters = int(room.names / LETTER_WIDTH)
    names = [{"row": place + 0.5, "text": lines(actor, letters, 1)[0]} for place, actor in enumerate(actors)]
    drawn = [
        layer(rows, line, x={"value": -room.names}, x2={"value": width}),
        layer(edges, line, x=x, y={"value": 0}, y2={"value": height}),
        texts(heads, "center", x=x, y={"value": -10}),
        layer(dots, mark, x=x, shape=as_it_is("shape"), size=in_pixels("size"), description={"field": "title"}),
        texts(dots, "center", {"fontWeight": 600, "fontSize": SMALL_TEXT_SIZE, "color": GROUND}, x=x),
        texts(names, x={"value": 2 - room.names}),
    ]
    return picture((width, height), (22, 4, 4, room.names), drawn) | {"encoding": {"y": scale("row", len(actors), 0)}}


def _dots(cells: Cells, actors: Sequence[str]) -> list[Row]:
    """Circles and squares, small ones last, so that a large neighbour never covers them; two in one column stand aside."""
    dots: list[Row] = []
    for (actor, period, is_vague), held in cells.items():
        has_neighbour = (actor, period, not is_vague) in cells
        aside = (ASIDE if is_vague else -ASIDE) if has_neighbour else 0
        dots.append({
            "row": actors.index(actor) + 0.5, "year": period.middle + aside, "shape": "square" if is_vague else "circle",
            "size": DOT if has_neighbour else min(LARGEST_DOT, DOT * len(held)), "text": str(len(held)),
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
