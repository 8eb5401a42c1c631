"""One process that reads, checks, renders and writes a registry, and prints the seconds of each as JSON.

It is what a build does without MkDocs: `python -m benchmark.phases REGISTRY FOLDER`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from policy_registry.checking import check
from policy_registry.lettering import TYPEFACE_FILES, Typefaces
from policy_registry.place import Place
from policy_registry.site import plan_site
from policy_registry.store import load

Item = TypeVar("Item")
FONTS = Path(__file__).parents[2] / "docs" / "assets" / "fonts"
PHASES = ("read", "check", "render", "write")


class Stopwatch:
    """Seconds by phase; each lasts until the next begins."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(PHASES, 0.0)
        self._last = time.perf_counter()

    def ended(self, phase: str) -> None:
        """The time since the last phase was that of this one."""
        now = time.perf_counter()
        self.seconds[phase] += now - self._last
        self._last = now


def phases(root: Path, folder: Path, as_of: date) -> dict[str, float]:
    """The seconds of each phase. An output is made while one walks over the plan, and written at once."""
    watch = Stopwatch()
    loaded = load(root)
    watch.ended("read")
    report = check(loaded, as_of)
    watch.ended("check")
    if len(report):
        raise SystemExit(f"the registry has {len(report)} problems")
    plan = plan_site(loaded.registry, as_of, Place(), Typefaces(*((FONTS / name).read_bytes() for name in TYPEFACE_FILES)))
    for page in _rendered(plan.pages, watch):
        _write(folder / page.path / "index.html", page.html.encode(), watch)
    for file in _rendered(plan.files, watch):
        _write(folder / file.path, file.content, watch)
    return watch.seconds


def _rendered(outputs: Iterable[Item], watch: Stopwatch) -> Iterator[Item]:
    for output in outputs:
        watch.ended("render")
        yield output
    watch.ended("render")


def _write(path: Path, content: bytes, watch: Stopwatch) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    watch.ended("write")


if __name__ == "__main__":
    root, folder, day = sys.argv[1:]
    print(json.dumps(phases(Path(root), Path(folder), date.fromisoformat(day))))
