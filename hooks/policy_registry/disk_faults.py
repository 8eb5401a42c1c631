"""What keeps a file or a folder from being written, and how it is said."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policy_registry.invisible import visible

_ROOM = "make room on the disk and run the command again"
_RIGHT = "get the right to write in that folder, or work in a folder of your own"
_OBSTACLE = "move away the file that stands where a folder belongs"
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "raise the limit for the size of a file (ulimit -f) and run the command again",
    errno.EACCES: _RIGHT,
    errno.EPERM: _RIGHT,
    errno.EBUSY: "it is a mount point, or in use; name a folder inside it",
    errno.EROFS: "the disk is mounted for reading only; mount it for writing, or work in another place",
    errno.ENOTDIR: _OBSTACLE,
    errno.EEXIST: _OBSTACLE,
}


class UnwritableError(Exception):
    """Something could not be written, and what was there before is as it was."""

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{visible(str(path))} cannot be written: {reason}; {remedy}")


def is_of_the_disk(error: OSError) -> bool:
    """Whether the disk or the rights on it are to blame, and not a name that something else has."""
    return _REMEDIES.get(error.errno or 0, _OBSTACLE) != _OBSTACLE


def unwritable(path: Path, error: OSError) -> UnwritableError:
    """What the operating system refused, with what to do about it."""
    remedy = _REMEDIES.get(error.errno or 0, "mend that and run the command again")
    return UnwritableError(path, error.strerror or str(error), remedy)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns whatever the operating system refuses while a path is written into words for a person."""
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error
