from __future__ import annotations

import multiprocessing
from xml.etree import ElementTree

from policy_registry.charts.drawing import draw
from policy_registry.charts.grammar import Specification, in_pixels, texts


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


def test_texts_are_drawn_as_they_are_whatever_they_look_like() -> None:
    words = ["~0", "~1", 'a < b & "c"', "電池 🔋", " spaced  out ", "null", "10"]
    rows = [{"y": 20 * place, "text": text} for place, text in enumerate(words)]
    rows += [{"y": 200, "text": ["first line", "~2"]}, {"y": 220, "text": ""}]
    drawn = draw(texts(rows, y=in_pixels("y")), "here", "Title", "Words")
    found = ["".join(element.itertext()) for element in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert found == [*words, "first line~2", ""]
