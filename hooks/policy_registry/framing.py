"""How a host frames a page, in the words of front matter that its theme reads."""

from __future__ import annotations

from html import escape
from typing import Any

from policy_registry.outputs import PageOutput

HIDDEN = {"home": ["navigation", "toc"], "full": ["navigation", "toc"], "wide": ["navigation"]}


def front_matter(page: PageOutput) -> dict[str, Any]:
    """What the theme must know of a page; texts are escaped, because it prints them as they are."""
    said = {
        "title": escape(page.title),
        "description": escape(page.description),
        "layout": page.layout,
        "head": page.head,
        "noindex": not page.is_indexed,
        "hide": HIDDEN.get(page.layout, []),
    }
    return said | ({"template": "home.html"} if page.layout == "home" else {})
