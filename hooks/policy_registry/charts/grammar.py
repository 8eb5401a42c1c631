"""The few sentences of Vega-Lite that the pictures are written in."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
Specification = dict[str, Any]

INK = "var(--md-default-fg-color)"
QUIET = "var(--md-default-fg-color--light)"
RULE = "var(--rule)"
GROUND = "var(--md-default-bg-color)"
ACCENT = "var(--md-typeset-a-color)"
TEXT_SIZE, SMALL_TEXT_SIZE = 12, 11
LINE_HEIGHT = 13.5
LETTER_WIDTH = 5.9
WHOLE = [1.0, 0.0]


def scale(field: str, begins: float, ends: float, axis: Row | None = None, pixels: list[float] | None = None) -> Row:
    """A channel of numbers on a scale from one end to the other, over all the room unless told; without axis unless given."""
    room = {"range": pixels} if pixels else {}
    return {"field": field, "type": "quantitative", "axis": axis, "scale": {"domain": [begins, ends], "nice": False, **room}}


def as_it_is(field: str) -> Row:
    """A channel whose value stands in the data: a colour, a dash, a shape."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def in_pixels(field: str) -> Row:
    """A place or a size that the data give in the units of the drawing."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None, "legend": None}


def layer(rows: list[Row], mark: Row, **channels: Row) -> Specification:
    """One mark for each row."""
    return {"data": {"values": rows}, "mark": mark, "encoding": channels}


def texts(rows: list[Row], align: str = "left", look: Row | None = None, **channels: Row) -> Specification:
    """One text for each row, from its field `text`; the look of a word may come from the row as `datum.…`."""
    return layer(rows, {"type": "text", "align": align, **(look or {})}, text={"field": "text"}, **channels)


def picture(
    size: tuple[float, float], padding: tuple[float, float, float, float], layers: list[Specification]
) -> Specification:
    """Layers in a field of a width and a height, with room at the top, the right, the bottom and the left."""
    width, height = size
    sides = dict(zip(("top", "right", "bottom", "left"), padding, strict=True))
    return {"width": width, "height": height, "padding": sides, "layer": layers}
