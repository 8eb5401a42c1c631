"""The page of the files, and its examples done as a reader would do them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import duckdb
import pytest

from policy_registry import urls
from sites import BuiltSite

CODE = re.compile(r"<h3 id=\"(\w+)\">.*?<pre><code>(.*?)</code></pre>", re.S)
ADDRESS = re.compile(r"https?://[^\"' ]*/data/")


@pytest.fixture(scope="module")
def examples(shipped_site: BuiltSite) -> dict[str, str]:
    return {name: unescape(code) for name, code in CODE.findall(shipped_site.pages[urls.DATA].html)}


def run(program: list[str], folder: Path) -> str:
    return subprocess.run(program, cwd=folder, check=True, capture_output=True, text=True, timeout=60).stdout


def test_the_page_names_every_file_of_the_dataset_and_its_size(shipped_site: BuiltSite) -> None:
    html = shipped_site.pages[urls.DATA].html
    listed = set((shipped_site.folder / "data" / "SHA256SUMS").read_text().split()[1::2]) | {"SHA256SUMS", "registry.zip"}
    assert {name for name in listed if f'href="{name}"' not in html} == set()
    assert len(listed) > 35


def test_the_built_files_have_the_hashes_that_the_list_names(shipped_site: BuiltSite) -> None:
    run(["sha256sum", "--strict", "--check", "SHA256SUMS"], shipped_site.folder / "data")


def test_the_example_in_pandas_works(shipped_site: BuiltSite, address: str, examples: dict[str, str]) -> None:
    code = ADDRESS.sub(f"{address}data/", examples["pandas"])
    assert "cobalt" in run([sys.executable, "-c", code], shipped_site.folder)


def test_the_example_in_duckdb_works(shipped_site: BuiltSite, examples: dict[str, str]) -> None:
    # From the folder: the extension that reads over the web is fetched from a host of its own.
    code = ADDRESS.sub(f"{shipped_site.folder}/data/", examples["duckdb"])
    with duckdb.connect() as duck:
        assert dict(duck.execute(code).fetchall())["eu"] > 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="the example is for machines with curl")
def test_the_example_for_the_shell_works(address: str, examples: dict[str, str], tmp_path: Path) -> None:
    code = ADDRESS.sub(f"{address}data/", examples["curl"]).replace("curl ", "curl --silent --fail ")
    assert "targets.csv: OK" in run(["bash", "-e", "-c", code], tmp_path)
