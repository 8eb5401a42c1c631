"""Room for labels that want the same place."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], heights: Sequence[float], length: float) -> list[float]:
    """The middles of labels as near to the wanted ones as they can be without overlap, from 0 down to a length.

    The order is kept; where there is not room for all, they go on beyond the end.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    middles = [0.0] * len(wanted)
    edge = 0.0
    for place in order:
        middles[place] = max(wanted[place], edge + heights[place] / 2)
        edge = middles[place] + heights[place] / 2
    edge = max(length, sum(heights))
    for place in reversed(order):
        middles[place] = min(middles[place], edge - heights[place] / 2)
        edge = middles[place] - heights[place] / 2
    return middles
