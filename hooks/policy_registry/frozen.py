"""The frozen versions of one record: their hashes are known, their bytes are read from disk when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from policy_registry.plain_file import RefusedFileError, plain_bytes
from policy_registry.problems import Problem, Where


class FrozenFiles(Mapping[int, bytes]):
    """The bytes of each version by its number. Those of ten thousand records would take a quarter of a gigabyte."""

    def __init__(self) -> None:
        self._files: dict[int, Path] = {}
        self._digests: dict[int, str] = {}

    def add(self, number: int, path: Path) -> None:
        """Take in a version; its hash is that of the file as it is now.

        Raises:
            RefusedFileError: the file cannot be read.
        """
        self._digests[number] = sha256(plain_bytes(path)).hexdigest()
        self._files[number] = path

    def digest(self, number: int) -> str:
        """The SHA-256 that the bytes had when the registry was read."""
        return self._digests[number]

    def __getitem__(self, number: int) -> bytes:
        """The bytes of a version.

        Raises:
            RefusedFileError: the file cannot be read any more, or has other bytes than when the registry was read.
        """
        content = plain_bytes(self._files[number])
        if sha256(content).hexdigest() != self._digests[number]:
            where = Where(str(self._files[number]))
            raise RefusedFileError(Problem(where, "unreadable", "", "was changed since the registry was read", "run it again"))
        return content

    def __contains__(self, number: object) -> bool:
        return number in self._files

    def __iter__(self) -> Iterator[int]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
