"""How many readers one nginx serves: `make load` asks the built site, on loopback, as fast as it answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nginx import Server, nginx, nginx_path
from policy_registry import urls

SCRIPT = Path(__file__).with_suffix(".lua")
CONNECTIONS = 16
SECONDS = 5
HEADING = f"{'':28}{'status':>7}{'bytes':>9}{'requests/s':>12}{'median':>10}{'99 %':>10}{'99.9 %':>10}{'slowest':>10}"


@dataclass(frozen=True)
class Address:
    """Something that readers ask for, with the status that it should have."""

    name: str
    path: str
    status: int = 200
    unchanged: bool = False


@dataclass(frozen=True)
class Figures:
    """What was counted while one address was asked for; times are in milliseconds."""

    requests: int
    per_second: float
    bytes_each: int
    refused: int
    broken: int
    median: float
    p99: float
    p999: float
    slowest: float

    @classmethod
    def read(cls, output: str) -> Figures:
        """The figures in what wrk printed, of which the script's line is the last."""
        told = json.loads(output.splitlines()[-1])
        asked, seconds = told["requests"], told["duration"] / 1e6
        times = (told[name] / 1000 for name in ("median", "p99", "p999", "slowest"))
        return cls(asked, asked / seconds, round(told["bytes"] / max(asked, 1)), told["refused"], told["broken"], *times)

    def keeps(self, status: int) -> bool:
        """Whether every answer came, and came with a status of this kind; wrk counts those from 400 on as refused."""
        return self.requests > 0 and self.broken == 0 and self.refused == (self.requests if status >= 400 else 0)

    def line(self, address: Address) -> str:
        """The figures as a line below the heading."""
        times = "".join(f"{time:>7.2f} ms" for time in (self.median, self.p99, self.p999, self.slowest))
        return f"{address.name:28}{address.status:>7}{self.bytes_each:>9,}{self.per_second:>12,.0f}{times}"


def addresses(site: Path) -> Iterator[Address]:
    """What is asked for: of the policies, the one whose page is of middle size."""
    pages = sorted(site.glob("policies/*/index.html"), key=lambda page: (page.stat().st_size, page))
    id = pages[len(pages) // 2].parent.name
    yield Address("first page", urls.HOME)
    yield Address("first page, unchanged", urls.HOME, 304, unchanged=True)
    yield Address("page of a policy", urls.policy(id))
    yield Address("page, unchanged", urls.policy(id), 304, unchanged=True)
    yield Address("record.json", urls.record_json(id))
    yield Address("explorer.json", urls.EXPLORER_JSON)
    yield Address("address that leads nowhere", "nothing/", 404)


def measured(server: Server, address: Address, wrk: str, seconds: int) -> Figures:
    """Ask for an address over a few connections, each asking again as soon as it is answered."""
    headers = {"Accept-Encoding": "gzip"}
    if address.unchanged:
        headers["If-None-Match"] = server.ask(f"/{address.path}", Accept_Encoding="gzip").headers["ETag"]
    answer = server.ask(f"/{address.path}", **headers)
    assert answer.status == address.status, f"/{address.path} answers with {answer.status}"
    command = [wrk, "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s", "--script", str(SCRIPT)]
    command += [part for name, value in headers.items() for part in ("--header", f"{name}: {value}")]
    done = subprocess.run([*command, f"{server.address}/{address.path}"], capture_output=True, text=True, check=True)
    return Figures.read(done.stdout)


def main() -> None:
    """Print a line for each address; ends with 1 where an answer failed or something is missing."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each address")
    given = parser.parse_args()
    wrk, processes = shutil.which("wrk"), os.cpu_count() or 1
    if not wrk or not nginx_path():
        sys.exit("This needs wrk and nginx. On Debian, type: sudo apt-get install wrk nginx")
    if not (given.site / "index.html").is_file():
        sys.exit(f"There is no built site in {given.site}; type: make site")
    print(
        f"nginx with {processes} processes, wrk with {CONNECTIONS} connections, {given.seconds} s for each address\n\n{HEADING}"
    )
    failed = False
    with nginx(given.site, processes) as server:
        for address in addresses(given.site):
            figures = measured(server, address, wrk, given.seconds)
            print(figures.line(address), flush=True)
            failed |= not figures.keeps(address.status)
    if failed:
        sys.exit("Some answers failed or had another status.")


if __name__ == "__main__":
    main()
