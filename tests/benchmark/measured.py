"""What a command costs: seconds on the clock, seconds of the processors, and memory at its peak."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SAMPLED_EVERY = 0.2
# To look at a large process takes a while, in which it must wait: so many times as long it is left alone.
LEFT_ALONE = 50


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of all processors, and the most bytes of memory at one time; 0 where it was not measured."""

    seconds: float
    processor: float = 0
    memory: int = 0


class CommandFailedError(Exception):
    """A measured command ended with an error."""


def measured(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> tuple[Cost, str]:
    """Run a command in a folder; what it cost with all its processes, and what it printed.

    Raises:
        CommandFailedError: it ended with an error.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command], cwd=folder, env=os.environ | environment, stdout=printed, stderr=subprocess.STDOUT
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
        printed.seek(0)
        output = printed.read()
    if process.returncode:
        raise CommandFailedError(f"{' '.join(map(str, command))}\n{output}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, watch.peak), output


class _Watch(threading.Thread):
    """Adds up the memory of a process and its descendants now and then, what they share counted once."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._process = process
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        pause = SAMPLED_EVERY
        while not self._ended.wait(pause):
            begun = time.perf_counter()
            # A process that ends while it is looked at counts as nothing.
            with suppress(OSError):
                self.peak = max(self.peak, sum(map(_memory, _family(self._process))))
            pause = max(SAMPLED_EVERY, LEFT_ALONE * (time.perf_counter() - begun))

    def end(self) -> None:
        self._ended.set()
        self.join()


def _family(process: int) -> Iterator[int]:
    yield process
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = tasks.read_text(encoding="ascii").split()
        except OSError:
            continue  # It ended meanwhile.
        for child in children:
            yield from _family(int(child))


def _memory(process: int) -> int:
    """The proportional set size: what processes share is divided among them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
