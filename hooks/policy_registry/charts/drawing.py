"""A specification in Vega-Lite into the SVG of a page; the only place that declares a picture safe to print."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from policy_registry.charts.grammar import INK, LINE_HEIGHT, QUIET, RULE, TEXT_SIZE, Specification
from policy_registry.charts.plain_svg import plain_svg

KEPT_DRAWINGS = 512
APART = (
    sys.executable, "-X", "utf8", "-c",
    "import sys, vl_convert; sys.stdout.write(vl_convert.vegalite_to_svg(sys.stdin.read(), allowed_base_urls=[]))",
)  # fmt: skip
_FIXED = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "autosize": "none",
    "background": None,
    "config": {
        "view": {"stroke": None},
        "mark": {"aria": False},
        "text": {"fontSize": TEXT_SIZE, "color": INK, "lineHeight": LINE_HEIGHT, "baseline": "middle"},
        "axis": {
            "domain": False, "ticks": False, "grid": False, "title": None, "labelColor": QUIET, "labelFontSize": TEXT_SIZE,
            "labelLimit": 0, "labelOverlap": False, "gridColor": RULE, "tickColor": RULE, "domainColor": RULE,
        },
    },
}  # fmt: skip


def draw(specification: Specification, id: str, title: str, description: str) -> Markup:
    """The picture of a specification, named and described.

    Nothing in it is measured by a font of the machine, so that two machines draw the same bytes.
    """
    words: dict[str, str] = {}
    drawn = _drawn(json.dumps(_FIXED | _with_signs(specification, words), sort_keys=True))
    # Safe: every element and attribute is from a list of ours, and ElementTree escapes every text.
    return Markup(plain_svg(drawn, id, title, description, words))


def _with_signs(part: Any, words: dict[str, str]) -> Any:
    """A specification with a short sign in place of each text, which are told by their signs.

    The engine measures every text, letter by letter, and reads a font of the machine for each: two thirds of its time.
    """
    if isinstance(part, list):
        return [_with_signs(inner, words) for inner in part]
    if not isinstance(part, dict):
        return part
    return {name: (_signs if name == "text" else _with_signs)(value, words) for name, value in part.items()}


def _signs(text: Any, words: dict[str, str]) -> Any:
    """A sign for a text, or one for each of its lines; the channel that is called `text` says which field holds it."""
    if isinstance(text, list):
        return [_signs(line, words) for line in text]
    if not isinstance(text, str) or not text:
        return text
    sign = f"~{len(words):x}"
    words[sign] = text
    return sign


@lru_cache(maxsize=KEPT_DRAWINGS)
def _drawn(specification: str) -> str:
    if _home() != os.getpid():
        return _drawn_apart(specification)
    # The engine takes half a second to start; who only checks or exports never draws.
    import vl_convert

    return vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])


@lru_cache(maxsize=1)
def _home() -> int:
    """The process that drew first; its copies have not the threads of the engine, and would wait for them for ever."""
    return os.getpid()


def _drawn_apart(specification: str) -> str:
    done = subprocess.run(APART, input=specification.encode(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()
