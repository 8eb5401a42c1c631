"""What the built site offers to those who pass it on: previews with their pictures, and frames."""

from __future__ import annotations

import re
import struct
from collections import Counter
from html import unescape

import pytest

from builders import SHIPPED
from policy_registry.registry import Registry
from policy_registry.store import load
from sites import BuiltPage, BuiltSite

BASE = "http://127.0.0.1:8000/"
META = re.compile(r'<meta (?:property|name)="((?:og|twitter):[a-z:_]+|description)" content="([^"]*)">')
LARGEST_EMBED = 30 * 1024


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


def themed(site: BuiltSite) -> list[BuiltPage]:
    """The pages that stand in the theme: no frames, no pages that only lead on."""
    pages = [
        page
        for path, page in site.pages.items()
        if not path.startswith("embed/") and path != "404.html" and 'http-equiv="refresh"' not in page.html
    ]
    assert len(pages) > 100
    return pages


def meta(page: BuiltPage) -> dict[str, str]:
    found = [(name, unescape(content)) for name, content in META.findall(page.html)]
    assert len(dict(found)) == len(found), page.path
    return dict(found)


def test_every_page_has_a_preview_that_says_what_its_head_says(shipped_site: BuiltSite) -> None:
    for page in themed(shipped_site):
        shown = meta(page)
        assert shown["og:url"] == BASE + page.path
        assert shown["og:description"] == shown["description"] != "", page.path
        (title,) = re.findall(r"<title>(.*?)</title>", page.html.partition("</head>")[0])
        name = shown["og:site_name"]
        assert unescape(title) == (f"{shown['og:title']} - {name}" if page.path else name)
        assert shown["twitter:card"] == "summary_large_image"
        assert shown["og:image:alt"]


def test_no_two_pages_for_search_engines_have_one_title_or_one_description(shipped_site: BuiltSite) -> None:
    found = [meta(page) for page in themed(shipped_site) if '<meta name="robots" content="noindex">' not in page.html]
    for name in ("og:title", "description"):
        twice = [text for text, count in Counter(shown[name] for shown in found).items() if count > 1]
        assert twice == [], name


def test_every_picture_is_there_and_has_the_size_that_is_told(shipped_site: BuiltSite) -> None:
    sizes: dict[str, tuple[int, int]] = {}
    for page in themed(shipped_site):
        shown = meta(page)
        path = shown["og:image"].removeprefix(BASE)
        if path not in sizes:
            content = (shipped_site.folder / path).read_bytes()
            assert content.startswith(b"\x89PNG\r\n\x1a\n")
            sizes[path] = struct.unpack(">16xII", content[:24])
        assert sizes[path] == (int(shown["og:image:width"]), int(shown["og:image:height"])), page.path


def test_every_record_has_its_card_and_its_frame(shipped_site: BuiltSite, registry: Registry) -> None:
    for policy in registry:
        page = shipped_site.pages[f"policies/{policy.id}/"]
        assert meta(page)["og:image"] == f"{BASE}policies/{policy.id}/card.png"
        assert f"../../embed/{policy.id}/" in page.links
        assert f'<iframe src="{BASE}embed/{policy.id}/"' in unescape(page.html)
        assert policy.summary in shipped_site.pages[f"embed/{policy.id}/"].text


def test_frames_are_small_and_hold_no_script_and_no_style(shipped_site: BuiltSite) -> None:
    frames = [page for path, page in shipped_site.pages.items() if path.startswith("embed/")]
    assert frames
    for page in frames:
        assert page.file.stat().st_size < LARGEST_EMBED, page.path
        assert not re.search(r"<(script|style|img|iframe)\b| style=| on[a-z]+=", page.html), page.path
        assert page.requests == ["../../assets/mark.svg", "../../assets/stylesheets/embed.css"], page.path


def test_frames_are_in_no_list_of_pages(shipped_site: BuiltSite) -> None:
    assert "/embed/" not in (shipped_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>http://127.0.0.1:8000/policies/" in (shipped_site.folder / "sitemap.xml").read_text(encoding="utf-8")
