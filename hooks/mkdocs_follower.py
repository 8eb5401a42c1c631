"""Work that follows in a copy of the serving process, so that the next save finds the first one free."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from mkdocs.livereload import LiveReloadServer

# Elsewhere a process cannot be copied as it is.
COPIES = sys.platform == "linux"


class Follower:
    """One work at a time; when it has ended, MkDocs is asked to call its builder once more."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._copy: BaseProcess | None = None
        self._waiting: threading.Thread | None = None

    def start(self, work: Callable[[], None]) -> None:
        """Begin with a work; where no process can be copied, only ask, so that the builder does it."""
        if not COPIES:
            self._ask()
            return
        # The collector would touch, and so copy, all that both have in common.
        gc.freeze()
        self._copy = multiprocessing.get_context("fork").Process(target=self._do, args=(work,), daemon=True)
        self._copy.start()
        gc.unfreeze()
        self._waiting = threading.Thread(target=self._await, args=(self._copy,), daemon=True)
        self._waiting.start()

    @property
    def is_at_work(self) -> bool:
        """Whether a copy has begun and was not asked yet how it ended."""
        return self._copy is not None

    def outcome(self) -> bool | None:
        """Whether the work came to a good end, told once; None where there is none, or it goes on."""
        if self._copy is None or not wait([self._copy.sentinel], timeout=0):
            return None
        self._copy.join()
        is_good = self._copy.exitcode == 0
        self._copy = None
        return is_good

    def stop(self) -> None:
        """End the work, wherever it stands."""
        if self._copy:
            self._copy.kill()
            self._copy.join()
            self._copy = None

    def wait(self) -> None:
        """Wait until the work has ended and MkDocs was asked."""
        if self._waiting:
            self._waiting.join()

    def _do(self, work: Callable[[], None]) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._server.socket.close()
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        work()

    def _await(self, copy: BaseProcess) -> None:
        wait([copy.sentinel])
        if copy is self._copy:
            self._ask()

    def _ask(self) -> None:
        """As after the change of a file, for there is no other way."""
        with self._server._rebuild_cond:
            self._server._want_rebuild = True
            self._server._rebuild_cond.notify_all()
