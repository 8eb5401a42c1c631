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
from multiprocessing.connection import Connection, wait
from traceback import format_exc
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


class EndedError(RuntimeError):
    """A process that shared the work was ended from outside, as the system does where memory runs out."""


class Shared(Generic[Item, Result]):
    """Work on a list of items: copies of this process begin with it, each takes what comes next, and `finish` joins in.

    The work is handed an iterator of its items. What it makes of them in a copy must be picklable.

    What a copy looks at becomes memory of its own, and so does what this process looks at meanwhile. With a `lifetime`,
    a copy ends after so many items, and while this process works on items too, a fresh one takes its place.
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
        self._answers: list[Result] = []
        self._error: Exception | None = None
        self._taken: Any = None
        self._parent = os.getpid()
        if processes < 2 or len(items) < least:
            return
        self._taken = _CONTEXT.Value("l", 0)
        self._copies = [_copy(self._answer) for _ in range(1, processes)]

    def finish(self) -> list[Result]:
        """Work until nothing is left; an error of any process is raised here."""
        try:
            own = self._work(self._next())
            while self._copies:
                wait([channel for _, channel in self._copies])
                self._follow()
            if self._error:
                raise self._error
            return [own, *self._answers]
        finally:
            self.abandon()

    def abandon(self) -> None:
        """End the copies, whatever they do."""
        for copy, channel in self._copies:
            copy.terminate()
            copy.join()
            channel.close()
        if self._taken is not None:
            gc.unfreeze()
        self._copies = []

    def _next(self, most: int | None = None) -> Iterator[Item]:
        if self._taken is None:
            yield from self._items
            return
        # The copy of a process that was killed ends with its next items.
        done = 0
        while self._parent in (os.getppid(), os.getpid()) and (most is None or done < most) and self._error is None:
            done += self._at_once
            if os.getpid() == self._parent:
                self._follow()
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

    def _follow(self) -> None:
        """Take in what copies have answered, and let fresh ones follow them; here, between two items, no lock is held."""
        for copy, channel in [pair for pair in self._copies if pair[1].poll()]:
            self._copies.remove((copy, channel))
            try:
                self._answers += _received(channel)
            except Exception as error:
                self._error = error
            copy.join()
            channel.close()
            # Without room for one more process, the others do its work.
            with suppress(OSError):
                if self._error is None and self._taken.value < len(self._items):
                    self._copies.append(_copy(self._answer))


def _copy(answer: Callable[[Connection], None]) -> tuple[Any, Connection]:
    """A copy of this process that answers, and the channel on which it does."""
    mine, theirs = _CONTEXT.Pipe(duplex=False)
    # The collector would touch, and so copy, all that the processes have in common.
    gc.freeze()
    copy = _CONTEXT.Process(target=answer, args=(theirs,), daemon=True)
    copy.start()
    theirs.close()
    return copy, mine


def _sendable(error: Exception) -> Exception:
    """An error as it can be sent to another process: one that would break on the way is put into words."""
    error.add_note(f"It was raised in a process that shared the work:\n\n{format_exc()}")
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _received(channel: Connection) -> Any:
    try:
        result, error = channel.recv()
    except EOFError:
        raise EndedError("a process that shared the work was ended from outside") from None
    if error:
        raise error
    return result
