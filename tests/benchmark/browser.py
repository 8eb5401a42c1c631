"""`python -m benchmark.browser 100 1000 10000`: how the list, the search and the comparison behave in Chromium at these sizes.

The site is served by nginx on loopback, compressed as the sample configuration does, and every visit begins without a cache.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmark.browsed_site import fill, framed
from benchmark.measured import measured
from benchmark.report import write
from benchmark.varied import varied
from browser import ARGUMENTS, browser_path
from nginx import Server, nginx
from policy_registry import urls
from policy_registry.dates import day_of
from policy_registry.registry import Registry
from policy_registry.store import load

PROJECT = Path(__file__).parents[2]
BEGIN = "<!-- browser figures: written by make visits -->\n"
END = "<!-- end of browser figures -->\n"
SIZES = (100, 1_000, 10_000)
CLICKS, COMPARED = 20, 4
NAME = "strategy"
QUERIES = (
    "battery passport", "recycled content cobalt", "due diligence", "2023/1542", "电池", "蓄電池産業戦略",
    "EU Batteries Regulation", "prodction credit", "subsidy for charging stations", "IRA",
)  # fmt: skip
# Milliseconds between the letters of a quick hand, and after which a list that did not change will not.
LETTER_PAUSE, QUIET = 100, 2_000
PAGE_TOOLS = (Path(__file__).parent / "painted.js").read_text(encoding="utf-8")


@dataclass
class Figures:
    """What one size cost: for each line of the table the milliseconds and the bytes that were fetched, in words."""

    records: int
    lines: dict[str, str] = field(default_factory=dict)


class Wire:
    """Counts the bytes that a page fetches, as they come over the wire with their headers."""

    def __init__(self, page: Page) -> None:
        self._sizes: dict[str, int] = {}
        self._paths: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)

    def _received(self, event: dict[str, Any]) -> None:
        self._paths[event["requestId"]] = event["response"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        self._sizes[event["requestId"]] = int(event["encodedDataLength"])

    def of(self, *folders: str) -> str:
        """The bytes and requests of addresses that hold one of these."""
        sizes = [size for id, size in self._sizes.items() if any(folder in self._paths.get(id, "") for folder in folders)]
        return f"{sum(sizes) / 1000:,.0f} KB in {len(sizes)}"


@contextmanager
def visit(browser: Browser, server: Server, path: str) -> Iterator[tuple[Page, Wire]]:
    """A page of a reader who was never here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(PAGE_TOOLS)
    page = context.new_page()
    wire = Wire(page)
    page.goto(f"{server.address}/{path}")
    yield page, wire
    context.close()


def explorer(browser: Browser, server: Server) -> Iterator[tuple[str, str]]:
    """The list of policies: ready, narrowed, sorted, and searched by name."""
    data = ("data/explorer",)
    with visit(browser, server, urls.POLICIES) as (page, wire):
        ready = page.evaluate("measured.explorerReady()")
        yield "list: ready after the page was asked for", f"{ready:.0f} ms, {wire.of(*data)}"
        clicks = page.evaluate("count => measured.facetClicks(count)", CLICKS)
        yield "list: a choice, median and worst of 20", f"{median(clicks):.0f} and {max(clicks):.0f} ms"
        yield "list: fetched by then", wire.of(*data)
    with visit(browser, server, urls.POLICIES) as (page, wire):
        page.evaluate("measured.explorerReady()")
        (moved,) = page.evaluate("measured.sorted(['since'])")
        yield "list: sorted by the newest in force", f"{moved:.0f} ms, {wire.of(*data)}"
    with visit(browser, server, urls.POLICIES) as (page, wire):
        page.evaluate("measured.explorerReady()")
        first, *others = page.evaluate("name => measured.typed('[name=name]', name, measured.isExplorerDrawn)", NAME)
        yield "list: the first letter of a name", f"{first:.0f} ms, {wire.of(*data)}"
        yield "list: each further letter, median and worst", f"{median(others):.0f} and {max(others):.0f} ms"


