"""A specification in Vega-Lite into the SVG of a page; the only place that declares a picture safe to print."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache

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
    drawn = _drawn(json.dumps(_FIXED | specification, sort_keys=True))
    # Safe: every element and attribute is from a list of ours, and ElementTree escapes every text.
    return Markup(plain_svg(drawn, id, title, description))


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
