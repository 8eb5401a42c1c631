"""Small pictures in a row, one for each way of counting that has two steps, so that steps can be seen side by side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice

from policy_registry.charts import findings
from policy_registry.charts.course import course, frame
from policy_registry.charts.drawing import draw
from policy_registry.charts.figure import Figure, Picture
from policy_registry.charts.labels import labels
from policy_registry.charts.measures import measure
from policy_registry.charts.names import distinct, in_a_sentence
from policy_registry.charts.numbers import FEWEST, Facts
from policy_registry.charts.points import Points, in_years
from policy_registry.charts.selection import points
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import capitalised

WIDTH, HEIGHT, MOST_PICTURES = 176, 78, 12


def small_steps(tables: Mapping[tuple[str, str], Facts], vocabularies: Vocabularies, as_of: date) -> tuple[Figure, ...]:
    """A figure for each unit in which two tables or more hold two dated numbers; larger tables have their own figure.

    Each way of counting keeps a picture and a scale of its own: they share the page and the years only. Only the first of
    very many are drawn.
    """
    units: dict[str, dict[str, Points]] = {}
    for (unit, measured_as), facts in tables.items():
        found = points(facts, vocabularies, as_of)
        years = {point.year for point in found.all if point.until is None}
        if 1 < len(found.all) < FEWEST and len(years) > 1 and measured_as:
            units.setdefault(unit, {})[measured_as] = found
    figures = []
    left = MOST_PICTURES
    for unit, alike in units.items():
        if len(alike) > 1 and left > 1:
            drawn = dict(islice(alike.items(), left))
            left -= len(drawn)
            figures.append(_figure(unit, drawn, len(alike), vocabularies, as_of))
    return tuple(figures)


def _figure(unit: str, tables: dict[str, Points], total: int, vocabularies: Vocabularies, as_of: date) -> Figure:
    paths = [path for found in tables.values() for path in found.paths]
    every = [point for path in paths for point in path.points]
    room = frame(paths, in_years(as_of), WIDTH, HEIGHT)
    pictures: list[Picture] = []
    told: dict[str, list[str]] = {}
    for measured_as, name in zip(tables, distinct(tuple(tables)), strict=True):
        found = tables[measured_as]
        told.setdefault(_steps(found), []).append(in_a_sentence(name))
        finding = findings.finding(found, labels(found.paths, vocabularies), vocabularies)
        scale = measure(found.all, vocabularies["units"][unit], is_whole=True)
        specification = course(found.paths, [""] * len(found.paths), scale, room, name)
        id = f"steps-{unit}-{len(pictures) + 1}"
        pictures.append(Picture(draw(specification, id, measured_as, f"{finding} {findings.weights(found.all)}"), "small"))
    left_off = f"Only the first {len(tables)} of {total} are drawn." if len(tables) < total else ""
    return Figure(
        tuple(pictures),
        " ".join(f"{steps}: {', '.join(names)}." for steps, names in told.items()),
        findings.reading(paths, over_time=True),
        findings.keys(every),
        "Each picture counts of its own whole, as its table says." + (f" {left_off}" if left_off else ""),
    )


def _steps(found: Points) -> str:
    steps = sorted(found.all, key=lambda point: point.year)
    return capitalised(", then ".join(f"{point.words} in {point.when.year}" for point in steps))
