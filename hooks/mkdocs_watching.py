"""What is watched while the site is served: the files that a build reads, and how a change of one is noticed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

# Of these the system tells each change; not so of a folder on a network, or of the host of a virtual machine.
LOCAL = frozenset({"bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "tmpfs", "xfs", "zfs"})
MOUNTS = Path("/proc/self/mounts")
# The system writes a blank in the name of a folder so.
_ESCAPED = re.compile(r"\\([0-7]{3})")
# To read a file is no change of it.
CHANGES: list[type[FileSystemEvent]] = [FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]

# The time of the last change of a file, to the nanosecond, and its size.
State = tuple[int, int]


def states(places: Iterable[str]) -> dict[str, State]:
    """Every file at or under some places with its state, without those that editors hide."""
    return {path: state for place in places for path, state in _states(Path(place).absolute())}


def changed(before: Mapping[str, State], now: Mapping[str, State]) -> frozenset[str] | None:
    """The files that are there as before, but not in the state of before; None where one came or went."""
    if before.keys() != now.keys():
        return None
    return frozenset(path for path, state in now.items() if before[path] != state)


def watch_quickly(server: LiveReloadServer, places: Iterable[str]) -> None:
    """Let the system tell of changes where it can; elsewhere MkDocs asks for every file twice a second."""
    paths = [*server._watched_paths, *places]
    if not all(is_local(Path(path)) for path in paths):
        return
    before = server.observer, server._watched_paths, server._watch_refs
    server.observer, server._watched_paths, server._watch_refs = _Quick(), {}, {}
    try:
        for path in paths:
            server.watch(path)
        server.observer.start()
    except OSError:
        # There are more folders than the system lets one person watch.
        server.observer.stop()
        server.observer, server._watched_paths, server._watch_refs = before


def is_local(path: Path, mounts: Path = MOUNTS) -> bool:
    """Whether a file lies on a disk of this machine, as far as the system says."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    kinds = {Path(_ESCAPED.sub(_letter, point)): kind for _, point, kind, *_ in map(str.split, lines)}
    real = path.resolve()
    return next((kinds[folder] for folder in (real, *real.parents) if folder in kinds), "") in LOCAL


class _Quick(Observer):  # type: ignore[misc, valid-type]
    """Tells of changes as the system does; MkDocs may start it when it runs already."""

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False, **_: Any) -> ObservedWatch:
        """Watch a folder; of a file its folder, for editors put another file in its place."""
        if Path(path).is_file():
            path, recursive = str(Path(path).parent), False
        watch: ObservedWatch = super().schedule(handler, path, recursive=recursive, event_filter=CHANGES)
        return watch

    def start(self) -> None:
        """Begin, once."""
        if not self.is_alive():
            super().start()


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 8))


def _states(place: Path) -> Iterator[tuple[str, State]]:
    if place.is_dir():
        yield from _inside(str(place))
    elif place.exists():
        yield str(place), _state(place.stat())


def _inside(folder: str) -> Iterator[tuple[str, State]]:
    # A folder may go meanwhile.
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _inside(entry.path)
                continue
            with suppress(FileNotFoundError):  # So may a file, or it is a link that leads nowhere.
                yield entry.path, _state(entry.stat())


def _state(found: os.stat_result) -> State:
    return found.st_mtime_ns, found.st_size
