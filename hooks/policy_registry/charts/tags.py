"""The names of paths beside a picture, each led to the end of its path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policy_registry.charts.grammar import (
    LETTER_WIDTH,
    LINE_HEIGHT,
    QUIET,
    Row,
    Specification,
    as_it_is,
    in_pixels,
    layer,
    texts,
)
from policy_registry.charts.measures import Measure
from policy_registry.charts.names import lines
from policy_registry.charts.points import Path, Point
from policy_registry.charts.shapes import colour
from policy_registry.charts.spacing import spread

TAG_WIDTH, GAP = 138, 3
_LETTERS = int((TAG_WIDTH - 14) / LETTER_WIDTH)


@dataclass(frozen=True)
class Tag:
    """A name of a few lines that ends with the number at which its path ends."""

    lines: tuple[str, ...]
    end: Point

    @property
    def height(self) -> float:
        """The room that the lines take, with the gap to the next name."""
        return len(self.lines) * LINE_HEIGHT + GAP


def tags(paths: Sequence[Path], names: Sequence[str], measure: Measure) -> tuple[Tag, ...]:
    """A tag for each path."""
    return tuple(Tag(_with_number(name, measure.words(path.last)), path.last) for path, name in zip(paths, names, strict=True))


def _with_number(name: str, number: str) -> tuple[str, ...]:
    *first, last = lines(name, _LETTERS)
    whole = f"{last}: {number}" if last else number
    return (*first, whole) if len(whole) <= _LETTERS else (*first, f"{last}:", number)


def tag_layers(named: Sequence[Tag], measure: Measure, width: int, height: int, beside: float) -> tuple[Specification, ...]:
    """The tags at the right of the picture; `beside` is where their leading lines end, in years."""
    span = measure.high - measure.low
    ends = [height * (measure.high - measure.number(tag.end.high)) / span for tag in named]
    leaders: list[Row] = []
    rows: list[Row] = []
    for place, (tag, middle) in enumerate(zip(named, spread(ends, [tag.height for tag in named], height), strict=True)):
        leaders += [
            {"tag": place, "year": tag.end.year, "value": measure.number(tag.end.high)},
            {"tag": place, "year": beside, "value": measure.high - middle / height * span},
        ]
        first = middle - (len(tag.lines) - 1) * LINE_HEIGHT / 2
        rows.append({"y": round(first, 1), "text": tag.lines, "colour": colour(tag.end.policy.region)})
    return (
        layer(leaders, {"type": "line", "stroke": QUIET, "strokeWidth": 0.6, "strokeDash": [1, 2]}, detail={"field": "tag"}),
        texts(rows, x={"value": width + 13}, y=in_pixels("y"), color=as_it_is("colour")),
    )
