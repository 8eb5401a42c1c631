"""Edit and see: while MkDocs serves, a saved record is shown at once, and what shows many records follows."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from mkdocs_drafts import take_over
from mkdocs_frames import Frames
from mkdocs_records import RecordFileWriter, RecordPageWriter
from mkdocs_watching import State, changed, states
from policy_registry import urls
from policy_registry.checking import check
from policy_registry.dependents import named, naming
from policy_registry.evidence import PolicyId
from policy_registry.reporters import text
from policy_registry.site import SitePlan
from policy_registry.store import Loaded, read_again

# Where a process cannot be copied as it is, the rest is made when MkDocs calls once more.
COPIES = sys.platform == "linux"
log = logging.getLogger("mkdocs.registry")


@dataclass(frozen=True)
class Shown:
    """What a build made: of what was read, of which files, and with what further pages are made."""

    loaded: Loaded
    plan: SitePlan
    ids: frozenset[PolicyId]
    frames: Frames
    hashes: frozenset[str]
    files: Mapping[str, State]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Overviews:
    """A build of what shows many records; the records have their pages already."""

    plan: SitePlan
    hashes: frozenset[str]


SHOWN: ContextVar[Shown | None] = ContextVar("shown", default=None)
OVERVIEWS: ContextVar[Overviews | None] = ContextVar("overviews", default=None)
# Where MkDocs is to build, beside the served folder.
DRAFT: ContextVar[Path | None] = ContextVar("draft", default=None)


class Preview:
    """Takes the place of MkDocs' builder: where only records were edited, it makes anew what depends on them.

    First come the pages and files of the record itself, for which the reader waits. What names it, and what shows many
    records, follows in a copy of this process, so that the next save finds the first one free.
    """

    def __init__(self, server: LiveReloadServer, build: Callable[[], None], today: Callable[[], date]) -> None:
        self._server, self._build, self._today = server, build, today
        self._site = Path(server.root)
        self._draft, self._old = (self._site.with_name(f"{self._site.name}-{name}") for name in ("next", "before"))
        self._edited: set[PolicyId] = set()
        self._related: set[PolicyId] = set()
        self._follower: BaseProcess | None = None
        self._waiting: threading.Thread | None = None

    def __call__(self) -> None:
        """Show what was saved; MkDocs then tells the browsers."""
        try:
            self._bring_in()
        except BaseException:
            # What is shown now nobody knows.
            SHOWN.set(None)
            raise

    def _bring_in(self) -> None:
        shown, has_followed = SHOWN.get(), self._has_followed()
        if has_followed:
            self._settle()
        if shown is None or has_followed is False or self._today() != shown.plan.as_of:
            return self._whole()
        now = states(shown.places)
        edited = changed(shown.files, now)
        places = {os.path.relpath(path, shown.loaded.root) for path in edited or ()}
        if edited is None or not places <= {record.path for record in shown.loaded.registry.records}:
            return self._whole()
        if places:
            return self._show(replace(shown, files=now), places)
        if self._edited and self._follower is None:
            try:
                self._bring_up()
            except Abort:
                return self._whole()
            self._settle()
        return None

    def end(self) -> None:
        """Leave nothing behind."""
        self._stop()
        for folder in (self._draft, self._old):
            shutil.rmtree(folder, ignore_errors=True)

    def wait(self) -> None:
        """Wait until what follows has followed, and MkDocs is asked to call once more."""
        if self._waiting:
            self._waiting.join()

    def _whole(self) -> None:
        """Build everything, and show it where it came to a good end."""
        self._stop()
        shown = SHOWN.get()
        try:
            self._into_draft()
        except Abort as error:
            log.error("The pages stay as they are: %s", error)
            SHOWN.set(shown)
            return
        self._settle()
        self._site.rename(self._old)
        self._draft.rename(self._site)
        shutil.rmtree(self._old)

    def _into_draft(self) -> None:
        DRAFT.set(self._draft)
        try:
            self._build()
        finally:
            DRAFT.set(None)

    def _settle(self) -> None:
        self._edited.clear()
        self._related.clear()

    def _show(self, shown: Shown, places: Collection[str]) -> None:
        """Show the records at these places, or tell what is wrong with them."""
        begun = time.monotonic()
        before = shown.loaded.registry
        loaded = read_again(shown.loaded, places)
        # Rules on a record ask of others only whether they are there; those on briefings and further files ask what they say.
        further = {place for place in loaded.texts if not place.startswith("policies/")}
        if len(report := check(loaded, shown.plan.as_of, only={*places, *further})):
            log.error("The pages stay as they are: the registry has %s problems\n\n%s", len(report), text(report))
            return
        records = [record for record in loaded.registry.records if record.path in places]
        edited = [one.policy.id for one in records if one != before.record(one.policy.id)]
        shown = replace(shown, loaded=loaded, plan=replace(shown.plan, registry=loaded.registry))
        SHOWN.set(shown)
        if not edited:
            return
        self._stop()
        SHOWN.set(replace(shown, hashes=shown.hashes | self._records(shown, edited)))
        self._edited.update(edited)
        self._related.update(named(before, edited), named(loaded.registry, edited))
        log.info("Shown after %.2f s: %s; what shows many records follows", time.monotonic() - begun, ", ".join(edited))
        self._follow()

    def _follow(self) -> None:
        """Make the rest in a copy of this process, and ask for a further call when it has ended."""
        if not COPIES:
            self._ask()
            return
        # The collector would touch, and so copy, all that both have in common.
        gc.freeze()
        self._follower = multiprocessing.get_context("fork").Process(target=self._copied, daemon=True)
        self._follower.start()
        gc.unfreeze()
        self._waiting = threading.Thread(target=self._await, args=(self._follower,), daemon=True)
        self._waiting.start()

    def _copied(self) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._server.socket.close()
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        self._bring_up()

    def _bring_up(self) -> None:
        """Make the records that show something of the edited ones, and what shows many."""
        shown = SHOWN.get()
        assert shown
        registry = shown.loaded.registry
        related = sorted(self._related | naming(registry, self._edited))
        OVERVIEWS.set(Overviews(shown.plan, shown.hashes | self._records(shown, related)))
        try:
            self._into_draft()
        finally:
            OVERVIEWS.set(None)
        take_over(self._draft, self._site, [""], but={way for id in shown.plan.ids for way in _folders(id)})

    def _records(self, shown: Shown, ids: Sequence[PolicyId]) -> frozenset[str]:
        """Make the pages and files of some records; gives the hashes of their scripts."""
        shutil.rmtree(self._draft, ignore_errors=True)
        self._draft.mkdir()
        # A build may be of some regions only.
        own = [id for id in ids if id in shown.ids]
        RecordFileWriter(shown.plan, self._draft)(iter(own))
        hashes = RecordPageWriter(shown.plan, shown.frames, self._draft)(iter(own))
        take_over(self._draft, self._site, [way for id in own for way in _folders(id)])
        return frozenset(hashes)

    def _has_followed(self) -> bool | None:
        """Whether the copy came to a good end; None where there is none, or it is still at work."""
        if self._follower is None or not wait([self._follower.sentinel], timeout=0):
            return None
        self._follower.join()
        is_good = self._follower.exitcode == 0
        self._follower = None
        return is_good

    def _stop(self) -> None:
        """End the copy, whatever it does: what it makes is out of date."""
        if self._follower:
            self._follower.kill()
            self._follower.join()
            self._follower = None

    def _await(self, follower: BaseProcess) -> None:
        wait([follower.sentinel])
        if follower is self._follower:
            self._ask()

    def _ask(self) -> None:
        """Let MkDocs call once more, as after a change of a file; it has no other way to do so."""
        with self._server._rebuild_cond:
            self._server._want_rebuild = True
            self._server._rebuild_cond.notify_all()


def _folders(id: PolicyId) -> tuple[str, str]:
    """Where everything lies that belongs to one record."""
    return urls.policy(id).rstrip("/"), urls.embed(id).rstrip("/")
