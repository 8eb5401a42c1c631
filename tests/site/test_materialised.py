"""The site as Markdown, built by Zensical, beside the site that MkDocs builds of the same registry."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from builders import PROJECT, registry_folder, three_policies
from conftest import EPOCH
from framed_pages import framed
from policy_registry.archive import freeze
from policy_registry.cli import main
from policy_registry.store import load
from sites import BuiltSite, build_site

BASE = "https://example.org/registry/"
# Each theme brings its own, and each host its list of pages.
OF_THE_HOST = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "sitemap.xml", "search.json", "_headers")


class Sites(NamedTuple):
    """The same registry by both hosts."""

    mkdocs: BuiltSite
    zensical: BuiltSite


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp("materialised")
    root = registry_folder(folder, *three_policies())
    for policy in load(root).registry:
        freeze(root, policy)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        patch.setenv("SITE_URL", BASE)
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        mkdocs = build_site(PROJECT, folder / "site", epoch=EPOCH, registry=root)
        written = CliRunner().invoke(main, ["--root", str(root), "materialise", str(folder / "markdown")])
        assert written.exit_code == 0, written.output
        built = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--clean", "--strict"],
            cwd=folder / "markdown", capture_output=True, text=True, check=False,
        )  # fmt: skip
        output = built.stdout + built.stderr
        assert (built.returncode, "No issues found" in output) == (0, True), output
        other = folder / "markdown" / "site"
        sealed = CliRunner().invoke(main, ["seal", str(other)])
        assert sealed.exit_code == 0, sealed.output
    return Sites(mkdocs, BuiltSite(other, output))


def test_both_hosts_have_the_same_pages(sites: Sites) -> None:
    assert {"", "404.html", "policies/eu-example/", "policies/eu-example/v/1/", "about/cite/"} <= set(sites.zensical.pages)
    assert set(sites.zensical.pages) == set(sites.mkdocs.pages)


def test_both_hosts_hand_out_the_same_files_to_the_byte(sites: Sites) -> None:
    ours, theirs = _files(sites.mkdocs), _files(sites.zensical)
    assert {"policies/eu-example/record.md", "policies/eu-example/deadlines.ics", "search/contents.json", "llms.txt"} <= set(
        ours
    )
    assert set(theirs) == set(ours)
    assert [name for name in ours if ours[name].read_bytes() != theirs[name].read_bytes()] == []


def test_scripts_and_styles_of_our_own_are_the_same(sites: Sites) -> None:
    for kind in ("javascripts", "stylesheets"):
        own = [file for file in (PROJECT / "docs" / "assets" / kind).rglob("*") if file.is_file()]
        assert own
        for file in own:
            name = file.relative_to(PROJECT / "docs")
            assert (sites.zensical.folder / name).read_bytes() == file.read_bytes(), name


def test_no_link_of_the_other_host_is_dead(sites: Sites) -> None:
    assert sites.zensical.dead_links() == []


def test_every_page_says_and_links_the_same(sites: Sites) -> None:
    for path, page in sites.mkdocs.pages.items():
        # In the menu of narrow screens MkDocs tells the contents of a page once more.
        ours, theirs = (replace(each, contents=list(dict.fromkeys(each.contents))) for each in (
            framed(page), framed(sites.zensical.pages[path])
        ))  # fmt: skip
        assert theirs == ours, path


def test_the_comparison_sees_what_it_compares(sites: Sites) -> None:
    page = framed(sites.zensical.pages["policies/eu-example/v/1/"])
    assert page.title.startswith("Example eu-example")
    assert ("link", "rel=canonical", f"href={BASE}policies/eu-example/") in page.said
    assert ("meta", "name=robots", "content=noindex") in page.said
    assert any(words[1] == "name=description" for words in page.said)
    assert '"@type":"Legislation"' in "".join(page.linked_data)
    assert "recycled cobalt" in page.text
    assert "/policies/eu-example/v/1/record.md#" in page.links
    assert page.contents
    assert page.anchors


def test_a_sealed_page_has_a_policy_for_its_scripts_and_a_way_past_the_header(sites: Sites) -> None:
    own = [page for page in sites.zensical.pages.values() if "data-md-component" in page.html]
    assert len(own) > 40
    for page in own:
        assert page.html.count('<meta http-equiv="Content-Security-Policy"') == 1, page.path
        assert '<a href="#__content" class="md-skip">' in page.html, page.path
    ours, theirs = (
        [line for line in (site.folder / "_headers").read_text(encoding="utf-8").splitlines() if "script-src" not in line]
        for site in sites
    )
    assert theirs == ours


def test_sealing_twice_changes_nothing(sites: Sites) -> None:
    before = {path: page.file.read_bytes() for path, page in sites.zensical.pages.items()}
    again = CliRunner().invoke(main, ["seal", str(sites.zensical.folder)])
    assert again.output.endswith(": no page sealed\n")
    assert {path: page.file.read_bytes() for path, page in sites.zensical.pages.items()} == before


def _files(site: BuiltSite) -> dict[str, Path]:
    """Every file that is no page and not of the theme."""
    names = {path.relative_to(site.folder).as_posix(): path for path in site.folder.rglob("*") if path.is_file()}
    return {name: path for name, path in names.items() if not name.startswith(OF_THE_HOST) and not name.endswith(".html")}
