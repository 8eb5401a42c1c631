"""A Chromium for the tests: one that is there, else Playwright's own, else Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Playwright's driver is a Node.js that needs libatomic, which a bare Debian lacks, like the curl of an example.
PACKAGES = ("chromium", "libatomic1", "curl")
ColorScheme = Literal["light", "dark"]
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def browser_path() -> str | None:
    """Where a Chromium stands, or None if there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def driver_runs() -> bool:
    """Whether Playwright can start at all."""
    return _run(sys.executable, "-m", "playwright", "--version")


def install() -> bool:
    """See to it that Playwright runs and finds a Chromium; says whether it does."""
    if driver_runs() and not browser_path():
        print("No Chromium here; trying Playwright's own ...", flush=True)
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    if not (driver_runs() and browser_path()) and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Debian's chromium ...", flush=True)
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", *PACKAGES)
    return driver_runs() and browser_path() is not None


def _run(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__" and not install():
    sys.exit(f"The tests need a Chromium. On Debian, type: sudo apt-get install {' '.join(PACKAGES)}")
