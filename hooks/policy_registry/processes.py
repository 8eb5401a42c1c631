"""Work that is shared among processes, where there is enough of it and the system can copy a process."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# To copy a process that holds a registry takes some 50 ms.
LEAST_SHARED = 300
AT_ONCE = 10


def processors() -> int:
    """How many processes can work at once; 1 where a process cannot be copied as it is."""
    # Of several threads only one would go on in a copy, and what the others hold would never be let go.
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and threading.active_count() == 1 else 1


def spare_collector() -> None:
    """Let the collector of garbage look seldom: a registry is millions of objects that stay, with hardly a cycle among them."""
    gc.set_threshold(100_000, 50, 100)


class Shared(Generic[Item, Result]):
    """Work on a list of items: copies of this process begin with it, each takes what comes next, and `finish` joins in.

    The work is handed an iterator of its items. What it makes of them in a copy must be picklable.
    """

    def __init__(
        self,
        work: Callable[[Iterator[Item]], Result],
        items: Sequence[Item],
        processes: int,
        *,
        at_once: int = AT_ONCE,
        least: int = LEAST_SHARED,
    ) -> None:
        self._work, self._items, self._at_once = work, items, at_once
        self._copies: list[tuple[Any, Connection]] = []
        self._taken: Any = None
        self._parent = os.getpid()
        if processes < 2 or len(items) < least:
            return
        context = multiprocessing.get_context("fork")
        self._taken = context.Value("l", 0)
        # The collector would touch, and so copy, all that the processes have in common.
        gc.freeze()
        for _ in range(1, processes):
            mine, theirs = context.Pipe(duplex=False)
            copy = context.Process(target=self._answer, args=(theirs,), daemon=True)
            copy.start()
            theirs.close()
            self._copies.append((copy, mine))

    def finish(self) -> list[Result]:
        """Work until nothing is left; an error of any process is raised here."""
        try:
            own = self._work(self._next())
            return [own, *(_received(channel) for _, channel in self._copies)]
        finally:
            self.abandon()

    def abandon(self) -> None:
        """End the copies, whatever they do."""
        for copy, channel in self._copies:
            channel.close()
            copy.terminate()
            copy.join()
        if self._copies:
            gc.unfreeze()
        self._copies = []

    def _next(self) -> Iterator[Item]:
        if self._taken is None:
            yield from self._items
            return
        # The copy of a process that was killed ends with its next items.
        while self._parent == os.getppid() or self._parent == os.getpid():
            with self._taken.get_lock():
                start = self._taken.value
                self._taken.value += self._at_once
            if start >= len(self._items):
                return
            yield from self._items[start : start + self._at_once]

    def _answer(self, channel: Connection) -> None:
        # Whoever interrupts the work interrupts this process too, which is ended by the one that made it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            answer: Any = (self._work(self._next()), None)
        except Exception as error:
            answer = (None, _sendable(error))
        channel.send(answer)
        channel.close()


def _sendable(error: Exception) -> Exception:
    """An error as it can be sent to another process: one that would break on the way is put into words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _received(channel: Connection) -> Any:
    try:
        result, error = channel.recv()
    except EOFError:
        raise RuntimeError("a process that shared the work was ended from outside") from None
    if error:
        raise error
    return result
