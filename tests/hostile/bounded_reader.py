"""Reads the registries whose folders it is given, one on each line of the standard input, each in a process with limits.

Run as a program; it prints a line of JSON for each: how the process ended, and the problems that it found.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from policy_registry.checking import check
from policy_registry.store import load
from policy_registry.vocabulary_files import UnreadableRegistryError

# Far more than a sound registry takes, far less than a machine has.
SECONDS_OF_WORK = 5
SECONDS_OF_WAITING = 120
MEMORY = 700_000_000


def found(root: Path) -> list[dict[str, object]] | str:
    """Every problem of a registry, or why it cannot be read at all."""
    try:
        loaded = load(root)
    except UnreadableRegistryError as error:
        return str(error)
    return [
        {
            "where": asdict(problem.where),
            "said": [problem.rule, problem.field, problem.message, problem.help, problem.excerpt[:5_000], problem.width],
        }
        for problem in check(loaded, date(2026, 11, 22))
    ]


def bounded(root: Path) -> dict[str, object]:
    """How the reading of a registry ends where work, waiting and memory have limits."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_WORK, SECONDS_OF_WORK))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(SECONDS_OF_WAITING)
        with os.fdopen(writing, "w") as pipe:
            json.dump(found(root), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status = os.waitpid(process, 0)
    return {"status": os.waitstatus_to_exitcode(status), "found": json.loads(said) if status == 0 else None}


if __name__ == "__main__":
    for line in sys.stdin.buffer:
        print(json.dumps(bounded(Path(os.fsdecode(line.removesuffix(b"\n"))))), flush=True)
