"""The content of one file of the registry: a plain file, no link, and no longer than such a file has to be."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from policy_registry.problems import Problem, Where

MAXIMUM_BYTES = 1_000_000
_AT_ONCE = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC


class RefusedFileError(Exception):
    """A file that is not read, and the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def link_problem(path: Path) -> Problem:
    """What is said of a symbolic link, wherever it leads."""
    message = f'"{path.name}" is a link, and the registry holds no links'
    return _problem(path, message, "put the file itself here, or take the link away")


def plain_bytes(path: Path, may_be_link: bool = False) -> bytes:
    """The content of a plain file; a pipe is not waited for, and of a file that is too long nothing is read.

    Raises:
        RefusedFileError: it is a link, a folder, a device or a pipe, is too long, or cannot be read.
    """
    try:
        # Without the layers of `open`, for ten thousand records are forty thousand files.
        descriptor = os.open(path, _AT_ONCE if may_be_link else _AT_ONCE | os.O_NOFOLLOW)
        try:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise RefusedFileError(_problem(path, "is no plain file", "put a file of text here"))
            content = os.read(descriptor, about.st_size + 1) if about.st_size <= MAXIMUM_BYTES else b""
            # A file may grow while it is read.
            if len(content) > about.st_size:
                content += os.read(descriptor, MAXIMUM_BYTES + 1 - len(content))
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP and not may_be_link:
            raise RefusedFileError(link_problem(path)) from error
        why = error.strerror if isinstance(error, OSError) else error
        raise RefusedFileError(_problem(path, f"cannot be read: {why}", "check the name and the rights")) from error
    size = max(about.st_size, len(content))
    if size > MAXIMUM_BYTES:
        message = f"holds {size:,} bytes, more than {MAXIMUM_BYTES:,}"
        raise RefusedFileError(_problem(path, message, "such a file is a few pages long; check that this is the right one"))
    return content


def _decoded(content: bytes, path: Path) -> tuple[str, Problem | None]:
    """The text that UTF-8 bytes hold, without the mark that some editors set before it; or where it is none."""
    try:
        return content.decode("utf-8").removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start]
        where = Where(str(path), line, len(before.decode("utf-8", "replace")) + 1)
        message = f"the byte 0x{content[error.start]:02X} is not UTF-8"
        return "", Problem(where, "yaml-syntax", "", message, "save the file as UTF-8 text")


def plain_letters(path: Path, may_be_link: bool = False) -> tuple[str, Problem | None]:
    """The text of a plain file, or nothing and the problem that keeps it from being read."""
    try:
        return _decoded(plain_bytes(path, may_be_link), path)
    except RefusedFileError as error:
        return "", error.problem


def _problem(path: Path, message: str, help: str) -> Problem:
    return Problem(Where(str(path)), "unreadable", "", message, help)
