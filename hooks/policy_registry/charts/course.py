"""How numbers run over the years: steps of a rule joined, ranges as bars, each path named where it ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policy_registry.charts.drawing import ACCENT, INK, LINE_HEIGHT, QUIET, RULE, Specification
from policy_registry.charts.marks import WEIGHT_MARKS, WEIGHT_WORDS, Weight
from policy_registry.charts.measures import Measure
from policy_registry.charts.names import lines
from policy_registry.charts.points import Path, Point
from policy_registry.charts.spacing import spread

LABEL_LETTERS = 21
YEAR_WIDTH = 30


@dataclass(frozen=True)
class Frame:
    """The room of a picture, and the years that it runs over."""

    width: int
    height: int
    begins: int
    ends: int
    today: float


def frame(paths: Sequence[Path], width: int, height: int, today: float) -> Frame:
    """A frame around all the years of the paths."""
    years = [point.year for path in paths for point in path.points]
    return Frame(width, height, math.floor(min(years)), math.floor(max(years)) + 1, today)


def course(paths: Sequence[Path], names: Sequence[str], measure: Measure, frame: Frame, heading: str = "") -> Specification:
    """The specification of the picture: x is the year, y the number."""
    tags = [lines(name, LABEL_LETTERS) for name in names]
    has_names = any(names)
    height = max(frame.height, int(sum(len(tag) for tag in tags) * LINE_HEIGHT) if has_names else 0)
    left, right, top = 32, 128 if has_names else 14, 22 + (LINE_HEIGHT if heading else 0)
    width = frame.width - left - right
    x = {"field": "x", "type": "quantitative", "scale": {"domain": [frame.begins, frame.ends], "nice": False},
         "axis": _years(paths, frame, width)}  # fmt: skip
    y = {"field": "y", "type": "quantitative", "scale": {"domain": [measure.low, measure.high], "nice": False},
         "axis": {"tickCount": max(2, height // 40), "grid": True, "labelPadding": 6}}  # fmt: skip
    layers = [
        _title(heading, measure, top),
        *([_today(frame, x)] if frame.begins < frame.today < frame.ends else []),
        _joined(paths, measure, x, y),
        _ranges(paths, measure, x, y),
        _marks(paths, measure, x, y),
        *(_tags(paths, tags, measure, height, width, x, y) if has_names else [_numbers(paths[0], measure, x, y)]),
    ]
    return {
        "width": width, "height": height, "padding": {"left": left, "right": right, "top": top, "bottom": 22}, "layer": layers,
    }  # fmt: skip


def colour(point: Point) -> str:
    """The colour of the region, as the style sheet names it."""
    return f"var(--region-{point.policy.region}, {ACCENT})"


def _years(paths: Sequence[Path], frame: Frame, width: int) -> dict[str, Any]:
    """Only years with a number are written, as many as there is room for, the last one before all."""
    years = sorted({math.floor(point.year) for path in paths for point in path.points}, reverse=True)
    shown: list[int] = []
    for year in years:
        if not shown or (shown[-1] - year) * width / (frame.ends - frame.begins) >= YEAR_WIDTH:
            shown.append(year)
    return {"values": [year + 0.5 for year in shown[::-1]], "labelExpr": "floor(datum.value)", "format": "d", "offset": 4,
            "domain": True, "ticks": True, "tickSize": 3}  # fmt: skip


def _title(heading: str, measure: Measure, top: float) -> Specification:
    shown = [{"text": heading, "y": 8 - top, "bold": 600}] if heading else []
    return {
        "data": {"values": [*shown, {"text": measure.unit, "y": -12, "bold": 400}]},
        "mark": {"type": "text", "align": "left", "x": -28},
        "encoding": {"text": {"field": "text"}, "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
                     "fontWeight": {"field": "bold"}},
    }  # fmt: skip


def _today(frame: Frame, x: dict[str, Any]) -> Specification:
    return {
        "data": {"values": [{"x": frame.today}]},
        "layer": [
            {"mark": {"type": "rule", "stroke": QUIET, "strokeDash": [1, 3]}, "encoding": {"x": x}},
            {"mark": {"type": "text", "y": -7, "color": QUIET, "fontSize": 10}, "encoding": {"x": x, "text": {"value": "today"}}},
        ],
    }


def _joined(paths: Sequence[Path], measure: Measure, x: dict[str, Any], y: dict[str, Any]) -> Specification:
    rows = []
    for path in paths:
        for step, (one, other) in enumerate(zip(path.points, path.points[1:], strict=False)):
            is_firm = {one.weight, other.weight} == {Weight.BINDING}
            rows += [
                {"x": point.year, "y": measure.number(point.high), "path": f"{path.last.target.id} {path.last.weight} {step}",
                 "colour": colour(point), "dash": [1, 0] if is_firm else [3, 2.5]}
                for point in (one, other)
            ]  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 1.25},
        "encoding": {"x": x, "y": y, "detail": {"field": "path"}, "stroke": _as_it_is("colour"), "strokeDash": _as_it_is("dash")},
    }


def _ranges(paths: Sequence[Path], measure: Measure, x: dict[str, Any], y: dict[str, Any]) -> Specification:
    points = [point for path in paths for point in path.points if point.low != point.high]
    return {
        "data": {"values": [
            {"x": point.year, "y": measure.number(point.low), "top": measure.number(point.high), "colour": colour(point),
             "dash": [1, 0] if point.weight in {Weight.BINDING, Weight.AIM} else [3, 2]}
            for point in points
        ]},
        "mark": {"type": "rule", "strokeWidth": 2.5},
        "encoding": {"x": x, "y": y, "y2": {"field": "top"}, "stroke": _as_it_is("colour"), "strokeDash": _as_it_is("dash")},
    }  # fmt: skip


def _marks(paths: Sequence[Path], measure: Measure, x: dict[str, Any], y: dict[str, Any]) -> Specification:
    rows = []
    for path in paths:
        for point in path.points:
            mark = WEIGHT_MARKS[point.weight]
            rows += [
                {"x": point.year, "y": measure.number(value), "shape": mark.shape, "title": told(point), "stroke": colour(point),
                 "fill": colour(point) if mark.is_filled else "var(--md-default-bg-color)",
                 "dash": [1.8, 1.4] if mark.is_dashed else [1, 0]}
                for value in dict.fromkeys((point.low, point.high))
            ]  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "size": 52, "strokeWidth": 1.5, "opacity": 1},
        "encoding": {"x": x, "y": y, "shape": _as_it_is("shape"), "fill": _as_it_is("fill"), "stroke": _as_it_is("stroke"),
                     "strokeDash": _as_it_is("dash"), "description": {"field": "title"}},
    }  # fmt: skip


def _numbers(path: Path, measure: Measure, x: dict[str, Any], y: dict[str, Any]) -> Specification:
    return {
        "data": {"values": [
            {"x": point.year, "y": measure.number(point.high), "text": measure.words(point)} for point in path.points
        ]},
        "mark": {"type": "text", "dy": -11, "color": INK},
        "encoding": {"x": x, "y": y, "text": {"field": "text"}},
    }  # fmt: skip


def _tags(
    paths: Sequence[Path], tags: Sequence[list[str]], measure: Measure, height: int, width: int, x: dict[str, Any], y: dict[str, Any]
) -> list[Specification]:  # fmt: skip
    """The names beside the picture, each led to the end of its path."""
    span = measure.high - measure.low
    ends = [height - (measure.number(path.last.high) - measure.low) / span * height for path in paths]
    middles = spread(ends, [len(tag) * LINE_HEIGHT + 2 for tag in tags], height)
    rows = [
        {"x": path.last.year, "y": measure.number(path.last.high), "from": width + 10, "middle": round(middle, 1),
         "first": round(middle - (len(tag) - 1) * LINE_HEIGHT / 2, 1), "text": tag, "colour": colour(path.last)}
        for path, tag, middle in zip(paths, tags, middles, strict=True)
    ]  # fmt: skip
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    return [{
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "x": width + 12},
        "encoding": {"y": {"field": "first", **pixel}, "text": {"field": "text"}, "color": _as_it_is("colour")},
    }]  # fmt: skip


def told(point: Point) -> str:
    """What a mark says under the pointer."""
    also = f"; also {', '.join(point.also)}" if point.also else ""
    return f"{point.policy.short_title}: {point.target.what}, {point.words}, {point.date} ({point.reason}{also})"


def _as_it_is(field: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}
