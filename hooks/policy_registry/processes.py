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
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CONTEXT: Any = multiprocessing.get_context("fork") if hasattr(os, "fork") else None
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

    What a copy looks at becomes memory of its own. With a `lifetime`, a copy ends after so many items, and a fresh one
    takes its place.
    """

    def __init__(
        self,
        work: Callable[[Iterator[Item]], Result],
        items: Sequence[Item],
        processes: int,
        *,
        at_once: int = AT_ONCE,
        least: int = LEAST_SHARED,
        lifetime: int | None = None,
    ) -> None:
        self._work, self._items, self._at_once, self._lifetime = work, items, at_once, lifetime
        self._copies: list[tuple[Any, Connection]] = []
        self._taken: Any = None
        self._parent = os.getpid()
        if processes < 2 or len(items) < least:
            return
        self._taken = _CONTEXT.Value("l", 0)
        # The collector would touch, and so copy, all that the processes have in common.
        gc.freeze()
        for _ in range(1, processes):
            self._copies.append(_copy(self._answer if lifetime is None else self._answer_by_turns, daemon=lifetime is None))

    def finish(self) -> list[Result]:
        """Work until nothing is left; an error of any process is raised here."""
        try:
            own = self._work(self._next())
            return [own, *(answer for _, channel in self._copies for answer in _received(channel))]
        finally:
            self.abandon()

    def abandon(self) -> None:
        """End the copies, whatever they do."""
        for copy, channel in self._copies:
            copy.terminate()
            with suppress(ProcessLookupError):
                os.killpg(copy.pid, signal.SIGTERM)
            copy.join()
            # The other end is closed when the last of them has ended.
            with suppress(EOFError, OSError):
                while True:
                    channel.recv_bytes()
            channel.close()
        if self._copies:
            gc.unfreeze()
        self._copies = []

    def _next(self, most: int | None = None) -> Iterator[Item]:
        if self._taken is None:
            yield from self._items
            return
        # The copy of a process that was killed ends with its next items.
        done = 0
        while self._parent in (os.getppid(), os.getpid()) and (most is None or done < most):
            done += self._at_once
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
            answer: Any = ([self._work(self._next(self._lifetime))], None)
        except Exception as error:
            answer = (None, _sendable(error))
        channel.send(answer)
        channel.close()

    def _answer_by_turns(self, channel: Connection) -> None:
        """Answer by copies of this process, which itself looks at nothing."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.setpgid(0, 0)
        maker, self._parent = self._parent, os.getpid()
        answers: list[Result] = []
        error: Exception | None = None
        while error is None and self._taken.value < len(self._items) and os.getppid() == maker:
            copy, mine = _copy(self._answer)
            try:
                answers += _received(mine)
            except Exception as caught:
                error = _sendable(caught)
            copy.join()
        channel.send((None, error) if error else (answers, None))
        channel.close()


def _copy(answer: Callable[[Connection], None], daemon: bool = True) -> tuple[Any, Connection]:
    """A copy of this process that answers, and the channel on which it does."""
    mine, theirs = _CONTEXT.Pipe(duplex=False)
    copy = _CONTEXT.Process(target=answer, args=(theirs,), daemon=daemon)
    copy.start()
    theirs.close()
    return copy, mine


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
