"""Edit and see: after every save the served folder is, byte for byte, what a clean build makes of the registry.

Set EDITS to try more of them by chance, and SEED to try others.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path
from random import Random
from typing import Any

import click
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from benchmark.edit import await_words
from benchmark.edit import served as served_on_loopback
from builders import (
    CITATION,
    PROJECT,
    TODAY,
    event_data,
    history_data,
    obligation_data,
    publish,
    record_data,
    registry_folder,
    retire,
    target_data,
    write_record,
)
from conftest import EPOCH
from policy_registry.checking import check
from policy_registry.store import load
from policy_registry.writing import yaml_text

EDITS, SEED = int(os.environ.get("EDITS", "5")), int(os.environ.get("SEED", "0"))
ADDRESS = "http://127.0.0.1:8000/"
# The project's own settings with one page of prose, for it is the registry that is edited.
SETTINGS = f"""
INHERIT: {PROJECT}/mkdocs.yml
docs_dir: docs
hooks: [{PROJECT}/hooks/mkdocs_hooks.py]
watch: []
theme: {{custom_dir: {PROJECT}/docs/.overrides}}
nav: [Home: index.md, Policies: policies/index.md, Regions: [], Compare: compare/index.md, Prose: about/prose.md]
"""
PROSE = "# Prose\n\nSee [a record](../policies/eu-one/index.md) and [numbers](../compare/metrics/recycled-content/index.md).\n"
AMENDED = event_data(id="amended", kind="amended", date="2026-11-20", what="Amended")
REVISED = history_data(("2026-11-21", "new", "Written."), ("2026-11-22", "law-change", "The law was amended."))
EARLIER = {"applies_from": "2026-02-18", "until": "2026-01-31", "changed_by": "eu-two", "citation": CITATION}
METRICS = ("recycled-content", "collection-rate")

Data = dict[str, Any]


def relation(target: str, type: str = "complements") -> Data:
    return {"id": f"{type}-{target}", "type": type, "target": target, "citation": CITATION}


def world(root_of: Path) -> tuple[Path, dict[str, Data]]:
    """A registry in which records name others in every way: related, changed, in an older version, as a successor."""
    first = record_data("cn-one", relations=[relation("jp-one")], history=REVISED[1:])
    frozen = record_data("eu-two", history=REVISED[1:])
    gone = record_data("kr-gone", short_title="Gone", relations=[relation("kr-one")])
    records = [
        first | {"relations": [relation("kr-one")], "version": "2", "history": REVISED, "events": [event_data(), AMENDED]},
        record_data("eu-one", relations=[relation("cn-one")], obligations=[obligation_data(earlier=[EARLIER])]),
        frozen,
        record_data("jp-one", identifiers={"celex": "32023R1542"}, obligations=None, targets=None),
        record_data("jp-two", relations=[relation("jp-one", "part-of")], topics=["safety"]),
        record_data("kr-one", short_title="One of <Korea> & others"),
        record_data("us-one", identifiers={"celex": "32023R1542"}),
        record_data("us-two", obligations=None, targets=None),
    ]
    root = registry_folder(root_of, *records)
    publish(root, first, frozen, gone)
    write_record(root, yaml_text(records[0]), "cn-one")
    successor = {"successors": ["kr-one"], "reason": "It is part of another."}
    retire(root, {"id": "kr-gone", "name": "Gone", "kind": "merged", "on": "2026-11-22", **successor})
    return root, {data["id"]: data for data in records}


class Served:
    """A folder as `mkdocs serve` keeps it, without a socket and without waiting for events of the disk."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder, self.root = folder, root
        self.site = folder / "served"
        self.builds = 0
        (folder / "docs/about").mkdir(parents=True)
        (folder / "docs/about/prose.md").write_text(PROSE, encoding="utf-8")
        shutil.copytree(PROJECT / "docs/assets/fonts", folder / "docs/assets/fonts")
        (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        config = self._config(self.site)
        self.server = LiveReloadServer(self._build, "127.0.0.1", 0, str(self.site))
        self._build(config)
        config.plugins.on_serve(self.server, config=config, builder=self._build)
        self.server.observer.stop()
        self._preview: Any = self.server.builder

    def save(self, data: Data) -> None:
        """Save a record, and let it be noticed."""
        write_record(self.root, yaml_text(data), data["id"])
        self.notice()

    def notice(self) -> None:
        """Call as MkDocs does: for the change of a file, and as often as it is asked to."""
        self.server._want_rebuild = True
        while self.server._want_rebuild:
            self.server._want_rebuild = False
            self.server.builder()
            self._preview.follower.wait()

    def tree(self) -> dict[str, bytes]:
        return tree(self.site)

    def clean(self) -> dict[str, bytes]:
        """What a build from nothing makes of the registry as it is."""
        site = self.folder / "clean"
        config = self._config(site)
        copy_context().run(self._clean, config)
        return tree(site)

    def end(self) -> None:
        self.server.shutdown(wait=False)
        self._preview.end()

    def _clean(self, config: MkDocsConfig) -> None:
        with click.Context(click.Command("build"), info_name="build"):
            build(config, serve_url=ADDRESS)

    def _build(self, config: MkDocsConfig | None = None) -> None:
        self.builds += 1
        build(config or self._config(self.site), serve_url=ADDRESS)

    def _config(self, site: Path) -> MkDocsConfig:
        config = load_config(str(self.folder / "mkdocs.yml"), site_dir=str(site))
        config.site_url = ADDRESS
        return config


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(ours: dict[str, bytes], others: dict[str, bytes]) -> list[str]:
    return sorted(name for name in ours.keys() | others.keys() if ours.get(name) != others.get(name))


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[str, Data]]]:
    """A served registry, which each test leaves in order, and its records."""
    folder = tmp_path_factory.mktemp("preview")
    root, records = world(folder)
    with pytest.MonkeyPatch.context() as patch, click.Context(click.Command("serve"), info_name="serve"):
        patch.setenv("REGISTRY_PATH", str(root))
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.chdir(PROJECT)
        served = Served(folder, root)
        yield served, records
        served.end()


