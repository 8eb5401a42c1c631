from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders import PROJECT
from sites import BuiltSite, build_site

EPOCH = "1795305600"  # 2026-11-22, the day of the shipped records

os.environ["NO_MKDOCS_2_WARNING"] = "1"


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the shipped registry, built once for all tests that look at it."""
    return build_site(PROJECT, tmp_path_factory.mktemp("shipped") / "site", epoch=EPOCH)


@pytest.fixture(autouse=True)
def in_project(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tests run from the project folder, with no settings of the person who runs them."""
    for name in ("REGISTRY_PATH", "SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(PROJECT)
    return PROJECT


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="write the expected messages anew, to be read and committed"
    )
