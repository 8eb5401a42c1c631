"""How points look in every picture: the colour of their region, the mark of their weight, their words under the pointer."""

from __future__ import annotations

from typing import Any

from policy_registry.charts.grammar import ACCENT, GROUND, WHOLE, Row, Specification, as_it_is, layer
from policy_registry.charts.marks import WEIGHT_MARKS, Weight
from policy_registry.charts.measures import Measure
from policy_registry.charts.points import Point

DASHED, DOTTED_OUTLINE = [3, 2.5], [1.8, 1.4]


def colour(region: str) -> str:
    """The colour of a region, as the style sheet names it."""
    return f"var(--region-{region}, {ACCENT})"


def dash(*points: Point) -> list[float]:
    """The dash of a line between points: whole where all of them stand."""
    return WHOLE if all(point.weight in {Weight.BINDING, Weight.AIM} for point in points) else DASHED


def shape_rows(point: Point, measure: Measure, **place: Any) -> list[Row]:
    """A mark for a number, one for each end of a range."""
    mark = WEIGHT_MARKS[point.weight]
    hue = colour(point.policy.region)
    look = {
        "year": point.year,
        "shape": mark.shape,
        "stroke": hue,
        "fill": hue if mark.is_filled else GROUND,
        "dash": DOTTED_OUTLINE if mark.is_dashed else WHOLE,
        "title": _told(point),
    }
    return [look | place | {"value": measure.number(value)} for value in dict.fromkeys((point.low, point.high))]


def shape_layer(rows: list[Row]) -> Specification:
    """The marks, above everything else."""
    return layer(
        rows,
        {"type": "point", "aria": True, "size": 52, "strokeWidth": 1.5, "opacity": 1},
        shape=as_it_is("shape"),
        fill=as_it_is("fill"),
        stroke=as_it_is("stroke"),
        strokeDash=as_it_is("dash"),
        description={"field": "title"},
    )


def line_layer(rows: list[Row], mark: Row, **end: Row) -> Specification:
    """Lines in the colour and dash that the rows give."""
    return layer(rows, mark, stroke=as_it_is("stroke"), strokeDash=as_it_is("dash"), **end)


def _told(point: Point) -> str:
    also = f"; also {', '.join(point.also)}" if point.also else ""
    return f"{point.policy.short_title}: {point.target.what}, {point.words}, {point.date} ({point.reason}{also})"