@pytest.fixture
def served(state: tuple[Served, dict[str, Data]], monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("REGISTRY_PATH", str(state[0].root))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return state[0]


@pytest.fixture
def records(state: tuple[Served, dict[str, Data]]) -> dict[str, Data]:
    return state[1]


def edited(data: Data, chance: Random, ids: list[str], turn: int) -> Data:
    """A record with one thing changed by chance; not every edit is right."""
    others = [id for id in ids if id != data["id"]]
    ways: dict[str, Callable[[], Data]] = {
        "name": lambda: {"short_title": f"{chance.choice(['Other', 'Ähnliche', 'A < B &'])} name {turn}"},
        "summary": lambda: {"summary": f"It says {turn}."},
        "topics": lambda: {"topics": chance.sample(["recycling", "safety", "trade", "storage"], chance.randint(1, 3))},
        "status": lambda: {"status": chance.choice(["in-force", "adopted", "repealed", "concluded"])},
        "relations": lambda: {"relations": [relation(id) for id in chance.sample(others, chance.randint(0, 2))]},
        "changer": lambda: {"obligations": [obligation_data(earlier=[EARLIER | {"changed_by": chance.choice(others)}])]},
        "numbers": lambda: {"identifiers": chance.choice([{"celex": "32023R1542"}, {"oj": f"L {turn}"}, {}])},
        "target": lambda: {"targets": [target_data(value=str(turn + 1), metric=chance.choice(METRICS))]},
        "duty": lambda: {"obligations": [obligation_data(applies_from=f"{chance.randint(2020, 2035)}-02-18")]},
        "nothing due": lambda: {"obligations": [], "targets": []},
        "version": lambda: {"version": "2", "history": REVISED, "events": [event_data(), AMENDED]},
    }  # fmt: skip
    return data | ways[chance.choice(list(ways))]()


def test_after_every_edit_the_folder_is_that_of_a_clean_build(
    served: Served, records: dict[str, Data], caplog: pytest.LogCaptureFixture
) -> None:
    chance, builds, good = Random(SEED), served.builds, 0
    assert differing(served.tree(), served.clean()) == []
    for turn in range(10 * EDITS):
        if good == EDITS:
            break
        before, data = served.tree(), edited(records[chance.choice(list(records))], chance, list(records), turn)
        caplog.clear()
        served.save(data)
        if len(check(load(served.root), TODAY)):
            assert "The pages stay as they are" in caplog.text
            assert differing(served.tree(), before) == [], data
            served.save(records[data["id"]])
        else:
            good += data != records[data["id"]]
            records[data["id"]] = data
        assert differing(served.tree(), served.clean()) == [], data
    assert good == EDITS
    assert served.builds == builds


def test_what_follows_is_made_in_turn_where_a_process_cannot_be_copied(
    served: Served, records: dict[str, Data], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_follower.COPIES", False)
    path = "policies/eu-one/index.html"
    records["eu-one"] |= {"short_title": "Shown before the lists"}
    write_record(served.root, yaml_text(records["eu-one"]), "eu-one")
    served.server._want_rebuild = False
    served.server.builder()
    clean = served.clean()
    assert served.tree()[path] == clean[path]
    assert "policies/index.html" in differing(served.tree(), clean)
    assert served.server._want_rebuild
    served.server.builder()
    assert differing(served.tree(), clean) == []


def test_a_save_ends_what_followed_the_one_before(served: Served, records: dict[str, Data]) -> None:
    for id, name in (("us-one", "First"), ("us-two", "Second")):
        records[id] |= {"short_title": name}
        write_record(served.root, yaml_text(records[id]), id)
        served.server.builder()
    served.notice()
    assert differing(served.tree(), served.clean()) == []


def test_a_file_that_is_written_again_as_it_was_changes_nothing(served: Served, records: dict[str, Data]) -> None:
    before = {path: path.stat().st_mtime_ns for path in served.site.rglob("*")}
    builds = served.builds
    served.save(records["eu-one"])
    assert {path: path.stat().st_mtime_ns for path in served.site.rglob("*")} == before
    assert served.builds == builds


def test_a_new_record_is_shown_by_a_whole_build_and_one_with_faults_leaves_the_pages(
    served: Served, records: dict[str, Data], caplog: pytest.LogCaptureFixture
) -> None:
    builds, before = served.builds, served.tree()
    served.save(record_data("jp-three", status="in-froce"))
    assert 'status: "in-froce"' in caplog.text
    assert differing(served.tree(), before) == []
    records["jp-three"] = record_data("jp-three")
    served.save(records["jp-three"])
    assert served.builds == builds + 2
    assert "policies/jp-three/index.html" in served.tree()
    assert differing(served.tree(), served.clean()) == []
    records["jp-three"] |= {"short_title": "Three"}
    served.save(records["jp-three"])
    assert served.builds == builds + 2
    assert differing(served.tree(), served.clean()) == []


def test_a_build_that_warns_of_what_an_edit_did_to_others_leaves_the_pages(
    served: Served, records: dict[str, Data], caplog: pytest.LogCaptureFixture
) -> None:
    """A page of prose links to the page of a metric, which is gone with the last target."""
    prose = served.folder / "docs/about/prose.md"
    text = prose.read_text(encoding="utf-8")
    records["eu-one"] |= {"targets": [target_data(metric="recovery-rate")]}
    served.save(records["eu-one"])
    prose.write_text(f"{text}\nSee [rates](../compare/metrics/recovery-rate/index.md).\n", encoding="utf-8")
    served.notice()
    assert differing(served.tree(), served.clean()) == []
    served.save(records["eu-one"] | {"targets": [target_data()]})
    assert "compare/metrics/recovery-rate" in caplog.text
    assert "The pages stay as they are" in caplog.text
    served.save(records["eu-one"])
    assert differing(served.tree(), served.clean()) == []


def test_an_edit_arrives_at_who_looks_at_the_page(tmp_path: Path) -> None:
    root, records = world(tmp_path)
    with served_on_loopback(root, {"SOURCE_DATE_EPOCH": EPOCH}) as address:
        for words in ("Seen at once.", "Seen again."):
            write_record(root, yaml_text(records["eu-one"] | {"short_title": words}), "eu-one")
            await_words(f"{address}policies/eu-one/", words)
        await_words(f"{address}policies/eu-one/record.json", words)
        await_words(f"{address}policies/", words)
