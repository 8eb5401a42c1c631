"""The code that puts a record into a frame on a page of others."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from policy_registry import urls
from policy_registry.policy import Policy

# Shows nine records of ten whole at the width of a column of text; a longer one scrolls in its frame.
FRAME_HEIGHT = 640


@dataclass(frozen=True)
class EmbedCode:
    """The code to copy, and the page that the frame will show."""

    text: str
    page: str


def embed_code(policy: Policy, base: str) -> EmbedCode:
    """One `iframe` of HTML; its address is whole, because it stands on another site."""
    page = urls.embed(policy.id)
    address, title = escape(urls.absolute(base, page)), escape(policy.short_title)
    size = f'width="100%" height="{FRAME_HEIGHT}"'
    return EmbedCode(f'<iframe src="{address}" title="{title}" {size} style="border: 0" loading="lazy"></iframe>', page)
