from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from builders import PROJECT, record_data, registry_folder, write_record
from policy_registry.archive import freeze
from policy_registry.cli import main
from policy_registry.store import load
from policy_registry.writing import yaml_text

SETTINGS = """
site_name: Small registry
hooks: [hooks/mkdocs_hooks.py]
exclude_docs: |
  drafts/
theme: {name: material, custom_dir: docs/.overrides}
markdown_extensions:
  - toc: {permalink: true}
extra: {repository: !ENV [REPO_URL, ""]}
nav:
  - Home: index.md
  - Regions: []
  - About: about/index.md
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The registry of a project of one record and one page of prose, in whose folder the command runs."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    for name, text in (
        ("about/index.md", "# What & why\n\n## One part\n"),
        ("drafts/x.md", "# X\n"),
        (".overrides/main.html", ""),
    ):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "docs" / "assets").mkdir()
    (tmp_path / "docs" / "assets" / "fonts").symlink_to(PROJECT / "docs" / "assets" / "fonts")
    monkeypatch.chdir(tmp_path)
    root = registry_folder(tmp_path, record_data())
    freeze(root, next(iter(load(root).registry)))
    return root


def run(root: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(
        main, ["--root", str(root), *arguments], env={"SOURCE_DATE_EPOCH": "1795392000", "SITE_URL": "", **environment}
    )


def front_matter(path: Path) -> dict[str, Any]:
    front: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return front


def test_the_folder_holds_pages_data_prose_and_settings(root: Path) -> None:
    folder = root.parent / "out"
    result = run(root, "materialise", "out", "--site-url", "https://example.org/r")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "out: 1 record as Markdown; see: out/README.md\n"
    page = folder / "docs/policies/eu-example/v/1/index.md"
    front = front_matter(page)
    assert front["title"] == "Example eu-example (version 1)"
    assert front["canonical"] == "https://example.org/r/policies/eu-example/"
    assert front["noindex"] is True
    assert {"title": "Sources", "content": "Sources", "url": "#sources"} in front["contents"]
    assert '<link rel="latest-version" href="../../">' in front["head"]
    assert 'href="record.md "' in page.read_text(encoding="utf-8")
    # Markdown that is data must not become a page.
    assert (folder / "theme/policies/eu-example/record.md").is_file()
    assert not (folder / "docs/policies/eu-example/record.md").exists()
    assert (folder / "docs/policies/eu-example/record.json").is_file()
    assert (folder / "docs/search/contents.json").is_file()
    assert (folder / "theme/main.html").is_file()
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text())
    assert "hooks" not in settings
    assert settings["site_url"] == "https://example.org/r/"
    assert {"European Union": "regions/eu/index.md"} in settings["nav"][1]["Regions"]


def test_prose_keeps_its_words_and_gets_a_head(root: Path) -> None:
    assert run(root, "materialise", "out").exit_code == 0
    page = root.parent / "out/docs/about/index.md"
    assert page.read_text().endswith("---\n# What & why\n\n## One part\n")
    assert front_matter(page)["title"] == "About"
    assert "http://127.0.0.1:8000/about/" in front_matter(page)["head"]
    assert not (root.parent / "out/docs/drafts").exists()
    entries = "".join(path.read_text(encoding="utf-8") for path in (root.parent / "out/docs/search").rglob("entries-*.json"))
    assert "One part" in entries


def test_an_empty_folder_is_taken_and_a_full_one_left_alone(root: Path) -> None:
    folder = root.parent / "out"
    folder.mkdir()
    assert run(root, "materialise", "out").exit_code == 0
    before = sorted(folder.rglob("*"))
    result = run(root, "materialise", "out")
    assert result.exit_code == 2
    assert result.stderr == 'registry: "out" is not empty; name a folder that is new or empty\n'
    assert sorted(folder.rglob("*")) == before


def test_a_registry_with_problems_is_not_written(root: Path) -> None:
    write_record(root, yaml_text(record_data(status="in-froce")), "eu-example")
    result = run(root, "materialise", "out")
    assert result.exit_code == 1
    assert 'did you mean "in-force"?' in result.stdout
    assert not (root.parent / "out").exists()


def test_what_cannot_be_written_is_said_and_leaves_nothing(root: Path) -> None:
    (root.parent / "file").write_text("")
    result = run(root, "materialise", "file/out")
    assert result.exit_code == 2
    assert " cannot be written: Not a directory; move away the file" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("docs/policies/index.md", b"# Mine\n", 'registry: two files claim "docs/policies/index.md"\n'),
        (
            "docs/more.md",
            b"---\n- a\n---\n",
            "registry: more.md cannot be read: its front matter is no list of names with values\n",
        ),
        ("docs/more.md", b"\xff", "registry: more.md cannot be read: 'utf-8' codec can't decode byte 0xff in position 0"),
        ("mkdocs.yml", b"site_name: X\n", "registry: mkdocs.yml holds no custom_dir of the theme\n"),
        ("mkdocs.yml", b"- a\n", "registry: mkdocs.yml holds no site_name\n"),
        ("mkdocs.yml", b"site_name: !!python/name:os.x\n", "registry: mkdocs.yml cannot be read: could not determine"),
    ],
)
def test_faults_of_the_project_are_said_and_leave_nothing(root: Path, file: str, content: bytes, message: str) -> None:
    path = root.parent / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    before = sorted(root.parent.iterdir())
    result = run(root, "materialise", "out")
    assert result.exit_code == 2
    assert result.stderr.startswith(message)
    assert sorted(root.parent.iterdir()) == before


def test_it_wants_the_project_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    result = run(root, "materialise", "out")
    assert result.exit_code == 2
    assert result.stderr == "registry: mkdocs.yml cannot be read: No such file or directory\n"


def test_a_repository_gives_edit_links(root: Path) -> None:
    assert run(root, "materialise", "out", REPO_URL="https://github.com/example/registry").exit_code == 0
    page = (root.parent / "out/docs/policies/eu-example/index.md").read_text(encoding="utf-8")
    assert "https://github.com/example/registry/edit/main/registry/policies/eu/eu-example.yml" in page


def test_sealing_wants_a_folder_and_touches_only_framed_pages(root: Path) -> None:
    assert run(root, "seal", "nowhere").exit_code == 2
    site = root.parent / "site"
    site.mkdir()
    framed = '<html><head><meta charset="utf-8"></head><body><div data-md-component="skip"></div></body></html>'
    (site / "index.html").write_text(framed)
    (site / "own.html").write_text("<html></html>")
    (site / "old.html").write_bytes(b"<html>\xe9</html>")
    result = run(root, "seal", "site")
    assert (result.exit_code, result.stdout) == (0, "site: 1 page sealed\n")
    assert 'charset="utf-8"><meta http-equiv="Content-Security-Policy"' in (site / "index.html").read_text()
    assert (site / "own.html").read_text() == "<html></html>"
    assert (site / "old.html").read_bytes() == b"<html>\xe9</html>"
    assert "/own.html" in (site / "_headers").read_text()
