"""Work shared by processes: the same results, the same errors, and nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policy_registry.disk_faults import UnwritableError
from policy_registry.processes import AT_ONCE, LEAST_SHARED, Shared, processors

ITEMS = range(LEAST_SHARED + 7)
PATIENCE = 30
ALONE, TOGETHER = 1, 2
HERE = os.getpid()
FORK = multiprocessing.get_context("fork")

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot copy a process"),
    # Python 3.12 and later warn where a test runner has threads of its own.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def is_copy() -> bool:
    return os.getpid() != HERE


def squares(items: Iterator[int]) -> tuple[int, list[int]]:
    return os.getpid(), [item * item for item in items]


class InStep:
    """Gives two processes their items, of which each takes one before any takes a second."""

    def __init__(self) -> None:
        self._have_one = {True: FORK.Event(), False: FORK.Event()}

    def __call__(self, items: Iterator[int]) -> Iterator[int]:
        first = next(items)
        self._have_one[is_copy()].set()
        assert self._have_one[not is_copy()].wait(PATIENCE)
        yield first
        yield from items


@pytest.mark.parametrize("processes", [ALONE, TOGETHER, 3])
def test_each_item_is_worked_on_once_by_any_number_of_processes(processes: int) -> None:
    results = Shared(squares, ITEMS, processes).finish()
    assert len({process for process, _ in results}) == len(results) == processes
    assert results[0][0] == HERE
    assert sorted(one for _, numbers in results for one in numbers) == [item * item for item in ITEMS]


def test_both_processes_take_part() -> None:
    in_step = InStep()
    results = Shared(lambda items: len(list(in_step(items))), ITEMS, TOGETHER).finish()
    assert sum(results) == len(ITEMS)
    assert all(done >= AT_ONCE for done in results)


def test_little_work_and_none_is_done_here() -> None:
    for items in (range(LEAST_SHARED - 1), range(0)):
        assert Shared(squares, items, TOGETHER).finish() == [(HERE, [item * item for item in items])]


def test_how_much_is_worth_sharing_can_be_said() -> None:
    results = Shared(squares, range(5), TOGETHER, at_once=1, least=2).finish()
    assert len(results) == TOGETHER
    assert sorted(one for _, numbers in results for one in numbers) == [0, 1, 4, 9, 16]


def failing(error: Exception, in_copy: bool) -> Callable[[Iterator[int]], int]:
    in_step = InStep()

    def work(items: Iterator[int]) -> int:
        for _ in in_step(items):
            if is_copy() == in_copy:
                raise error
        return 0

    return work


@pytest.mark.parametrize("in_copy", [False, True])
def test_an_error_of_any_process_is_raised_as_it_is(in_copy: bool) -> None:
    shared = Shared(failing(FileExistsError(17, "File exists", "a/b"), in_copy), ITEMS, TOGETHER)
    with pytest.raises(FileExistsError) as caught:
        shared.finish()
    assert (caught.value.errno, caught.value.filename) == (17, "a/b")
    assert FORK.active_children() == []


def test_an_error_that_breaks_on_the_way_is_told_in_words() -> None:
    shared = Shared(failing(UnwritableError(Path("a"), "the disk is full", "make room"), in_copy=True), ITEMS, TOGETHER)
    with pytest.raises(RuntimeError, match="UnwritableError: a cannot be written: the disk is full; make room"):
        shared.finish()


def test_a_copy_that_is_killed_is_told() -> None:
    in_step = InStep()

    def work(items: Iterator[int]) -> int:
        for _ in in_step(items):
            if is_copy():
                os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with pytest.raises(RuntimeError, match="ended from outside"):
        Shared(work, ITEMS, TOGETHER).finish()
    assert FORK.active_children() == []


def test_work_that_is_abandoned_ends_its_copies_and_may_be_abandoned_again() -> None:
    has_begun, never = FORK.Event(), FORK.Event()

    def work(items: Iterator[int]) -> None:
        has_begun.set()
        never.wait()

    shared = Shared(work, ITEMS, TOGETHER)
    assert has_begun.wait(PATIENCE)
    assert len(FORK.active_children()) == 1
    shared.abandon()
    shared.abandon()
    assert FORK.active_children() == []


def test_a_copy_leaves_it_to_its_maker_to_be_interrupted() -> None:
    in_step = InStep()

    def work(items: Iterator[int]) -> int:
        for done, _ in enumerate(in_step(items)):
            if done == 0 and is_copy():
                os.kill(os.getpid(), signal.SIGINT)
        return 1

    assert Shared(work, ITEMS, TOGETHER).finish() == [1, 1]


def test_a_process_with_several_threads_is_not_copied() -> None:
    ending = threading.Event()
    thread = threading.Thread(target=ending.wait)
    thread.start()
    try:
        assert processors() == 1
    finally:
        ending.set()
        thread.join()
    # The runner of the tests may have threads of its own.
    asked = "from policy_registry.processes import processors; print(processors())"
    alone = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert alone.stdout == f"{len(os.sched_getaffinity(0))}\n"


LIFETIME = 100


def test_a_copy_that_has_lived_its_time_is_followed_by_a_fresh_one() -> None:
    results = Shared(squares, ITEMS, TOGETHER, lifetime=LIFETIME).finish()
    assert sorted(one for _, numbers in results for one in numbers) == [item * item for item in ITEMS]
    assert all(len(numbers) <= LIFETIME for process, numbers in results if process != HERE)
    assert len({process for process, _ in results}) == len(results)


def test_an_error_of_a_short_lived_copy_is_raised_and_ends_the_work() -> None:
    shared = Shared(failing(FileExistsError(17, "File exists", "a/b"), in_copy=True), ITEMS, TOGETHER, lifetime=LIFETIME)
    with pytest.raises(FileExistsError, match="a/b"):
        shared.finish()
    assert FORK.active_children() == []


def test_work_of_short_lived_copies_that_is_abandoned_ends_the_last_of_them(tmp_path: Path) -> None:
    has_begun, never = FORK.Event(), FORK.Event()
    name = tmp_path / "process"

    def work(items: Iterator[int]) -> None:
        name.write_text(str(os.getpid()))
        has_begun.set()
        never.wait()

    shared = Shared(work, ITEMS, TOGETHER, lifetime=LIFETIME)
    assert has_begun.wait(PATIENCE)
    shared.abandon()
    # Its end of the channel is closed a moment before it is gone.
    end = time.monotonic() + PATIENCE
    while is_alive(Path("/proc", name.read_text(), "stat")):
        assert time.monotonic() < end


def is_alive(status: Path) -> bool:
    try:
        return status.read_text().split()[2] != "Z"
    except OSError:
        return False
