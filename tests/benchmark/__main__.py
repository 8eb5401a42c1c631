"""`python -m benchmark 100 1000`: make registries of these sizes, build them, and print what that costs."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from statistics import median

from benchmark.edit import EDIT, edits
from benchmark.extent import extents
from benchmark.measured import Cost, measured
from benchmark.multiplied import multiply
from benchmark.report import report, write
from benchmark.table import BUILD, YARDSTICK, Size
from benchmark.yardstick import command, environment, untold
from policy_registry.dates import day_of

PROJECT = Path(__file__).parents[2]
SIZES = (100, 1_000, 10_000)


class UnfairError(Exception):
    """The pages of the yardstick do not show what ours do."""


def main() -> None:
    """Measure every size, and print or keep the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmark", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of records (100, 1000 and 10000)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/about/performance.md")
    given = parser.parse_args()
    day = day_of(os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))
    sizes = []
    for records in sorted(given.sizes):
        print(f"{records:,} records", file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder:
            sizes.append(_size(records, Path(folder), day))
    text = report(sizes, day.isoformat())
    print(text)
    if given.write:
        write(text)


def _size(records: int, folder: Path, day: date) -> Size:
    registry, site, hugo = folder / "registry", folder / "site", folder / "hugo"
    registry.mkdir()
    multiply(PROJECT / "registry", registry, records)
    steps = _phases(registry, folder / "written", day)
    steps |= _checks(registry, day)
    steps[BUILD] = _ours(["-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)], registry, day)[0]
    steps[YARDSTICK] = _hugo(registry, hugo, folder, day)
    versions = sum(1 for _ in registry.glob("versions/*/*.yml"))
    # It leaves edits behind, so nothing else is measured after it.
    steps[EDIT] = Cost(median(edits(registry, _environment(registry, day))))
    return Size(records, versions, steps, extents(site), extents(hugo))


def _phases(registry: Path, written: Path, day: date) -> dict[str, Cost]:
    """The phases of one process; what they write stays, for a disk makes files slowly while it still deletes others."""
    output = _ours(["-m", "benchmark.phases", str(registry), str(written), day.isoformat()], registry, day)[1]
    return {phase: Cost(seconds) for phase, seconds in json.loads(output).items()}


def _checks(registry: Path, day: date) -> dict[str, Cost]:
    one = min(registry.glob("policies/*/*.yml"))
    return {
        "`registry check`": _ours(["-m", "policy_registry", "check"], registry, day)[0],
        "`registry check` of one record": _ours(["-m", "policy_registry", "check", str(one)], registry, day)[0],
    }


def _ours(words: list[str], registry: Path, day: date) -> tuple[Cost, str]:
    """What one of our own commands costs, and what it prints."""
    _settle()
    return measured([sys.executable, *words], PROJECT, _environment(registry, day))


def _settle() -> None:
    """Let the disk write what an earlier command left in memory, so that the next one need not wait for it."""
    os.sync()


def _environment(registry: Path, day: date) -> dict[str, str]:
    return {
        "REGISTRY_PATH": str(registry),
        "SOURCE_DATE_EPOCH": str(int(datetime.combine(day, time(), UTC).timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(PROJECT / "tests"),
    }


def _hugo(registry: Path, site: Path, folder: Path, day: date) -> Cost:
    _settle()
    cost, _ = measured(command(registry, site, folder / "mounts.toml"), folder, environment(day.isoformat(), folder / "cache"))
    # Every further record repeats the texts of one of these.
    for model in (PROJECT / "registry").glob("policies/*/*.yml"):
        record = registry / model.relative_to(PROJECT / "registry")
        if record.exists() and (missing := untold(record, site / "policies" / record.stem / "index.html")):
            raise UnfairError("\n".join([f"Hugo's page of {record.stem} lacks", *missing]))
    return cost


if __name__ == "__main__":
    main()
