from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from browser import ARGUMENTS, browser_path
from builders import PROJECT
from servers import serving
from sites import BuiltSite, build_site

EPOCH = "1795392000"  # 2026-11-23, the day of the newest records

os.environ["NO_MKDOCS_2_WARNING"] = "1"

# The same examples each time, and no clock: a slow machine is no fault of the code.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the shipped registry, built once for all tests that look at it."""
    return build_site(PROJECT, tmp_path_factory.mktemp("shipped") / "site", epoch=EPOCH)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for all tests that need one."""
    path = browser_path()
    assert path, "no Chromium; run: make test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(shipped_site: BuiltSite) -> Iterator[str]:
    """Where the shipped site is served."""
    with serving(shipped_site.folder) as address:
        yield address


@pytest.fixture(autouse=True)
def in_project(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tests run from the project folder, with no settings of the person who runs them."""
    for name in ("REGISTRY_PATH", "REGISTRY_PART", "SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(PROJECT)
    return PROJECT


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="write the expected messages anew, to be read and committed"
    )
