"""The cards of links, read back as pictures."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from builders import SHIPPED, history_data, record_data, registry_folder, typefaces
from policy_registry.exports.cards import HEIGHT, WIDTH, Card, CardPress, policy_card, site_card
from policy_registry.store import load

PALETTE = 3
FOOT = 535
LARGEST = 30 * 1024


@pytest.fixture(scope="module")
def press() -> CardPress:
    return CardPress(typefaces(), "Battery Policy Registry")


def card(folder: Path, **changes: Any) -> Card:
    registry = load(registry_folder(folder, record_data(**changes))).registry
    return policy_card(registry.policies[0], registry)


def picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def test_every_shipped_record_has_a_small_card_of_the_right_size(press: CardPress) -> None:
    registry = load(SHIPPED).registry
    for words in (site_card(registry), *(policy_card(policy, registry) for policy in registry)):
        content = press.png(words)
        signature, width, height, _, kind = struct.unpack(">8s8xIIBB", content[:26])
        assert (signature, width, height, kind) == (b"\x89PNG\r\n\x1a\n", WIDTH, HEIGHT, PALETTE)
        assert len(content) < LARGEST, words


def test_a_card_has_the_same_bytes_each_time(press: CardPress, tmp_path: Path) -> None:
    words = card(tmp_path)
    assert press.png(words) == press.png(words) == CardPress(typefaces(), "Battery Policy Registry").png(words)


@pytest.mark.parametrize(
    "changes",
    [
        {"short_title": "Another"},
        {"region": "jp"},
        {"status": "repealed"},
        {"instrument": "act"},
        {"bindingness": "non-binding"},
        {"summary": "Another summary."},
        {"version": "2", "history": history_data(("2026-11-21", "new", "A."), ("2026-11-22", "correction", "B."))},
        {"original_titles": [{"text": "Batteriegesetz", "language": "de"}]},
    ],
)
def test_whatever_a_card_says_is_seen_on_it(press: CardPress, tmp_path: Path, changes: dict[str, Any]) -> None:
    region = changes.get("region", "eu")
    one, two = (
        card(tmp_path / "one"),
        card(tmp_path / "two", id=f"{region}-example", **{"short_title": "Example eu-example"} | changes),
    )
    assert press.png(one) != press.png(two)


def test_colours_tell_a_law_in_force_from_a_past_and_a_coming_one(press: CardPress, tmp_path: Path) -> None:
    grounds = {}
    for status in ("in-force", "proposed", "suspended", "expired"):
        colours = picture(press.png(card(tmp_path / status, status=status))).getcolors(256)
        assert colours
        grounds[status] = {colour for _, colour in colours}
    for status, own in grounds.items():
        others = set().union(*(other for name, other in grounds.items() if name != status))
        assert own - others, status


def test_a_name_that_cannot_be_drawn_gives_way_to_the_english_title(press: CardPress, tmp_path: Path) -> None:
    title = {"text": "Battery Act", "language": "en"}
    assert press.png(card(tmp_path / "one", short_title="電池法", title=title)) == press.png(
        card(tmp_path / "two", short_title="Battery Act", title=title)
    )


def test_an_original_title_that_cannot_be_drawn_is_left_out(press: CardPress, tmp_path: Path) -> None:
    original = [{"text": "이차전지 산업 혁신전략", "language": "ko"}]
    assert press.png(card(tmp_path / "one", original_titles=original)) == press.png(card(tmp_path / "two"))


@pytest.mark.parametrize("word", ["W" * 4000, "Battery " * 400, "電池 " * 900, "<script>alert(1)</script> & \"'"])
def test_no_text_runs_over_the_margins_or_the_foot(press: CardPress, tmp_path: Path, word: str) -> None:
    plain = picture(press.png(card(tmp_path / "plain")))
    hostile = picture(
        press.png(
            card(
                tmp_path / "hostile",
                short_title=word.strip(),
                summary=word.strip(),
                original_titles=[{"text": word.strip(), "language": "en"}],
            )
        )
    )
    assert hostile.crop((0, FOOT, WIDTH, HEIGHT)).tobytes() == plain.crop((0, FOOT, WIDTH, HEIGHT)).tobytes()
    for left in (0, 1130):
        margin = (left, 20, left + 70, FOOT)
        assert hostile.crop(margin).getcolors() == [(70 * (FOOT - 20), (255, 255, 255))]
