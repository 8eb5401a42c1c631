from __future__ import annotations

import multiprocessing

from policy_registry.charts.drawing import draw
from policy_registry.charts.grammar import Specification


def specification(number: int) -> Specification:
    return {"data": {"values": [{"a": number}]}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}


def test_a_copy_of_a_process_that_has_drawn_can_draw_too() -> None:
    first, second = (draw(specification(number), "here", "Title", "Words ü") for number in (1, 2))
    assert first != second
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)
    copy = context.Process(target=lambda: theirs.send(draw(specification(3), "here", "Title", "Words ü")))
    copy.start()
    assert mine.poll(60), "the copy waits for the engine"
    assert mine.recv() == draw(specification(3), "here", "Title", "Words ü")
    copy.join()
