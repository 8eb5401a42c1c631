"""Commands in a child process that something befalls: a kill, a full disk, a folder without the right to write."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from command_line import commands
from policy_registry import upgrades
from policy_registry.cli import main

EPOCH = {"SOURCE_DATE_EPOCH": "1795392000"}
NOBODY = 65534
PATIENCE = 120
# What Python tells before it asks the system to change something; an `open` counts only where it is to write.
CHANGES = frozenset({"open", "os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir", "os.chmod", "fcntl.flock"})
# Children are forked from a process that has no threads and has imported the commands once.
CHILDREN = multiprocessing.get_context("forkserver")
CHILDREN.set_forkserver_preload(["policy_registry.cli", "click.testing", "pytest"])

Fault = Callable[[], None]


@dataclass(frozen=True)
class Ended:
    """How a command ended; a killed one says nothing."""

    status: int
    output: str = ""
    words: str = ""


def in_child(fault: Fault, root: Path, *arguments: str) -> Ended:
    """Run a command of `registry` in a child process, once the fault is set up there."""
    (ended,) = at_once([partial(_command, fault, str(root), arguments)])
    return ended


def at_once(works: Iterable[Callable[[], Ended]]) -> list[Ended]:
    """Run works in as many child processes at the same time."""
    waiting = list(works)
    start = CHILDREN.Barrier(len(waiting))
    started = [_started(work, start) for work in waiting]
    return [_ended(process, answer) for process, answer in started]


def killed_in_turn(tried: Callable[[Fault], Ended]) -> Iterator[Ended]:
    """A work that is killed before its first change on the disk, before its second, and so on until it comes to its end."""
    for number in range(1, 100):
        ended = tried(partial(kill_before, number))
        yield ended
        if ended.status == 0:
            assert number > 4
            return
        assert ended.status == -signal.SIGKILL, ended
    raise AssertionError("the work never came to its end")


def newer_format() -> None:
    """Let records be written in an older format than the newest."""
    upgrades.UPGRADES = (dict,)


def one_after_the_other(*faults: Fault) -> None:
    """Set up several faults."""
    for fault in faults:
        fault()


def no_fault() -> None:
    """Nothing befalls the command."""


def kill_before(number: int) -> None:
    """Kill this process before the change on the disk that has the number."""
    left = number

    def count(event: str, details: tuple[Any, ...]) -> None:
        nonlocal left
        if event in CHANGES and (event != "open" or details[2] & (os.O_WRONLY | os.O_RDWR)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def kill_at_byte(size: int) -> None:
    """Kill this process in the middle of the first file that grows beyond a size."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def full_after(size: int) -> None:
    """Let no file grow beyond a size: the system refuses the rest, as it does where the disk is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def without_rights() -> None:
    """Give up the rights of the administrator, who may write everywhere."""
    if os.geteuid() == 0:
        # Their modules may lie where only the administrator may look.
        commands()
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def at_first_page(number: int) -> None:
    """Send this process a signal when it writes the first page of a site."""
    _at_first_page(partial(os.kill, os.getpid(), number))


def interrupted_at_first_page() -> None:
    """Interrupt this process when it writes the first page of a site, even where a shell has it ignore that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    at_first_page(signal.SIGINT)


def full_at_first_page() -> None:
    """Let the disk be full when this process writes the first page of a site."""
    _at_first_page(partial(full_after, 100))


def _at_first_page(befall: Fault) -> None:
    def strike(event: str, details: tuple[Any, ...]) -> None:
        if event == "open" and details[2] & os.O_WRONLY and str(details[0]).endswith(".html"):
            befall()

    sys.addaudithook(strike)


def _command(fault: Fault, root: str, arguments: tuple[str, ...]) -> Ended:
    fault()
    result = CliRunner().invoke(main, ["--root", root, *arguments], env=EPOCH)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ended(result.exit_code, result.stdout, result.stderr)


def _started(work: Callable[[], Ended], start: Barrier) -> tuple[BaseProcess, Connection]:
    answer, question = CHILDREN.Pipe(duplex=False)
    process = CHILDREN.Process(target=_send, args=(question, work, start))
    process.start()
    question.close()
    return process, answer


def _send(question: Connection, work: Callable[[], Ended], start: Barrier) -> None:
    # A child takes longer to start than to work.
    start.wait(PATIENCE)
    question.send(work())


def _ended(process: BaseProcess, answer: Connection) -> Ended:
    try:
        ended: Ended = answer.recv()
    except EOFError:
        process.join()
        return Ended(process.exitcode or 0)
    finally:
        answer.close()
    process.join()
    return ended
