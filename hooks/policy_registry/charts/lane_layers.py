"""How the lanes of policies are drawn, for a wide and for a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policy_registry.charts.grammar import (
    GROUND,
    INK,
    LETTER_WIDTH,
    QUIET,
    WHOLE,
    Row,
    Specification,
    as_it_is,
    in_pixels,
    layer,
    picture,
    scale,
    texts,
)
from policy_registry.charts.lanes import Lane, Turning, Years
from policy_registry.charts.names import lines
from policy_registry.charts.shapes import colour
from policy_registry.charts.turns import SIZES, TURN_MARKS, Turn
from policy_registry.wording import date_words

LONGEST_TITLE = 150
DOTS = [1, 2.5]


@dataclass(frozen=True)
class Room:
    """The sizes of a picture: its width, the margin for names, a lane, and the least between two years that are written.

    Without a margin the names stand above their lanes.
    """

    name: str
    width: int
    names: int
    lane: int
    years: int


ROOMS = (Room("wide", 800, 268, 24, 46), Room("narrow", 360, 0, 38, 36))


def lanes_specification(found: Sequence[Lane], shown: Years, room: Room, today: float) -> Specification:
    """The specification of the picture: x is the year, each row one policy."""
    left = room.names or 6
    width, height = room.width - left - 6, len(found) * room.lane
    line_at = 0.5 if room.names else 0.74
    each = width / (shown.ends - shown.begins)
    every = next((step for step in (1, 2, 5) if step * each >= room.years), 10)
    axis = {
        "values": [year for year in range(shown.begins, shown.ends) if year % every == 0], "labelExpr": "datum.value",
        "orient": "top", "grid": True, "labelAlign": "left", "labelOffset": 3, "labelPadding": 4,
    }  # fmt: skip
    marks = [_marks(found, turn, line_at, has_titles=room.name == "wide") for turn in Turn]
    drawn = {
        "encoding": {"x": scale("year", shown.begins, shown.ends, axis)},
        "layer": [_lives(found, shown, line_at), *_today(today, height, room), *marks],
    }
    specification = picture((width, height), (36, 6, 6, left), [drawn, _names(found, room, width, line_at)])
    return specification | {"encoding": {"y": scale("lane", len(found), 0)}}


def _lives(found: Sequence[Lane], shown: Years, line_at: float) -> Specification:
    rows: list[Row] = []
    for place, lane in enumerate(found):
        law = lane.stands_until if lane.law_from is None else lane.law_from
        parts = (
            (lane.first, law, 1.5, DOTS),
            (law, lane.stands_until, 2, WHOLE),
            (lane.stands_until, lane.known_until, 0.75, WHOLE),
        )
        for first, last, width, dash in parts:
            begins, ends = max(first, shown.begins), min(last, shown.ends)
            if begins < ends:
                rows.append({"lane": place + line_at, "year": begins, "end": ends, "width": width, "dash": dash})
    mark = {"type": "rule", "opacity": 1, "stroke": colour(found[0].policy.region)}
    return layer(rows, mark, x2={"field": "end"}, strokeDash=as_it_is("dash"), strokeWidth=in_pixels("width"))


def _today(today: float, height: int, room: Room) -> tuple[Specification, Specification]:
    # Where names stand above their lanes, the line runs through them and must not strike them out.
    look = {"stroke": INK} if room.names else {"stroke": QUIET, "strokeDash": DOTS}
    line = layer([{"year": today}], {"type": "rule", **look}, y={"value": -4}, y2={"value": height})
    return line, texts([{"year": today, "text": "today"}], "center", {"fontWeight": 600}, y={"value": -27})


def _marks(found: Sequence[Lane], turn: Turn, line_at: float, *, has_titles: bool) -> Specification:
    rows = [
        {"lane": place + line_at, "year": turning.year, **({"title": _title(turning)} if has_titles else {})}
        for place, lane in enumerate(found) for turning in lane.turnings if turning.turn is turn
    ]  # fmt: skip
    shape = TURN_MARKS[turn]
    mark = {
        "type": "point", "aria": has_titles, "shape": shape.shape, "size": SIZES[turn], "strokeWidth": 1.3, "opacity": 1,
        "fill": INK if shape.is_filled else GROUND, "stroke": QUIET if turn is Turn.STEP else INK,
    }  # fmt: skip
    return layer(rows, mark, description={"field": "title"})


def _title(turning: Turning) -> str:
    return lines("; ".join(f"{date_words(event.date)}: {event.what}" for event in turning.events), LONGEST_TITLE, 1)[0]


def _names(found: Sequence[Lane], room: Room, width: int, line_at: float) -> Specification:
    letters = int((room.names or width) / LETTER_WIDTH) - 2
    at = line_at if room.names else 0.3
    rows = [{"lane": place + at, "text": lines(lane.policy.short_title, letters, 1)[0]} for place, lane in enumerate(found)]
    return texts(rows, x={"value": 6 - room.names if room.names else 0})
