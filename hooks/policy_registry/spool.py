"""The bytes of a file that may be as large as the registry: on disk where they are many, and never twice in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from weakref import finalize

KEPT_IN_MEMORY = 1_000_000
PIECE = 1_000_000


class Spool:
    """Bytes that are written once, piece by piece, and read as often as needed."""

    def __init__(self, pieces: Iterable[bytes] = ()) -> None:
        self._file = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 (it lives as long as the spool)
        finalize(self, self._file.close)
        self._hash = sha256()
        self.size = 0
        for piece in pieces:
            self.write(piece)

    def write(self, piece: bytes) -> None:
        """Add bytes at the end."""
        self._file.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    @property
    def sha256(self) -> str:
        """The hash of all bytes, in hexadecimal digits."""
        return self._hash.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """The bytes in pieces of at most a megabyte."""
        place = 0
        while place < self.size:
            self._file.seek(place)
            piece = self._file.read(PIECE)
            place += len(piece)
            yield piece
        self._file.seek(self.size)

    @property
    def content(self) -> bytes:
        """All bytes."""
        return b"".join(self.pieces())
