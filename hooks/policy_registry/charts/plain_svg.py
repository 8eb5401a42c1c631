"""SVG as it may stand inside a page: a few elements and attributes, and nothing that a strict policy forbids.

There is no style, script, font, link or foreign content: what is not named here is left out. Colours are
presentation attributes that name the variables of the page, so that a picture follows light and dark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

NAMESPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset({"svg", "g", "path", "line", "rect", "text", "tspan"})
ATTRIBUTES = frozenset({
    "d", "transform", "x", "y", "dy", "x1", "x2", "y1", "y2", "width", "height", "fill", "fill-opacity", "stroke",
    "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "text-anchor", "font-size", "font-weight",
    "font-style",
})  # fmt: skip
INHERITED = frozenset({
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "text-anchor",
    "font-size", "font-weight", "font-style",
})  # fmt: skip
NUMBERS = frozenset({"d", "transform", "x", "y", "dy", "x1", "x2", "y1", "y2", "width", "height"})
_NUMBER = re.compile(r"-?\d*\.\d+(e-?\d+)?")
_NOTHING = re.compile(r"translate\(0, ?0\)")


def plain_svg(drawn: str, id: str, title: str, description: str, words: Mapping[str, str]) -> str:
    """A drawn SVG cut down to what a page may hold, named and described for those who do not see it.

    A mark that was drawn with a description shows it as a title under the pointer. A text that was drawn as a sign is
    written as the words that the sign stands for.
    """
    root = ElementTree.fromstring(drawn)
    width, height = root.attrib["width"], root.attrib["height"]
    plain = ElementTree.Element("svg", {
        "xmlns": NAMESPACE.strip("{}"), "class": "chart__picture", "viewBox": f"0 0 {width} {height}", "role": "img",
        "aria-labelledby": f"{id}-title", "aria-describedby": f"{id}-description",
    })  # fmt: skip
    ElementTree.SubElement(plain, "title", {"id": f"{id}-title"}).text = title
    ElementTree.SubElement(plain, "desc", {"id": f"{id}-description"}).text = description
    plain.extend(_plain_children(root, words))
    return ElementTree.tostring(plain, encoding="unicode").replace(" />", "/>")


def _plain_children(parent: ElementTree.Element, words: Mapping[str, str]) -> list[ElementTree.Element]:
    found = []
    for child in parent:
        name = child.tag.removeprefix(NAMESPACE)
        if name not in ELEMENTS or _is_invisible(child):
            continue
        plain = ElementTree.Element(name, _plain_attributes(child))
        plain.text = words.get(child.text, child.text) if child.text and name in {"text", "tspan"} else None
        plain.extend(_plain_children(child, words))
        _hoist(plain)
        if child.get("aria-label") and child.get("aria-roledescription") and name == "path":
            ElementTree.SubElement(plain, "title").text = child.attrib["aria-label"]
        if name != "g" or (plain.attrib and len(plain)):
            found.append(plain)
        else:
            found.extend(plain)
    return found


def _hoist(group: ElementTree.Element) -> None:
    """Say once what all children of a group say alike."""
    if group.tag != "g" or len(group) < 2:
        return
    for name, value in list(group[0].attrib.items()):
        if name in INHERITED and name not in group.attrib and all(child.get(name) == value for child in group):
            group.set(name, value)
            for child in group:
                del child.attrib[name]


def _is_invisible(element: ElementTree.Element) -> bool:
    is_frame = element.get("class") in {"background", "foreground"} and not {"fill", "stroke"} & set(element.attrib)
    return is_frame or element.get("display") == "none"


def _plain_attributes(element: ElementTree.Element) -> dict[str, str]:
    kept = {name: _rounded(value) if name in NUMBERS else value for name, value in element.attrib.items() if name in ATTRIBUTES}
    if _NOTHING.fullmatch(kept.get("transform", "")):
        del kept["transform"]
    return {name: value.removesuffix("px") for name, value in kept.items()}


def _rounded(value: str) -> str:
    return _NUMBER.sub(lambda number: f"{round(float(number[0]), 1) + 0:g}", value)
