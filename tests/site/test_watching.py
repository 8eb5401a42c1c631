"""How a change of a file is noticed while the site is served."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from mkdocs_watching import changed, is_local, states, watch_quickly

MOUNTS = (
    "/dev/sda / ext4 rw 0 0\nserver:/home /home nfs rw 0 0\nC: /mnt/c 9p rw 0 0\ntmpfs /home/one/fast tmpfs rw 0 0\n"
    "server:/two /mnt/two\\040words nfs rw 0 0\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.yml", "deep/b.yml", ".a.yml.swp", "__pycache__/c.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[LiveReloadServer]:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(folder))
    yield server
    server.observer.stop()
    server.server_close()


def test_files_are_known_by_their_states_without_those_that_editors_hide(folder: Path) -> None:
    before = states([str(folder)])
    assert {Path(path).name for path in before} == {"a.yml", "b.yml"}
    assert changed(before, states([str(folder)])) == frozenset()
    (folder / "deep/b.yml").write_text("longer")
    (folder / ".a.yml.swp").write_text("longer")
    assert changed(before, states([str(folder)])) == frozenset([str(folder / "deep/b.yml")])
    assert states([str(folder / "a.yml"), str(folder / "nowhere")]).keys() == {str(folder / "a.yml")}


def test_a_file_that_comes_or_goes_is_no_mere_change(folder: Path) -> None:
    before = states([str(folder)])
    (folder / "new.yml").write_text("new")
    assert changed(before, states([str(folder)])) is None
    (folder / "new.yml").rename(folder / "deep/new.yml")
    (folder / "a.yml").unlink()
    assert changed(before, states([str(folder)])) is None


def test_a_folder_that_goes_while_it_is_looked_at_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def gone_meanwhile(path: Any) -> Any:
        if str(path).endswith("deep"):
            shutil.rmtree(path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", gone_meanwhile)
    assert states([str(folder)]).keys() == {str(folder / "a.yml")}


def test_a_link_that_leads_nowhere_is_passed_over(folder: Path) -> None:
    before = states([str(folder)])
    (folder / "link.yml").symlink_to(folder / "nowhere")
    assert states([str(folder)]) == before


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/work", True),
        ("/home/one", False),
        ("/mnt/c/work", False),
        ("/mnt/cd", True),
        ("/home/one/fast/x", True),
        ("/mnt/two words/x", False),
    ],
)
def test_the_nearest_mount_says_whether_a_folder_is_local(tmp_path: Path, path: str, answer: bool) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    assert is_local(Path(path), tmp_path / "mounts") is answer


def test_where_the_system_has_no_list_of_mounts_nothing_is_taken_for_local(tmp_path: Path) -> None:
    assert not is_local(tmp_path, tmp_path / "nowhere")


@pytest.mark.parametrize("is_replaced", [False, True])
def test_the_system_tells_of_a_saved_file_but_not_of_one_that_is_read(
    server: LiveReloadServer, folder: Path, monkeypatch: pytest.MonkeyPatch, is_replaced: bool
) -> None:
    monkeypatch.setattr("mkdocs_watching.is_local", lambda path: True)
    watch_quickly(server, [str(folder / "a.yml"), str(folder / "deep")])
    assert not isinstance(server.observer, PollingObserver)
    told: Queue[FileSystemEvent] = Queue()
    handler = FileSystemEventHandler()
    monkeypatch.setattr(handler, "on_any_event", told.put)
    for watch in server._watch_refs.values():
        server.observer.add_handler_for_watch(handler, watch)
    for path in (folder / "a.yml", folder / "deep/b.yml"):
        path.read_text()
        draft = path.with_name(".draft")
        draft.write_text("saved")
        # The first that is told of the file is that it was saved, though it was read before.
        draft.replace(path) if is_replaced else path.write_text("saved")
        while str(path) not in {(event := told.get(timeout=30)).src_path, event.dest_path}:
            pass
        assert event.event_type in {"moved", "modified"}
    assert server._want_rebuild


def test_where_the_system_cannot_watch_so_many_folders_mkdocs_goes_on_asking(
    server: LiveReloadServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("mkdocs_watching.is_local", lambda path: True)
    monkeypatch.setattr("mkdocs_watching._Quick.start", refuse)
    server.watch(str(folder))
    before = server.observer, dict(server._watched_paths)
    watch_quickly(server, [str(folder / "deep")])
    assert (server.observer, server._watched_paths) == before
    assert isinstance(server.observer, PollingObserver)


def test_a_folder_on_a_network_is_asked_as_before(server: LiveReloadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_watching.is_local", lambda path: False)
    before = server.observer
    watch_quickly(server, [str(Path.cwd())])
    assert server.observer is before
