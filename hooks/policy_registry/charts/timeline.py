"""The life of the law in a region: a lane for each policy, with a mark for each turn, and today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from policy_registry import urls
from policy_registry.charts.drawing import draw
from policy_registry.charts.figure import Figure, Key, Picture, Telling
from policy_registry.charts.lane_layers import ROOMS, lanes_specification
from policy_registry.charts.lanes import MOST_LANES, Lane, Years, lanes, years
from policy_registry.charts.points import in_years, middle
from policy_registry.charts.turns import KEY, TURN_MARKS
from policy_registry.facing import Link, policy_link
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import counted, date_words

FEWEST = 3
READING = "One line for each policy: dotted before it is law, whole while it stands, thin where only steps ahead are known."


def timeline(registry: Registry, region: str, as_of: date) -> Figure | None:
    """The figure of the policies of a region; None for fewer than three that have events."""
    policies = registry.in_region(region)
    shown = years(policies, as_of)
    found = lanes(policies, shown, registry.vocabularies, as_of)
    if len(found) < FEWEST:
        return None
    finding = _finding(found, as_of)
    title = f"{registry.vocabularies['regions'].label(region)}: policies from {shown.begins} to {shown.ends - 1}"
    pictures = tuple(
        Picture(
            draw(lanes_specification(found, shown, room, in_years(as_of)), f"timeline-{room.name}", title, finding), room.name
        )
        for room in ROOMS
    )
    turns = {turning.turn for lane in found for turning in lane.turnings}
    keys = tuple(Key(TURN_MARKS[turn], turn.value) for turn in KEY if turn in turns)
    return Figure(
        pictures, finding, READING, keys, _note(policies, found, shown), tuple(_telling(lane.policy) for lane in found)
    )


def _telling(policy: Policy) -> Telling:
    events = (Link(f"{date_words(event.date)}: {event.what}", urls.fact(policy.id, event.id)) for event in policy.events)
    return Telling(policy_link(policy), tuple(events))


def _finding(found: Sequence[Lane], as_of: date) -> str:
    events = [(event, lane.policy) for lane in found for turning in lane.turnings for event in turning.events]
    year, count = Counter(event.date.year for event, _ in events).most_common(1)[0]
    told = f"The fullest year is {year}, with {count} of {counted(len(events), 'step')}."
    ahead = [(event, policy) for event, policy in events if event.date.first_day > as_of]
    if ahead:
        event, policy = min(ahead, key=lambda pair: (pair[0].date.first_day, pair[1].id, pair[0].id))
        lie = counted(len(ahead), "lies ahead", "lie ahead")
        told += f" {lie}; next comes {policy.short_title}, {date_words(event.date)}: {event.what}."
    return told


def _note(policies: Sequence[Policy], found: Sequence[Lane], shown: Years) -> str:
    hidden = sum(bool(policy.events) for policy in policies) - len(found)
    parts = [f"The {MOST_LANES} policies with the most steps are shown, {hidden} are not."] if hidden else []
    steps = [middle(event.date) for lane in found for event in lane.policy.events]
    before, after = sum(step < shown.begins for step in steps), sum(step >= shown.ends for step in steps)
    outside = [
        f"{counted(count, 'step')} {when}"
        for count, when in ((before, f"before {shown.begins}"), (after, f"after {shown.ends - 1}")) if count
    ]  # fmt: skip
    if outside:
        parts.append(f"Left out: {' and '.join(outside)}.")
    return " ".join(parts)
