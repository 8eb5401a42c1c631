"""Names and room for them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_registry.charts.names import distinct, lines
from policy_registry.charts.spacing import spread


@pytest.mark.parametrize(
    ("texts", "short"),
    [
        (("share of cobalt in active materials", "share of lead in active materials"), ("Cobalt", "Lead")),
        (("share of cobalt in materials", "share of lead in the battery"), ("Cobalt in materials", "Lead in the battery")),
        (
            ("Pools in the three years before", "Packs sold in the two years before"),
            ("Pools in the three years before", "Packs sold in the two years before"),
        ),
        (("Cut of vans", "Cut of vans in place of 50 percent"), ("Cut of vans", "In place of 50 percent")),
        (("the same", "the same"), ("The same", "The same")),
        (("alone",), ("Alone",)),
        ((), ()),
    ],
)
def test_a_short_name_keeps_what_tells_it_apart(texts: tuple[str, ...], short: tuple[str, ...]) -> None:
    assert distinct(texts) == short


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    assert lines("one two three four five six", 9, 2) == ["one two", "three …"]
    assert lines("", 9) == [""]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 30)), max_size=8))
def test_labels_never_overlap_and_keep_their_order(wanted: list[tuple[float, float]]) -> None:
    heights = [height for _, height in wanted]
    middles = spread([middle for middle, _ in wanted], heights, 100)
    placed = sorted(zip(middles, heights, [middle for middle, _ in wanted], strict=True), key=lambda label: label[0])
    for (upper, one, _), (lower, other, _) in pairwise(placed):
        assert lower - upper >= (one + other) / 2 - 0.001
    assert [want for *_, want in placed] == sorted(middle for middle, _ in wanted)
    if placed:
        assert placed[0][0] - placed[0][1] / 2 >= -0.001
        assert placed[-1][0] + placed[-1][1] / 2 <= max(100, sum(heights)) + 0.001


def test_a_label_with_room_stays_where_it_wants_to_be() -> None:
    assert spread([20, 60], [10, 10], 100) == [20, 60]