def search(browser: Browser, server: Server) -> Iterator[tuple[str, str]]:
    """The search from the first page: each query by a reader who has not searched yet."""
    times, sizes = [], []
    for query in QUERIES:
        with visit(browser, server, urls.HOME) as (page, wire):
            times.append(page.evaluate("query => measured.searched(query)", query))
            sizes.append(wire.of("/search/"))
    heaviest = max(sizes, key=lambda told: float(told.split()[0].replace(",", "")))
    yield "search: the first result, median and worst of 10 queries", f"{median(times):.0f} and {max(times):.0f} ms"
    yield "search: the heaviest of the 10", heaviest
    with visit(browser, server, urls.HOME) as (page, wire):
        last = page.evaluate("asked => measured.searchedByLetter(...asked)", [QUERIES[0], LETTER_PAUSE, QUIET])
        yield f"search: “{QUERIES[0]}” letter by letter, after the last", f"{last:.0f} ms, {wire.of('/search/')}"


def comparison(browser: Browser, server: Server, ids: list[str]) -> Iterator[tuple[str, str]]:
    """Four policies side by side, and one more looked for by name."""
    data = ("data/explorer", "/compare.json", urls.VERSIONS_JSON)
    asked = "&".join(f"p={id}" for id in ids)
    with visit(browser, server, f"{urls.COMPARE_POLICIES}?{asked}") as (page, wire):
        ready = page.evaluate("count => measured.comparisonReady(count)", COMPARED)
        yield "comparison: four policies after the page was asked for", f"{ready:.0f} ms, {wire.of(*data)}"
        first, *others = page.evaluate("name => measured.typed('#chooser_field', name, measured.isChooserDrawn)", NAME)
        yield "comparison: the first letter of a further name", f"{first:.0f} ms, {wire.of(*data)} by then"
        yield "comparison: each further letter, median and worst", f"{median(others):.0f} and {max(others):.0f} ms"


def table(sizes: list[Figures]) -> str:
    """A row for each thing that a reader does, a column for each size."""
    heads = "".join(f" {size.records:,} records |" for size in sizes)
    rows = [f"| What a reader waits for |{heads}", f"| --- |{' --: |' * len(sizes)}"]
    rows += [f"| {name} |{''.join(f' {size.lines[name]} |' for size in sizes)}" for name in sizes[0].lines]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Measure every size, and print or keep the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.browser", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of records (100, 1000 and 10000)")
    parser.add_argument("--registry", type=Path, help="measure with the records of this folder instead of made ones")
    parser.add_argument("--write", action="store_true", help="put the table into docs/about/performance.md")
    given = parser.parse_args()
    day = day_of(os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))
    shipped = load(PROJECT / "registry").registry
    path = browser_path()
    assert path, "no Chromium; run: make test"
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name) / "site"
        measured(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site], PROJECT, {"NO_MKDOCS_2_WARNING": "1"}
        )
        frame = framed(site, shipped, day)
        with playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS)) as browser:
            registries = (
                (load(given.registry).registry,)
                if given.registry
                else (varied(shipped, records) for records in sorted(given.sizes))
            )
            version = browser.version
            sizes = [_size(registry, site, frame, browser, day) for registry in registries]
    busy = f"with a load of {os.getloadavg()[2]:.1f} in the last quarter of an hour, its own included"
    cores = len(os.sched_getaffinity(0))
    text = f"{table(sizes)}\nMeasured on {day.isoformat()} with Chromium {version} on {cores} cores, {busy}.\n"
    print(text)
    if given.write:
        write(text, begin=BEGIN, end=END)


def _size(registry: Registry, site: Path, frame: str, browser: Browser, day: date) -> Figures:
    print(f"{len(registry):,} records", file=sys.stderr)
    ids = [policies[0].id for region in registry.vocabularies["regions"] if (policies := registry.in_region(region.id))]
    fill(site, registry, frame, ids[:COMPARED], day)
    with nginx(site) as server:
        lines = (*explorer(browser, server), *search(browser, server), *comparison(browser, server, ids[:COMPARED]))
    return Figures(len(registry), dict(lines))


if __name__ == "__main__":
    main()
