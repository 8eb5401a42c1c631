"""The last hand on a finished page: the theme's HTML mended, and the Content-Security-Policy for its inline scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_registry import urls
from policy_registry.content_policy import headers_file, script_hashes, with_policy

HEADERS = "_headers"
# What the theme says that HTML does not allow, or that leaves a reader without a mouse behind.
MENDS = (
    # A checkbox has nothing to complete.
    (re.compile(r'(<input\b[^>]*type="checkbox"[^>]*?) autocomplete="off"'), r"\1"),
    (re.compile(r' tabindex=""'), ""),
    # The menu of narrow screens has no name.
    (re.compile(r'<input [^>]*id="__drawer"'), r'\g<0> aria-label="Menu"'),
    # The way past the header is missing where a page has no contents, and elsewhere it leaps over the beginning.
    (
        re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.S),
        r'\1<a href="#__content" class="md-skip">Skip to content</a>\2',
    ),
    (re.compile(r'(<input [^>]*id="__drawer".*?)(<div data-md-component="skip">.*?</div>)', re.S), r"\2\1"),
    (re.compile(r'<div class="md-content"'), r'\g<0> id="__content"'),
)


def is_framed(html: str) -> bool:
    """Whether the theme made the page, and not we ourselves, whose pages are whole."""
    return ' data-md-component="' in html


def is_sealed(html: str) -> bool:
    """Whether the page has a policy."""
    return '<meta http-equiv="Content-Security-Policy"' in html


def sealed(html: str) -> tuple[str, frozenset[str]]:
    """The page mended and with its policy, and the hashes of its inline scripts."""
    for fault, mended in MENDS:
        html = fault.sub(mended, html)
    return with_policy(html), script_hashes(html)


def site_headers(hashes: Iterable[str], folders: Iterable[str], pages: Iterable[str]) -> str:
    """The headers that a host should send for a site of these folders and pages; they name the inline scripts of all pages."""
    inner = (f"/{name}/*" for name in folders if f"{name}/" != urls.EMBEDS)
    return headers_file(hashes, ("/", *(f"/{name}" for name in pages), *inner))
