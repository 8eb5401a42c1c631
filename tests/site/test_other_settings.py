"""What a host that changes mkdocs.yml may write there."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import PROJECT, record_data, registry_folder
from conftest import EPOCH
from sites import BuiltSite, build_site


def built_with(folder: Path, menu: str, expect: int = 0) -> BuiltSite:
    """A site of one record with another menu: the lines of `nav`, or none."""
    project = folder / "project"
    project.mkdir()
    for name in ("docs", "hooks"):
        (project / name).symlink_to(PROJECT / name)
    settings, _, _ = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8").partition("nav:\n  - Home")
    (project / "mkdocs.yml").write_text(settings + menu, encoding="utf-8")
    return build_site(project, folder / "site", epoch=EPOCH, registry=registry_folder(folder, record_data()), expect=expect)


def test_a_page_of_the_menu_may_go_without_a_name(tmp_path: Path) -> None:
    menu = "nav:\n  - Home: index.md\n  - calendar/index.md\n  - Regions: []\n  - Data:\n      - data/index.md\n"
    page = built_with(tmp_path, menu).pages["calendar/"]
    assert {"../data/", "../regions/"} <= set(page.links)


def test_a_menu_may_be_left_to_the_folders(tmp_path: Path) -> None:
    page = built_with(tmp_path, "").pages["calendar/"]
    assert {"../compare/", "../regions/"} & {link.removesuffix("cn/") for link in page.links}


@pytest.mark.parametrize("address", ['https://example.org/"></', "http://a b/", "https://example.org/?x"])
def test_an_address_that_would_end_an_attribute_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("SITE_URL", address)
    root = registry_folder(tmp_path, record_data())
    output = build_site(PROJECT, tmp_path / "site", epoch=EPOCH, registry=root, expect=1).output
    assert f'"{address}" is no address of a site' in output
    assert "Traceback" not in output
