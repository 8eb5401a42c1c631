"""Edit and see: while MkDocs serves, a saved record is shown at once, and what shows many records follows."""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from mkdocs_drafts import take_over
from mkdocs_follower import Follower
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
        self._build, self._today = build, today
        self._site = Path(server.root)
        self._draft, self._old = (self._site.with_name(f"{self._site.name}-{name}") for name in ("next", "before"))
        self._edited: set[PolicyId] = set()
        self._related: set[PolicyId] = set()
        self._told = ""
        self.follower = Follower(server)

    def __call__(self) -> None:
        """Show what was saved; MkDocs then tells the browsers."""
        try:
            self._bring_in()
        except BaseException:
            # What is shown now nobody knows.
            SHOWN.set(None)
            raise

    def _bring_in(self) -> None:
        shown, outcome = SHOWN.get(), self.follower.outcome()
        if outcome:
            self._settle()
        if shown is None or outcome is False or self._today() != shown.plan.as_of:
            return self._whole()
        now = states(shown.places)
        edited = changed(shown.files, now)
        places = {os.path.relpath(path, shown.loaded.root) for path in edited or ()}
        if edited is None or not places <= {record.path for record in shown.loaded.registry.records}:
            return self._whole()
        if places:
            return self._show(replace(shown, files=now), places)
        if self._edited and not self.follower.is_at_work:
            try:
                self._bring_up()
            except Abort:
                return self._whole()
            self._settle()
        return None

    def end(self) -> None:
        """Leave nothing behind."""
        self.follower.stop()
        for folder in (self._draft, self._old):
            shutil.rmtree(folder, ignore_errors=True)

    def _whole(self) -> None:
        """Build everything, and show it where it came to a good end."""
        self.follower.stop()
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
        shutil.rmtree(self._draft, ignore_errors=True)
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
            # The end of a work that follows asks again, and nothing has changed.
            if (told := text(report)) != self._told:
                log.error("The pages stay as they are: the registry has %s problems\n\n%s", len(report), told)
            self._told = told
            return
        self._told = ""
        records = [record for record in loaded.registry.records if record.path in places]
        edited = [one.policy.id for one in records if one != before.record(one.policy.id)]
        shown = replace(shown, loaded=loaded, plan=replace(shown.plan, registry=loaded.registry))
        SHOWN.set(shown)
        if not edited:
            return
        self.follower.stop()
        SHOWN.set(replace(shown, hashes=shown.hashes | self._records(shown, edited)))
        self._edited.update(edited)
        self._related.update(named(before, edited), named(loaded.registry, edited))
        log.info("Shown after %.2f s: %s; what shows many records follows", time.monotonic() - begun, ", ".join(edited))
        self.follower.start(self._bring_up)

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


def _folders(id: PolicyId) -> tuple[str, str]:
    """Where everything lies that belongs to one record."""
    return urls.policy(id).rstrip("/"), urls.embed(id).rstrip("/")
