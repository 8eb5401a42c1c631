"""A folder that changes as a whole: it is filled beside the old one and takes its place when it is finished."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from pathlib import Path

from policy_registry.disk_faults import UnwritableError, writing


class Replacement:
    """What a run makes of a folder, hidden beside it until it is finished.

    Beside `site` stand `.site.unfinished` while it is made and `.site.before` for the blink in which both change names.
    Whatever a killed run leaves of them, the next one mends. The lock ends with its process and leaves no file.
    """

    def __init__(self, place: Path) -> None:
        """Make the hidden folder, empty.

        Raises:
            UnwritableError: the folder cannot be replaced, or another run is doing so; nothing has changed.
        """
        self.place = place.resolve()
        with writing(self.place):
            if self.place.is_mount():
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
            if self.place.exists() and not self.place.is_dir():
                raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
        self.folder = self.place.with_name(f".{self.place.name}.unfinished")
        self._before = self.place.with_name(f".{self.place.name}.before")
        self._lock = -1
        with writing(self.place):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = self._claim()
            self._restore()
            for left in self.folder.iterdir():
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()

    def strangers(self) -> list[str]:
        """What stands in the old folder and has no counterpart in the new one, without hidden files."""
        ours = {path.name for path in self.folder.iterdir()}
        return sorted(path.name for path in self._old() if path.name not in ours and not path.name.startswith("."))

    def finish(self) -> None:
        """Put the new folder in the place of the old one; hidden files of the old one, such as `.git`, come along.

        Raises:
            UnwritableError: the old folder cannot be moved, and stays.
        """
        with writing(self.place):
            for path in self._old():
                if path.name.startswith(".") and not (self.folder / path.name).exists():
                    _copy(path, self.folder / path.name)
            if self.place.exists():
                shutil.copymode(self.place, self.folder)
                self.place.rename(self._before)
            try:
                self.folder.rename(self.place)
            finally:
                self._restore()
        self._release()

    def abandon(self) -> None:
        """Leave the old folder as it is; after the finish this does nothing."""
        if self._lock >= 0:
            self._restore()
            shutil.rmtree(self.folder, ignore_errors=True)
            self._release()

    def _old(self) -> list[Path]:
        return sorted(self.place.iterdir()) if self.place.exists() else []

    def _restore(self) -> None:
        """Mend what a kill between the two changes of names leaves, and clear away what one after them leaves."""
        if self._before.exists() and not self.place.exists():
            self._before.rename(self.place)
        shutil.rmtree(self._before, ignore_errors=True)

    def _claim(self) -> int:
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Another run may have finished, and moved the folder, between the opening and the lock.
            if os.path.samestat(os.fstat(descriptor), self.folder.stat()):
                return descriptor
        except (BlockingIOError, FileNotFoundError):
            pass
        except OSError:
            # Its file system, such as one on a network, cannot lock folders.
            return descriptor
        os.close(descriptor)
        raise UnwritableError(self.place, "another run is writing it", "wait for its end")

    def _release(self) -> None:
        os.close(self._lock)
        self._lock = -1


def _copy(path: Path, copy: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, copy, symlinks=True)
    else:
        shutil.copy2(path, copy, follow_symlinks=False)
