"""Numbers side by side that no line of time can part: a line for each, from zero, with its name and number above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policy_registry.charts.grammar import LETTER_WIDTH, QUIET, RULE, Row, Specification, layer, picture, scale, texts
from policy_registry.charts.measures import Measure
from policy_registry.charts.names import lines
from policy_registry.charts.points import Point
from policy_registry.charts.shapes import colour, dash, line_layer, shape_layer, shape_rows

ROW, WIDTH, MARGIN = 38, 360, 8
TEXT_AT, LINE_AT = 0.4, 0.74
PLAIN, BOLD = 400, 600


@dataclass(frozen=True)
class Level:
    """A name with its number first and those of before; without any it is the heading of the levels that follow."""

    name: str
    points: tuple[Point, ...] = ()


def levels(rows: Sequence[Level], measure: Measure) -> Specification:
    """The specification of the picture: x is the number, each row one name."""
    width, height = WIDTH - 2 * MARGIN, len(rows) * ROW
    placed = [(place + LINE_AT, row.points) for place, row in enumerate(rows) if row.points]
    lengths = [
        {"row": place, "value": measure.number(point.low) if point.low != point.high else 0, "end": measure.number(point.high),
         "stroke": colour(point.policy.region), "dash": dash(point)}
        for place, (point, *_) in placed
    ]  # fmt: skip
    marks = [shape for place, points in placed for point in points[::-1] for shape in shape_rows(point, measure, row=place)]
    rule = {"type": "rule", "stroke": RULE}
    ground = layer([{"row": place} for place, _ in placed], rule, x={"value": 0}, x2={"value": width})
    drawn = [ground, line_layer(lengths, {"type": "rule", "strokeWidth": 1.5}, x2={"field": "end"}), shape_layer(marks)]
    measured = {"encoding": {"x": scale("value", measure.low, measure.high)}, "layer": drawn}
    top = [{"row": -0.1, "text": measure.unit}]
    specification = picture(
        (width, height), (16, MARGIN, 4, MARGIN),
        [measured, texts(top, "right", {"color": QUIET}, x={"value": width}), *_words(rows, measure, width)],
    )  # fmt: skip
    return specification | {"encoding": {"y": scale("row", len(rows), 0)}}


def _words(rows: Sequence[Level], measure: Measure, width: int) -> tuple[Specification, Specification]:
    names: list[Row] = []
    numbers: list[Row] = []
    for place, row in enumerate(rows):
        number = _number(row.points, measure) if row.points else ""
        name = lines(row.name, int(width / LETTER_WIDTH) - 2 - len(number), 1)[0]
        look = {"row": place + TEXT_AT, "weight": PLAIN} if row.points else {"row": place + LINE_AT, "weight": BOLD}
        names.append({"text": name, **look})
        numbers.append({"text": number, **look})
    weight = {"fontWeight": {"expr": "datum.weight"}}
    return (
        texts(names, "left", weight, x={"value": 0}),
        texts([row for row in numbers if row["text"]], "right", weight, x={"value": width}),
    )


def _number(points: Sequence[Point], measure: Measure) -> str:
    before = ", ".join(f"until {point.until.year}: {measure.words(point)}" for point in points if point.until)
    return f"{measure.words(points[0])} ({before})" if before else measure.words(points[0])
