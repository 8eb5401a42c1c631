"""The pictures of the shipped site, and what they cost those who need none."""

from __future__ import annotations

import re
import subprocess
import sys

from builders import PROJECT
from sites import BuiltSite

LARGEST = 48_000
PICTURE = re.compile(r'<svg [^>]*class="chart__picture".*?</svg>', re.S)


def test_every_picture_is_small_plain_and_drawn(shipped_site: BuiltSite) -> None:
    pictures = {path: PICTURE.findall(page.html) for path, page in shipped_site.pages.items()}
    assert {path for path, found in pictures.items() if found} >= {"calendar/", "regions/eu/", "compare/metrics/market-share/"}
    for path, found in pictures.items():
        assert all(len(svg.encode()) < LARGEST for svg in found), path
        assert not [svg for svg in found if re.search(r"style=|<style|<script|\b(NaN|undefined|null)\b", svg)], path


def test_a_check_starts_no_engine() -> None:
    program = "import sys; from policy_registry.cli import main; main(['check'], standalone_mode=False)"
    command = [sys.executable, "-c", f"{program}; sys.exit('vl_convert' in sys.modules)"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
