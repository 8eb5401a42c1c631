"""`python -m benchmark.edit 0 1000`: how long it takes from saving a record until its page, as it is served, says so."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from statistics import median
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmark.multiplied import multiply
from interruptible import interruptible

PROJECT = Path(__file__).parents[2]
EDIT = "one record saved, its page seen"
EDITS = 5
ASKED_EVERY = 0.02
SUMMARY = "summary: >-\n  "


class ServerFailedError(Exception):
    """The server ended, or never showed an edit."""


def main() -> None:
    """Measure registries of several sizes; 0 stands for the shipped one."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.edit", description=__doc__)
    parser.add_argument(
        "sizes", nargs="*", type=int, default=[0], help="numbers of records; 0 is the registry as it is shipped"
    )
    for records in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as folder:
            registry = Path(folder) / "registry"
            if records:
                registry.mkdir()
                multiply(PROJECT / "registry", registry, records)
            else:
                shutil.copytree(PROJECT / "registry", registry)
            seconds = edits(registry, {"NO_MKDOCS_2_WARNING": "1"})
        print(f"{records or 'shipped'}: {median(seconds):.2f} s, at most {max(seconds):.2f} s")


def edits(registry: Path, environment: Mapping[str, str]) -> list[float]:
    """The seconds from each of some edits of a record's summary until its page shows the words; the record is left edited.

    Raises:
        ServerFailedError: the server ended, or did not show an edit.
    """
    every = sorted(registry.glob("policies/*/*.yml"))
    records = [every[len(every) * turn // EDITS] for turn in range(EDITS)]
    for record in records:
        _thaw(registry / "versions" / record.stem)
    with served(registry, environment) as address:
        return [_edit(record, f"Edit {turn} is seen.", address) for turn, record in enumerate(records)]


@contextmanager
def served(registry: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """`mkdocs serve` on loopback for a registry, after its first build; gives the address.

    Raises:
        ServerFailedError: the server ended.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    settings = {**os.environ, **environment, "REGISTRY_PATH": str(registry), "SITE_URL": ""}
    said: list[str] = []
    with interruptible(command, PROJECT, settings) as server:
        assert server.stderr
        for line in server.stderr:
            said.append(line)
            if "Serving on" in line:
                break
        else:
            raise ServerFailedError("".join(said))
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}/"


def _thaw(versions: Path) -> None:
    """Take the newest version away, for a record whose version is frozen may not be edited."""
    sums = versions / "SHA256SUMS"
    *older, newest = sums.read_text(encoding="utf-8").splitlines(keepends=True)
    sums.write_text("".join(older), encoding="utf-8")
    (versions / newest.split()[1]).unlink()


def _edit(record: Path, words: str, address: str) -> float:
    text = record.read_text(encoding="utf-8")
    assert SUMMARY in text, record
    begun = time.perf_counter()
    record.write_text(text.replace(SUMMARY, f"{SUMMARY}{words} ", 1), encoding="utf-8")
    await_words(f"{address}policies/{record.stem}/", words)
    return time.perf_counter() - begun


def await_words(page: str, words: str, seconds: float = 600) -> None:
    """Ask for a page until it holds some words.

    Raises:
        ServerFailedError: the time is over.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(page, timeout=seconds) as answer:
                if words in answer.read().decode():
                    return
        except HTTPError as error:
            error.close()
        except (OSError, HTTPException):
            pass  # The server is starting, or puts the page in place.
        time.sleep(ASKED_EVERY)
    raise ServerFailedError(f"{page} did not say: {words}")


if __name__ == "__main__":
    main()
