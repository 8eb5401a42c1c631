"""How numbers run over the years: the steps of a rule joined, ranges as bars, each path named where it ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from policy_registry.charts.grammar import (
    INK,
    LETTER_WIDTH,
    LINE_HEIGHT,
    QUIET,
    SMALL_TEXT_SIZE,
    Row,
    Specification,
    in_pixels,
    layer,
    picture,
    scale,
    texts,
)
from policy_registry.charts.measures import Measure
from policy_registry.charts.names import lines
from policy_registry.charts.points import Path
from policy_registry.charts.shapes import colour, dash, line_layer, shape_layer, shape_rows
from policy_registry.charts.tags import TAG_WIDTH, tag_layers, tags

WIDTH, HEIGHT, YEAR_WIDTH, INSET = 360, 156, 32, 8


@dataclass(frozen=True)
class Frame:
    """The room of a picture, the years that it runs over, and the day on which it is drawn, in years."""

    width: int
    height: int
    begins: int
    ends: int
    today: float


def frame(paths: Sequence[Path], today: float, width: int = WIDTH, height: int = HEIGHT) -> Frame:
    """A frame around all the years of the paths."""
    years = [point.year for path in paths for point in path.points]
    return Frame(width, height, math.floor(min(years)), math.floor(max(years)) + 1, today)


def course(paths: Sequence[Path], names: Sequence[str], measure: Measure, frame: Frame, heading: str = "") -> Specification:
    """The specification of the picture: x is the year, y the number; without names each number is written at its mark."""
    named = tags(paths, names, measure) if any(names) else ()
    above = lines(heading, int(frame.width / LETTER_WIDTH), 2) if heading else []
    top, left = 27 + len(above) * LINE_HEIGHT, 14 + int(LETTER_WIDTH * len(measure.longest))
    right = TAG_WIDTH if named else 14
    width, height = frame.width - left - right, max(frame.height, int(sum(tag.height for tag in named)))
    beside = frame.ends + (INSET + 10) * (frame.ends - frame.begins) / (width - 2 * INSET)
    drawn = [
        *_today(frame, height),
        line_layer(_joints(paths, measure), {"type": "line", "interpolate": "step-after", "strokeWidth": 1.25},
                   detail={"field": "joint"}),
        line_layer(_ranges(paths, measure), {"type": "rule", "strokeWidth": 2.5}, y2={"field": "end"}),
        *(tag_layers(named, measure, width, height, beside) if named else ()),
        shape_layer([row for path in paths for point in path.points for row in shape_rows(point, measure)]),
        *(() if named else (_numbers(paths, measure),)),
    ]  # fmt: skip
    values = {"tickCount": max(2, height // 40), "grid": True, "labelPadding": 6}
    channels = {
        "x": scale("year", frame.begins, frame.ends, _years(paths, frame, width), [INSET, width - INSET]),
        "y": scale("value", measure.low, measure.high, values),
    }
    headings = _headings([*above, measure.unit], 4 - left, 8 - top)
    return picture((width, height), (top, right, 22, left), [headings, {"encoding": channels, "layer": drawn}])


def _headings(words: list[str], x: float, y: float) -> Specification:
    """What the picture shows, in bold, and above the scale its unit."""
    rows = [{"text": text, "y": y + LINE_HEIGHT * place, "weight": 600} for place, text in enumerate(words[:-1])]
    rows.append({"text": words[-1], "y": -15, "weight": 400})
    return texts(rows, look={"fontWeight": {"expr": "datum.weight"}}, x={"value": x}, y=in_pixels("y"))


def _years(paths: Sequence[Path], frame: Frame, width: int) -> Row:
    """Of the years with a number as many are written as there is room for, the last before all."""
    shown: list[int] = []
    for year in sorted({math.floor(point.year) for path in paths for point in path.points}, reverse=True):
        if not shown or (shown[-1] - year) * width / (frame.ends - frame.begins) >= YEAR_WIDTH:
            shown.append(year)
    middles = [year + 0.5 for year in shown[::-1]]
    return {"values": middles, "labelExpr": "floor(datum.value)", "offset": 4, "domain": True, "ticks": True, "tickSize": 3}


def _today(frame: Frame, height: int) -> list[Specification]:
    if not frame.begins < frame.today < frame.ends:
        return []
    dotted = {"type": "rule", "stroke": QUIET, "strokeDash": [1, 3]}
    line = layer([{"year": frame.today}], dotted, y={"value": 0}, y2={"value": height})
    word = [{"year": frame.today, "text": "today"}]
    return [line, texts(word, look={"dx": 3, "color": QUIET, "fontSize": SMALL_TEXT_SIZE}, y={"value": height - 6})]


def _joints(paths: Sequence[Path], measure: Measure) -> list[Row]:
    joints = [pair for path in paths for pair in zip(path.points, path.points[1:], strict=False)]
    return [
        {"joint": place, "year": point.year, "value": measure.number(point.high), "stroke": colour(point.policy.region),
         "dash": dash(*pair)}
        for place, pair in enumerate(joints) for point in pair
    ]  # fmt: skip


def _ranges(paths: Sequence[Path], measure: Measure) -> list[Row]:
    return [
        {"year": point.year, "value": measure.number(point.low), "end": measure.number(point.high),
         "stroke": colour(point.policy.region), "dash": dash(point)}
        for path in paths for point in path.points if point.low != point.high
    ]  # fmt: skip


def _numbers(paths: Sequence[Path], measure: Measure) -> Specification:
    points = [point for path in paths for point in path.points]
    rows = [{"year": point.year, "value": measure.number(point.high), "text": measure.words(point)} for point in points]
    return texts(rows, "center", {"dy": -11, "color": INK})
