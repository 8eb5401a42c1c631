"""What the load test reads out of wrk, and what it asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from load import HEADING, SCRIPT, Address, Figures, addresses

# As wrk 4.1.0 prints it.
OUTPUT = """\
Running 5s test @ http://127.0.0.1:40001/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    14.90ms    1.52ms  22.26ms   91.20%
    Req/Sec     1.06k    56.91     1.20k    74.00%
  5280 requests in 5.01s, 77.18MB read
Requests/sec:   1053.98
Transfer/sec:     15.41MB
{"requests": 5280, "duration": 5009562, "bytes": 80928000, "refused": 0, "broken": 0, \
"median": 14760, "p99": 18550, "p999": 20500, "slowest": 22260}
"""


def test_the_figures_are_those_that_wrk_counted() -> None:
    figures = Figures.read(OUTPUT)
    assert figures.requests == 5280
    assert figures.per_second == pytest.approx(1053.98, abs=0.01)
    assert figures.bytes_each == 15327
    assert (figures.median, figures.p99, figures.p999, figures.slowest) == (14.76, 18.55, 20.5, 22.26)


def test_a_line_stands_below_its_heading() -> None:
    line = Figures.read(OUTPUT).line(Address("first page", ""))
    assert " ".join(line.split()) == "first page 200 15,327 1,054 14.76 ms 18.55 ms 20.50 ms 22.26 ms"
    assert len(line) == len(HEADING)


@pytest.mark.parametrize(
    ("counted", "status", "keeps"),
    [
        ({}, 200, True),
        ({}, 304, True),
        ({"refused": 1}, 200, False),
        ({"refused": 5280}, 404, True),
        ({"refused": 5279}, 404, False),
        ({"broken": 1}, 200, False),
        ({"requests": 0}, 200, False),
        ({"requests": 0}, 404, False),
    ],
)
def test_answers_that_fail_or_have_another_status_are_told(counted: dict[str, int], status: int, keeps: bool) -> None:
    output = OUTPUT
    for name, value in counted.items():
        output = re.sub(rf'"{name}": \d+', f'"{name}": {value}', output)
    assert Figures.read(output).keeps(status) is keeps


def test_the_script_prints_every_figure_that_is_read() -> None:
    printed = re.findall(r'"(\w+)": %d', SCRIPT.read_text(encoding="utf-8"))
    assert printed == re.findall(r'"(\w+)": \d+', OUTPUT)


def test_the_policy_that_is_asked_for_is_of_middle_size(tmp_path: Path) -> None:
    for id, size in (("eu-small", 10), ("cn-middle", 20), ("us-large", 30)):
        file = tmp_path / "policies" / id / "index.html"
        file.parent.mkdir(parents=True)
        file.write_bytes(b"x" * size)
    page, record = "policies/cn-middle/", "policies/cn-middle/record.json"
    asked = [address.path for address in addresses(tmp_path)]
    assert asked == ["", "", page, page, record, "data/explorer.json", "nothing/"]
