"""Files that appear whole or not at all, in folders that one run at a time writes into."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policy_registry.disk_faults import UnwritableError, writing

# Readers pass over names that begin with a point.
SUFFIX = ".draft"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Makes a folder and keeps our other runs out of it until the end; what a killed one left there is cleared away.

    The lock ends with its process, however that ends, and leaves no file.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    try:
        with writing(folder):
            # Without a lock, a draft may be that of another run.
            for left in folder.glob(f".*{SUFFIX}") if _locked(descriptor) else ():
                left.unlink(missing_ok=True)
        yield
    finally:
        os.close(descriptor)


def create(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet; one that does keeps its bytes, and the call fails."""
    with _draft(path, content) as file:
        try:
            os.link(file, path)
        except FileExistsError as error:
            raise UnwritableError(path, "there is such a file already", "it keeps its words") from error


def replace(path: Path, content: bytes) -> None:
    """Write a file, or another in the place of the one that is there."""
    with _draft(path, content) as file:
        os.replace(file, path)


def replace_read(path: Path, content: bytes, read: str) -> None:
    """Write a file anew, unless it is not as it was read: then somebody has edited it meanwhile, and that edit stays."""
    with alone_in(path.parent):
        with writing(path):
            # Readers drop the mark that some editors set before UTF-8.
            is_as_read = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff") == read
        if not is_as_read:
            raise UnwritableError(path, "somebody has changed it since it was read", "run the command again")
        replace(path, content)


@contextmanager
def _draft(path: Path, content: bytes) -> Iterator[Path]:
    """A finished file beside the one that is to be written, gone at the end."""
    with writing(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=SUFFIX)
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.chmod(0o644)
            yield unfinished
        finally:
            unfinished.unlink(missing_ok=True)


def _locked(descriptor: int) -> bool:
    """Waits for the folder; false where its file system, such as one on a network, cannot lock folders."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        return False
    return True
