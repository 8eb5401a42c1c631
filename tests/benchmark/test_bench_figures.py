import os
import sys
from pathlib import Path

import pytest

from benchmark.extent import Extent, extents, whole
from benchmark.measured import CommandFailedError, Cost, measured
from benchmark.report import BEGIN, END, write
from benchmark.table import BUILD, YARDSTICK, Size, growth, ratio, tables
from benchmark.yardstick import untold

SMALL = Size(
    records=100, versions=150,
    steps={"read": Cost(2), BUILD: Cost(30, 40, 400_000_000), YARDSTICK: Cost(10, 15, 200_000_000)},
    site={"html": Extent(700, 20_000_000), "png": Extent(100, 3_000_000)},
    yardstick={"html": Extent(500, 15_000_000)},
)  # fmt: skip
LARGE = Size(
    records=1_000, versions=1_500,
    steps={"read": Cost(30), BUILD: Cost(150, 200, 900_000_000), YARDSTICK: Cost(120, 180, 800_000_000)},
    site={"html": Extent(7_000, 200_000_000), "png": Extent(1_000, 30_000_000), "zip": Extent(1, 500_000)},
    yardstick={"html": Extent(5_000, 150_000_000)},
)  # fmt: skip


def test_growth_is_told_against_the_number_of_records() -> None:
    assert growth(SMALL, LARGE, "read") == pytest.approx(1.5)
    assert growth(SMALL, LARGE, BUILD) == pytest.approx(0.5)


def test_the_ratio_is_that_of_the_clock() -> None:
    assert ratio(SMALL) == pytest.approx(3)
    assert ratio(LARGE) == pytest.approx(1.25)


def test_the_tables_tell_time_growth_memory_and_size() -> None:
    lines = tables([SMALL, LARGE]).splitlines()
    assert "| Time, and time a record | 100 records | 1,000 records | growth to 1,000 |" in lines
    assert "| read | 2.00 s (20.00 ms) | 30.00 s (30.00 ms) | 1.50 |" in lines
    assert "| whole build | 30.00 s (300.00 ms) | 150 s (150.00 ms) | 0.50 |" in lines
    assert "| whole build ÷ Hugo | 3.00 | 1.25 |  |" in lines
    assert "| whole build | 40.0 s, 400 MB | 200.0 s, 900 MB |" in lines
    assert "| the site | 800 files, 23.0 MB | 8,001 files, 230.5 MB |" in lines
    assert "| the site a record | 230 KB | 230 KB |" in lines
    assert "| `png` | 1,000 files, 30.0 MB | none |" in lines
    assert "| `zip` | 1 file, 0.5 MB | none |" in lines


def test_every_row_has_a_cell_for_every_column() -> None:
    for table in tables([SMALL, LARGE]).strip().split("\n\n"):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_a_report_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n", encoding="utf-8")
    write("new\n", page)
    write("newest\n", page)
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnewest\n\n{END}after\n"


def test_a_page_without_a_place_for_the_report_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(BEGIN, encoding="utf-8")
    with pytest.raises(ValueError, match="end of figures"):
        write("new", page)


def test_extents_count_files_by_kind_most_bytes_first(tmp_path: Path) -> None:
    for name, size in {"a.html": 5, "b/c.html": 6, "d.json": 100, "SUMS": 1}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert list(extents(tmp_path).items()) == [("json", Extent(1, 100)), ("html", Extent(2, 11)), ("no ending", Extent(1, 1))]
    assert whole(extents(tmp_path)) == Extent(4, 112)


def test_a_measured_command_tells_its_memory_and_what_it_printed(tmp_path: Path) -> None:
    script = (
        "import sys, time\nheld = bytearray(b'x') * int(sys.argv[1])\nwhile time.process_time() < 0.8: pass\nprint(len(held))\n"
    )
    small, large = (measured([sys.executable, "-c", script, size], tmp_path, {}) for size in ("1", "80000000"))
    assert (small[1], large[1]) == ("1\n", "80000000\n")
    assert large[0].memory - small[0].memory > 70_000_000
    assert large[0].seconds > 0


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    """The parent holds its memory while it waits until the child, which holds as much, has been seen by the kernel's clock."""
    script = (
        "import subprocess, sys, time\n"
        "held = bytearray(b'x') * 60_000_000\n"
        "if len(sys.argv) == 1:\n"
        "    subprocess.run([sys.executable, __file__, 'child'], check=True)\n"
        "end = time.process_time() + 0.6\n"
        "while len(sys.argv) > 1 and time.process_time() < end:\n"
        "    pass\n"
    )
    (tmp_path / "two.py").write_text(script, encoding="utf-8")
    cost, _ = measured([sys.executable, "two.py"], tmp_path, {})
    assert cost.memory > 120_000_000
    assert cost.processor > 0.6


def test_a_command_that_fails_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="the reason"):
        measured([sys.executable, "-c", "raise SystemExit('the reason')"], tmp_path, dict(os.environ))


def test_texts_of_a_record_that_the_yardstick_does_not_show_are_named(tmp_path: Path) -> None:
    record, page = tmp_path / "record.yml", tmp_path / "page.html"
    record.write_text(
        "title: {text: Law & order}\nstatus: in-force\nevents: [{what: Enters into\n  force}]\n", encoding="utf-8"
    )
    page.write_text("<h1>Law &amp; order</h1><p>Enters\ninto <b>force</b></p>", encoding="utf-8")
    assert untold(record, page) == []
    page.write_text("<h1>Law</h1><p>Enters into force</p>", encoding="utf-8")
    assert untold(record, page) == [".title.text: Law & order"]
