"""The figure of numbers that are counted alike: over the years, or side by side where no line of time parts them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from policy_registry.charts import findings
from policy_registry.charts.course import course, frame
from policy_registry.charts.drawing import draw
from policy_registry.charts.figure import Figure, Picture
from policy_registry.charts.labels import Label, labels
from policy_registry.charts.levels import Level, levels
from policy_registry.charts.marks import Weight
from policy_registry.charts.measures import measure
from policy_registry.charts.points import Path, Point, in_years
from policy_registry.charts.selection import points
from policy_registry.facts import Target
from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies

FEWEST, MOST_PATHS, MOST_ROWS = 3, 6, 20
RANKS = {Weight.BINDING: 0, Weight.AIM: 0, Weight.OPEN: 1, Weight.GONE: 2}

Facts = Iterable[tuple[Policy, Target]]


def numbers_figure(
    facts: Facts, heading: str, id: str, vocabularies: Vocabularies, as_of: date, part: str = ""
) -> Figure | None:
    """The figure of the targets of one like-with-like table; None where fewer than three numbers have a date.

    `part` says which targets these are, where they are not all: then what is found holds of these alone.
    """
    facts = list(facts)
    found = points(facts, vocabularies, as_of)
    if len(found.all) < FEWEST:
        return None
    unit = vocabularies["units"][facts[0][1].unit or ""]
    names = labels(found.paths, vocabularies)
    scale = measure(found.all, unit)
    over_time = len({math.floor(point.year) for point in found.all}) > 1 and len(found.paths) <= MOST_PATHS
    rows = _rows(found.paths, names)
    if over_time:
        specification = course(found.paths, [str(name) for name in names], scale, frame(found.paths, in_years(as_of)))
    else:
        specification = levels(rows[:MOST_ROWS], scale)
    finding = " ".join(words for words in (part, findings.finding(found, names, vocabularies)) if words)
    title = f"{heading}, {'by year' if over_time else 'side by side'}"
    return Figure(
        (Picture(draw(specification, id, title, f"{finding} {findings.weights(found.all)}")),),
        finding,
        findings.reading(found.paths, over_time=over_time),
        findings.keys(found.all),
        findings.note(found, unit, drawn=MOST_ROWS if not over_time and len(rows) > MOST_ROWS else 0),
    )


def _rows(paths: Sequence[Path], names: Sequence[Label]) -> list[Level]:
    """A row for each number, under the name of its owner where that has several; what was said before joins its row."""
    before: dict[tuple[str, str], list[Point]] = {}
    for point in (point for path in paths for point in path.points if point.until):
        before.setdefault((point.policy.id, point.target.id), []).append(point)
    owners: dict[str, list[Level]] = {}
    for path, name in zip(paths, names, strict=True):
        for point in (point for point in path.points if point.until is None):
            level = Level(name.thing, (point, *before.get((point.policy.id, point.target.id), ())))
            owners.setdefault(name.owner, []).append(level)
    found: list[Level] = []
    for owner, owned in sorted(owners.items(), key=lambda pair: min(map(_rank, pair[1]))):
        is_heading = bool(owner) and len(owned) > 1
        found += [Level(owner)] if is_heading else []
        for level in sorted(owned, key=_rank):
            words = [level.name] if is_heading else [owner, level.name]
            told = ", ".join(word for word in words if word) or level.points[0].policy.short_title
            found.append(Level(told, level.points))
    return found


def _rank(level: Level) -> tuple[int, float, str]:
    """What stands comes first, then what is not settled, then what is gone; of each the largest first."""
    point = level.points[0]
    return RANKS[point.weight], -float(point.high), level.name
