"""Bytes that are written once and read often, in memory and on disk."""

from __future__ import annotations

import gc
from hashlib import sha256

import pytest

from policy_registry.outputs import FileOutput
from policy_registry.spool import KEPT_IN_MEMORY, PIECE, Spool

LARGE = bytes(range(256)) * 12_000  # three pieces, the last one shorter


@pytest.mark.parametrize("content", [b"", b"a", b"x" * PIECE, b"x" * (PIECE + 1), LARGE], ids=len)
def test_what_is_written_is_read_again_and_again(content: bytes) -> None:
    spool = Spool([content[:7], b"", content[7:]])
    assert (spool.size, spool.sha256) == (len(content), sha256(content).hexdigest())
    for _ in range(2):
        assert spool.content == content
        assert b"".join(spool.pieces()) == content


def test_pieces_are_small_whatever_was_written_at_once() -> None:
    assert len(LARGE) > KEPT_IN_MEMORY
    assert [len(piece) for piece in Spool([LARGE]).pieces()] == [PIECE, PIECE, PIECE, len(LARGE) - 3 * PIECE]


def test_more_can_be_written_after_reading() -> None:
    spool = Spool([b"one "])
    assert spool.content == b"one "
    spool.write(LARGE)
    assert spool.content == b"one " + LARGE
    spool.write(b" end")
    assert spool.content == b"one " + LARGE + b" end"
    assert spool.sha256 == sha256(spool.content).hexdigest()


def test_two_readers_do_not_disturb_one_another() -> None:
    spool = Spool([LARGE])
    pairs = list(zip(spool.pieces(), spool.pieces(), strict=True))
    assert b"".join(one for one, _ in pairs) == b"".join(other for _, other in pairs) == LARGE


def test_a_spool_that_is_let_go_closes_its_file() -> None:
    """A file that is left open would be a warning, and a warning fails the test."""
    spool = Spool([LARGE])
    assert spool.content
    del spool
    gc.collect()


@pytest.mark.parametrize("source", [b"small", b"", Spool([b"small"]), Spool([LARGE])])
def test_a_file_gives_the_same_whole_and_in_pieces(source: bytes | Spool) -> None:
    file = FileOutput("a/b.json", source)
    assert b"".join(file.pieces()) == file.content == (source if isinstance(source, bytes) else source.content)
