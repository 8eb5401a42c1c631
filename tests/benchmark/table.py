"""The figures of a run as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmark.extent import Extent, whole
from benchmark.measured import Cost

BUILD, YARDSTICK = "whole build", "Hugo"
LISTED_KINDS = 12


@dataclass(frozen=True)
class Size:
    """What was measured with one number of records."""

    records: int
    versions: int
    steps: Mapping[str, Cost]
    site: Mapping[str, Extent]
    yardstick: Mapping[str, Extent]


def tables(sizes: Sequence[Size]) -> str:
    """Times, memory and sites of every size."""
    return "\n\n".join([_times(sizes), _memory(sizes), _sites(sizes), _kinds(sizes[-1])]) + "\n"


def growth(before: Size, after: Size, step: str) -> float:
    """How many times as long a record takes in the larger registry; 1 where the time grows as the records do."""
    return (after.steps[step].seconds / after.records) / (before.steps[step].seconds / before.records)


def ratio(size: Size, step: str = BUILD, other: str = YARDSTICK) -> float:
    """How many times as long a step takes as another."""
    return size.steps[step].seconds / size.steps[other].seconds


def _times(sizes: Sequence[Size]) -> str:
    rows = []
    for step in sizes[0].steps:
        whole_run = [f"{_seconds(size.steps[step].seconds)} ({_each(size, step)})" for size in sizes]
        rows.append([step, *whole_run, *(f"{growth(*pair, step):.2f}" for pair in pairwise(sizes))])
    rows.append([f"{BUILD} ÷ {YARDSTICK}", *(f"{ratio(size):.2f}" for size in sizes), *[""] * (len(sizes) - 1)])
    grown = (f"growth to {after.records:,}" for _, after in pairwise(sizes))
    return _table(["Time, and time a record", *_counts(sizes), *grown], rows)


def _memory(sizes: Sequence[Size]) -> str:
    steps = [step for step, cost in sizes[0].steps.items() if cost.memory]
    rows = [
        [step, *(f"{size.steps[step].processor:.1f} s, {_megabytes(size.steps[step].memory)}" for size in sizes)]
        for step in steps
    ]
    return _table(["Time of all processors, and memory at its peak", *_counts(sizes)], rows)


def _sites(sizes: Sequence[Size]) -> str:
    rows = [
        ["versions of the records", *(f"{size.versions:,}" for size in sizes)],
        ["the site", *(_extent(whole(size.site)) for size in sizes)],
        ["the site a record", *(f"{whole(size.site).bytes / size.records / 1000:,.0f} KB" for size in sizes)],
        [f"the site of {YARDSTICK}", *(_extent(whole(size.yardstick)) for size in sizes)],
    ]
    return _table(["Size", *_counts(sizes)], rows)


def _kinds(size: Size) -> str:
    """The kinds with most bytes in the largest site, ours beside those of Hugo."""
    names = list(size.site)[:LISTED_KINDS]
    rows = [[f"`{name}`", _extent(size.site[name]), _extent(size.yardstick.get(name, Extent()))] for name in names]
    return _table([f"Kind of file, {size.records:,} records", "the site", YARDSTICK], rows)


def _counts(sizes: Iterable[Size]) -> Iterator[str]:
    return (f"{size.records:,} records" for size in sizes)


def _each(size: Size, step: str) -> str:
    return f"{size.steps[step].seconds / size.records * 1000:.2f} ms"


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds >= 100 else f"{seconds:.2f} s"


def _megabytes(bytes: int) -> str:
    return f"{bytes / 1_000_000:,.0f} MB"


def _extent(extent: Extent) -> str:
    return (
        f"{extent.files:,} file{'' if extent.files == 1 else 's'}, {extent.bytes / 1_000_000:,.1f} MB"
        if extent.files
        else "none"
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    marks = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, marks, *rows])
