"""Which numbers of a like-with-like table are shown, at what date and with what weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from policy_registry.charts.marks import Weight
from policy_registry.charts.points import Path, Point, Points, Rule, rule_of
from policy_registry.deadlines import DateState, projected, state
from policy_registry.facing import evidence_view
from policy_registry.facts import Target
from policy_registry.policy import Policy
from policy_registry.stage import Stage, stage
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import date_words, measured_words


def points(facts: Iterable[tuple[Policy, Target]], vocabularies: Vocabularies, as_of: date) -> Points:
    """The dated numbers of targets that are counted alike, with what the law said of them before."""
    steps: dict[tuple[Rule, bool], list[Point]] = defaultdict(list)
    undated = 0
    for policy, target in facts:
        now = _now(policy, target, vocabularies, as_of)
        undated += target.value is not None and now is None
        if now:
            steps[rule_of(policy, target), False].append(now)
            steps[rule_of(policy, target), True] += [old for old in _before(now, vocabularies) if old.place != now.place]
    return Points(_without_repeats([path for rule in steps.values() for path in _paths(rule)]), undated)


def _now(policy: Policy, target: Target, vocabularies: Vocabularies, as_of: date) -> Point | None:
    when = projected(target.by) if target.by else None
    if target.value is None or when is None:
        return None
    high = target.value if target.max_value is None else target.max_value
    weight, reason = _weight(policy, target, vocabularies, as_of)
    return Point(policy, target, target.value, high, when, measured_words(target, vocabularies), weight, reason)


def _before(now: Point, vocabularies: Vocabularies) -> list[Point]:
    """What the law said of a target before, where it was counted alike; without a date of its own it keeps that of today."""
    found = []
    for old in now.target.earlier:
        when = projected(old.by) if old.by else now.when
        is_alike = old.unit == now.target.unit and old.measured_as in (None, now.target.measured_as)
        if old.value is not None and when and is_alike:
            high = old.value if old.max_value is None else old.max_value
            words, reason = measured_words(old, vocabularies), f"until {date_words(old.until)}"
            found.append(Point(now.policy, now.target, old.value, high, when, words, Weight.GONE, reason, old.until))
    return found


def _weight(policy: Policy, target: Target, vocabularies: Vocabularies, as_of: date) -> tuple[Weight, str]:
    status = vocabularies["statuses"].label(policy.status).lower()
    place = stage(policy, vocabularies)
    standing = vocabularies["standings"].label(target.standing).lower()
    if target.standing == "lapsed":
        return Weight.GONE, standing
    if place is not Stage.CURRENT:
        return (Weight.GONE if place is Stage.PAST else Weight.OPEN), f"policy {status}"
    if target.standing in {"estimate", "proposal"}:
        return Weight.OPEN, standing
    if target.by and state(target.by, as_of) is not DateState.CERTAIN:
        return Weight.OPEN, f"{standing}, date not certain"
    if evidence_view(policy, target).is_unverified:
        return Weight.OPEN, f"{standing}, unverified"
    return (Weight.BINDING if target.standing in {"requirement", "condition"} else Weight.AIM), standing


def _paths(steps: list[Point]) -> list[Path]:
    """One path where every step has a date of its own; else each number stands alone."""
    steps = sorted(steps, key=lambda point: point.year)
    if steps and len({point.year for point in steps}) == len(steps):
        return [Path(tuple(steps))]
    return [Path((step,)) for step in steps]


def _without_repeats(paths: list[Path]) -> tuple[Path, ...]:
    """The paths, without single numbers that only repeat a step that another policy of the region has in a longer path."""
    steps = _by_place(step for path in paths if len(path.points) > 1 for step in path.points)
    alone = _by_place(path.last for path in paths if len(path.points) == 1)
    kept = [
        Path(tuple(replace(step, also=tuple(_others(step, alone))) for step in path.points)) if len(path.points) > 1 else path
        for path in paths if len(path.points) > 1 or not _others(path.last, steps)
    ]  # fmt: skip
    return tuple(sorted(kept, key=lambda path: (path.points[0].year, path.last.policy.id, path.last.target.id)))


Places = Mapping[tuple[object, ...], list[Point]]


def _by_place(points: Iterable[Point]) -> Places:
    places: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        places.setdefault((point.policy.region, *point.place), []).append(point)
    return places


def _others(point: Point, places: Places) -> list[str]:
    """The policies, but the point's own, that say the same at one place in one region."""
    alike = places.get((point.policy.region, *point.place), [])
    return [other.policy.short_title for other in alike if other.policy.id != point.policy.id]
