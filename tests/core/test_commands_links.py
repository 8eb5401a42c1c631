from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import BadStatusLine
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError

import pytest
from click.testing import CliRunner, Result

from builders import record_data, registry_folder, source_data
from policy_registry.cli import main
from policy_registry.link_check import Address, Answer, Patience, State, addresses, ask_web, asked
from policy_registry.store import load
from policy_registry.web_faults import WEB_FAULTS, reason_of


class _Host(BaseHTTPRequestHandler):
    """Answers as its path says; `/only-get` knows no HEAD."""

    def do_HEAD(self) -> None:
        self._answer(is_head=True)

    def do_GET(self) -> None:
        self._answer(is_head=False)

    def _answer(self, is_head: bool) -> None:
        self.server.seen.append((self.command, self.path))  # type: ignore[attr-defined]
        name = self.path.strip("/").partition("?")[0]
        if name in {"301", "302", "308"}:
            self._say(int(name), {"Location": "/there"})
        elif name == "away":
            self._say(301, {"Location": "ftp://example.org/"})
        elif name == "round":
            self._say(301, {"Location": "/round"})
        elif name == "rude":
            self._say(404, reason="\x1b[2J\x9b Gone")
        elif name.isdigit():
            self._say(int(name))
        else:
            self._say(404 if is_head and name == "only-get" else 200)

    def _say(self, code: int, headers: dict[str, str] | None = None, reason: str | None = None) -> None:
        self.send_response(code, reason)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def a_host() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    server.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with a_host() as (base, _):
        yield base


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/fine", State.AVAILABLE, ""),
        ("/ö ü?q=%20ä", State.AVAILABLE, ""),
        ("/only-get", State.AVAILABLE, ""),
        ("/302", State.AVAILABLE, ""),
        ("/301", State.MOVED, ""),
        ("/308", State.MOVED, ""),
        ("/404", State.GONE, "404 Not Found"),
        ("/410", State.GONE, "410 Gone"),
        ("/403", State.FORBIDDEN, "403 Forbidden"),
        ("/429", State.FORBIDDEN, "429 Too Many Requests"),
        ("/503", State.UNREACHABLE, "503 Service Unavailable"),
        ("/away", State.UNREACHABLE, "301 leads away from the web"),
    ],
)
def test_each_answer_has_its_name(host: str, path: str, state: State, reason: str) -> None:
    answer = ask_web(f"{host}{path}", 5)
    assert (answer.state, answer.reason) == (state, reason)
    assert answer.to == (f"{host}/there" if state is State.MOVED else "")


def test_a_round_of_redirects_ends(host: str) -> None:
    assert ask_web(f"{host}/round", 5).state is State.UNREACHABLE


def test_what_nobody_answers_is_unreachable() -> None:
    with a_host() as (base, _):
        closed = base
    for url in (closed, "http://[broken/", "nothing"):
        answer = ask_web(url, 5)
        assert answer.state is State.UNREACHABLE
        assert answer.reason


def test_a_head_that_is_answered_is_the_only_question() -> None:
    with a_host() as (base, seen):
        ask_web(f"{base}/fine", 5)
        ask_web(f"{base}/403", 5)
    assert seen == [("HEAD", "/fine"), ("HEAD", "/403"), ("GET", "/403")]


def test_one_host_after_the_other_with_a_pause_between_questions_to_the_same() -> None:
    clock = [0.0]
    pauses: list[float] = []
    questions: list[tuple[str, float]] = []

    def ask(url: str, seconds: float) -> Answer:
        clock[0] += 4
        questions.append((url, seconds))
        return Answer(State.AVAILABLE)

    found = tuple(Address(f"https://{name}", ()) for name in ("a.org/1", "a.org/2", "b.org/1", "b.org/2"))
    answers = list(asked(found, ask, Patience(5, 2, 11), lambda: clock[0], pauses.append))
    assert questions == [("https://a.org/1", 5), ("https://a.org/2", 5), ("https://b.org/1", 3)]
    assert pauses == [2, 2]
    assert [answer.state for _, answer in answers] == [State.AVAILABLE] * 3 + [State.NOT_ASKED]


