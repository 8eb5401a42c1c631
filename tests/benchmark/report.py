"""The report of a run, and its place between two marks on the page about performance."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmark.table import Size, tables
from benchmark.yardstick import hugo_version

PAGE = Path(__file__).parents[2] / "docs" / "about" / "performance.md"
BEGIN, END = "<!-- figures: written by make bench -->\n", "<!-- end of figures -->\n"
LIBRARIES = ("mkdocs", "mkdocs-material", "pydantic", "PyYAML", "Jinja2")


def report(sizes: Sequence[Size], day: str) -> str:
    """The tables, and under them the machine and the programs that they were measured with."""
    return f"{tables(sizes)}\n{_machine(day)}\n"


def write(text: str, page: Path = PAGE, begin: str = BEGIN, end: str = END) -> None:
    """Put the report between the marks of a page, in the place of an earlier one.

    Raises:
        ValueError: the page lacks a mark.
    """
    whole = page.read_text(encoding="utf-8")
    before, begun, rest = whole.partition(begin)
    _, ended, after = rest.partition(end)
    if not begun or not ended:
        raise ValueError(f"{page} lacks the line {end if begun else begin}")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def _machine(day: str) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    programs = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in LIBRARIES)]
    return (
        f"Measured on {day}: {cores} cores ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()} "
        f"{platform.release().partition('-')[0]}, {', '.join(programs)}, Hugo {hugo_version()}."
    )
