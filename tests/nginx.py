"""The nginx of the tests: one that is there, else Debian's, unpacked and not installed, so that no service starts."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

SAMPLE = Path(__file__).resolve().parent.parent / "docs" / "assets" / "publishing" / "nginx.conf"
UNPACKED = Path(sys.prefix) / "nginx"
PLACES = (os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", str(UNPACKED / "usr" / "sbin"))
# What Debian's own configuration says around a site, as far as it bears on serving files.
AROUND = """\
{user}
worker_processes {processes};
pid nginx.pid;
error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path temporary;
    proxy_temp_path temporary;
    fastcgi_temp_path temporary;
    uwsgi_temp_path temporary;
    scgi_temp_path temporary;
    include site.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server on loopback."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def connection(self) -> Iterator[HTTPConnection]:
        """A connection for one question after another."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            yield connection
        finally:
            connection.close()

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One question; the path is sent as it is, and `_` in the name of a header stands for `-`."""
        with self.connection() as connection:
            return asked(connection, path, method, **headers)


def asked(connection: HTTPConnection, path: str, method: str = "GET", **headers: str) -> Answer:
    """One question over a connection that stays open."""
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    return Answer(response.status, response.headers, response.read())


def nginx_path() -> str | None:
    """Where an nginx stands that runs, or None if there is none."""
    found = shutil.which("nginx", path=os.pathsep.join(PLACES))
    return found if found and subprocess.run([found, "-v"], capture_output=True, check=False).returncode == 0 else None


def install() -> bool:
    """See to it that there is an nginx; says whether there is."""
    if nginx_path() is None and shutil.which("apt-get"):
        print("Unpacking Debian's nginx ...", flush=True)
        if os.geteuid() == 0:
            _run("apt-get", "update", "-qq")
        with TemporaryDirectory() as room:
            _run("apt-get", "download", "-qq", "nginx", room=room)
            for package in Path(room).glob("nginx_*.deb"):
                _run("dpkg-deb", "--extract", str(package), str(UNPACKED))
    return nginx_path() is not None


def prepared(room: Path, folder: Path, port: int, processes: int = 1) -> list[str]:
    """Write the sample, with its three lines changed, and what stands around it; gives the command that runs it."""
    text = SAMPLE.read_text(encoding="utf-8")
    ours = {"listen": f"127.0.0.1:{port}", "server_name": "127.0.0.1", "root": f'"{folder.resolve()}"'}
    for word, value in ours.items():
        text, count = re.subn(rf"(?m)^    {word} [^;]+;( +# yours)$", rf"    {word} {value};\1", text)
        assert count == 1, f"{SAMPLE.name} has {count} lines for {word}"
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    (room / "site.conf").write_text(text, encoding="utf-8")
    (room / "nginx.conf").write_text(AROUND.format(user=user, processes=processes), encoding="utf-8")
    path = nginx_path()
    assert path, "no nginx; run: make test"
    return [path, "-p", str(room), "-c", "nginx.conf", "-e", "stderr"]


@contextmanager
def nginx(folder: Path, processes: int = 1) -> Iterator[Server]:
    """Serve a folder as the sample says; ends the server afterwards."""
    with TemporaryDirectory() as name:
        room = Path(name)
        port = _free_port()
        command = prepared(room, folder, port, processes)
        with subprocess.Popen([*command, "-g", "daemon off;"], stdin=subprocess.DEVNULL) as process:
            try:
                _await_start(process, room / "nginx.pid")
                yield Server(port)
            finally:
                process.terminate()


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
    return port


def _await_start(process: subprocess.Popen[bytes], sign: Path) -> None:
    """Wait for the file that nginx writes once it listens."""
    latest = time.monotonic() + 20
    while not (sign.exists() and sign.stat().st_size):
        assert time.monotonic() < latest, "nginx does not start"
        try:
            status = process.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(f"nginx ended with status {status}")


def _run(*command: str, room: str | None = None) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=room, stdin=quiet, stdout=quiet, stderr=quiet, timeout=600, check=False)


if __name__ == "__main__" and not install():
    sys.exit("The tests need nginx. On Debian, type: sudo apt-get install nginx")