def test_an_address_is_asked_once_for_all_that_name_it(tmp_path: Path) -> None:
    both = source_data(url="https://b.org/act", archived_url="https://a.org/copy")
    root = registry_folder(tmp_path, record_data("eu-one", sources=[both]), record_data("eu-two", sources=[both]))
    found = addresses(load(root).registry)
    assert [(address.url, address.sources) for address in found] == [
        ("https://a.org/copy", (("eu-one", "oj"), ("eu-two", "oj"))),
        ("https://b.org/act", (("eu-one", "oj"), ("eu-two", "oj"))),
    ]


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "links", *arguments], env={"SOURCE_DATE_EPOCH": "1795392000"})


def test_nothing_is_asked_unless_it_is_wanted(tmp_path: Path) -> None:
    with a_host() as (base, seen):
        root = registry_folder(tmp_path, record_data(sources=[source_data(url=f"{base}/404")]))
        result = run(root)
        assert (result.exit_code, result.stdout) == (0, "1 address on 1 host would be asked with --online\n")
        assert seen == []


def test_a_gone_address_is_named_with_its_record_and_ends_with_1(tmp_path: Path) -> None:
    report = tmp_path / "links.json"
    with a_host() as (base, _):
        records = [record_data(f"eu-{name}", sources=[source_data(url=f"{base}/{name}")]) for name in ("404", "fine", "301")]
        root = registry_folder(tmp_path, *records)
        result = run(root, "--online", "--pause", "0", "--report", str(report))
    assert result.exit_code == 1
    assert f"gone: {base}/404 (404 Not Found)\n    eu-404#oj\n" in result.stdout
    assert f"moved: {base}/301 to {base}/there\n    eu-301#oj\n" in result.stdout
    assert "fine" not in result.stdout
    assert result.stderr.endswith("3 addresses on 1 host: 1 available, 1 moved, 1 gone\n")
    rows = {row["url"].removeprefix(base): row for row in json.loads(report.read_text(encoding="utf-8"))}
    assert {path: row["state"] for path, row in rows.items()} == {"/301": "moved", "/404": "gone", "/fine": "available"}
    assert rows["/404"]["sources"] == [{"record": "eu-404", "source": "oj"}]


def test_what_a_server_says_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    with a_host() as (base, _):
        root = registry_folder(tmp_path, record_data(sources=[source_data(url=f"{base}/rude")]))
        assert f"gone: {base}/rude (404 ⟨U+001B⟩[2J⟨U+009B⟩ Gone)\n" in run(root, "--online").stdout


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutError("timed out"), "no answer in 5 seconds"),
        (URLError(TimeoutError("timed out")), "no answer in 5 seconds"),
        (URLError(ConnectionRefusedError(111, "Connection refused")), "Connection refused"),
        (BadStatusLine("x"), "x"),
        (ValueError("unknown url type"), "unknown url type"),
    ],
)
def test_each_fault_of_the_web_has_its_words(error: Exception, reason: str) -> None:
    assert isinstance(error, WEB_FAULTS)
    assert reason_of(error, 5) == reason


def test_another_host_can_be_left_out(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(sources=[source_data(archived_url="https://archive.example.org/act")]))
    assert run(root, "--host", "archive.example.org").stdout.startswith("1 address on 1 host")
    assert run(root, "--host", "nowhere.example.org").stdout.startswith("no address on no host")


def test_a_terminal_shows_a_bar_and_what_is_found_below_it(tmp_path: Path) -> None:
    screen, end = pty.openpty()
    with a_host() as (base, _):
        records = [record_data(f"eu-{name}", sources=[source_data(url=f"{base}/{name}")]) for name in ("404", "fine")]
        root = registry_folder(tmp_path, *records)
        done = subprocess.run(
            [Path(sys.executable).with_name("registry"), "--root", root, "links", "--online", "--pause", "0"],
            stdout=subprocess.PIPE, stderr=end, text=True, check=False, timeout=30,
        )  # fmt: skip
    os.close(end)
    drawn = os.read(screen, 65536).decode()
    os.close(screen)
    assert done.returncode == 1
    assert done.stdout.startswith("gone: ")
    assert "Asking" in drawn
    assert "100%" in drawn
    assert "1 of 2" not in drawn
