"""A specification in Vega-Lite into the SVG of a page; the only place that declares a picture safe to print."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from policy_registry.charts.plain_svg import plain_svg

Specification = dict[str, Any]

INK = "var(--md-default-fg-color)"
QUIET = "var(--md-default-fg-color--light)"
RULE = "var(--rule)"
GROUND = "var(--md-default-bg-color)"
ACCENT = "var(--md-typeset-a-color)"
TEXT_SIZE = 11
LINE_HEIGHT = 12.5

_CONFIGURATION = {
    "view": {"stroke": None},
    "text": {"fontSize": TEXT_SIZE, "color": INK, "lineHeight": LINE_HEIGHT, "baseline": "middle"},
    "axis": {
        "domain": False, "ticks": False, "grid": False, "title": None, "labelColor": QUIET, "labelFontSize": TEXT_SIZE,
        "labelLimit": 0, "labelOverlap": False, "gridColor": RULE, "tickColor": RULE, "domainColor": RULE,
    },
}  # fmt: skip
_FIXED = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "autosize": "none",
    "background": None,
    "config": _CONFIGURATION,
}


def draw(specification: Specification, id: str, title: str, description: str) -> Markup:
    """The picture of a specification, named and described.

    Nothing in it is measured by a font of the machine, so that two machines draw the same bytes.
    """
    drawn = _drawn(json.dumps(_FIXED | specification, sort_keys=True))
    # Safe: every element and attribute is from a list of ours, and ElementTree escapes every text.
    return Markup(plain_svg(drawn, id, title, description))  # noqa: S704


@lru_cache(maxsize=512)
def _drawn(specification: str) -> str:
    # The engine takes half a second to start; who only checks or exports never draws.
    import vl_convert

    return vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
