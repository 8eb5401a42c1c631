"""What belongs to single records, written by one process and by two."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation

from builders import TODAY, history_data, publish, record_data, registry_folder, retire, three_policies, typefaces
from mkdocs_frames import Frames
from mkdocs_pages import RegistryPage
from mkdocs_records import RecordFileWriter, RecordPageWriter
from policy_registry.place import Place
from policy_registry.processes import Shared
from policy_registry.sealing import sealed
from policy_registry.site import SitePlan, plan_site
from policy_registry.store import load

HISTORY = history_data(("2026-11-20", "new", "It was written."), ("2026-11-22", "editorial", "It says it better."))

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> SitePlan:
    root = registry_folder(tmp_path_factory.mktemp("plan"), *three_policies())
    publish(root, record_data("us-example"), record_data("us-example", version="2", summary="Another.", history=HISTORY))
    publish(root, record_data("eu-gone"))
    gone = {"id": "eu-gone", "name": "Gone & <b>", "kind": "withdrawn", "on": "2026-11-22", "reason": "It was no policy."}
    retire(root, gone)
    return plan_site(load(root).registry, TODAY, Place("http://127.0.0.1:8000/"), typefaces())


@pytest.fixture(scope="module")
def config() -> MkDocsConfig:
    config = load_config("mkdocs.yml")
    # MkDocs sets it before the first event, none of which is needed here.
    config.plugins._current_plugin = None
    return config


@pytest.fixture(scope="module")
def nav(config: MkDocsConfig) -> Navigation:
    return get_navigation(Files([]), config)


@pytest.fixture
def frames(config: MkDocsConfig, nav: Navigation) -> Frames:
    return Frames(config, nav, config.theme.get_env())


def written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def assert_same(one: Path, two: Path) -> None:
    names = written(one)
    assert written(two) == names
    assert filecmp.cmpfiles(one, two, names, shallow=False)[1:] == ([], [])


def test_two_processes_write_the_files_that_one_writes(plan: SitePlan, tmp_path: Path) -> None:
    for name, processes in (("one", 1), ("two", 2)):
        Shared(RecordFileWriter(plan, tmp_path / name), plan.ids, processes, at_once=1, least=2).finish()
    assert {f"policies/{id}/record.json" for id in plan.ids} <= written(tmp_path / "one")
    assert_same(tmp_path / "one", tmp_path / "two")


def test_two_processes_write_the_pages_that_one_writes(plan: SitePlan, frames: Frames, tmp_path: Path) -> None:
    scripts = []
    for name, processes in (("one", 1), ("two", 2)):
        writer = RecordPageWriter(plan, frames, tmp_path / name)
        scripts.append(set().union(*Shared(writer, plan.ids, processes, at_once=1, least=2).finish()))
    assert scripts[0] == scripts[1] != set()
    assert {f"policies/{id}/index.html" for id in plan.ids} <= written(tmp_path / "one")
    assert_same(tmp_path / "one", tmp_path / "two")


@pytest.mark.parametrize("processes", [1, 2])
def test_an_address_that_is_taken_is_never_written_over(plan: SitePlan, tmp_path: Path, processes: int) -> None:
    taken = tmp_path / "policies/kr-example/record.json"
    taken.parent.mkdir(parents=True)
    taken.write_text("kept", encoding="utf-8")
    with pytest.raises(PluginError, match=r'two pages or files claim "policies/kr-example/record\.json"'):
        Shared(RecordFileWriter(plan, tmp_path), plan.ids, processes, at_once=1, least=2).finish()
    assert taken.read_text(encoding="utf-8") == "kept"


def test_a_page_in_its_frame_is_what_the_theme_makes_of_it(
    plan: SitePlan, frames: Frames, config: MkDocsConfig, nav: Navigation
) -> None:
    """Frames are made once for each kind of page; whatever the theme says of a page must be filled in, or be of its kind."""
    env = config.theme.get_env()
    for output in (page for id in plan.ids for page in plan.record_pages(id)):
        page = RegistryPage(output, File.generated(config, f"{output.path}index.md", content=""), config)
        page.read_source(config)
        page.render(config, Files([]))
        template = env.get_template(page.meta.get("template", "main.html"))
        html, hashes = sealed(template.render(get_context(nav, Files([]), config, page)))
        assert frames.framed(output) == (html, hashes), output.path
