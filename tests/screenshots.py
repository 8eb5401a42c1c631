"""Takes the pictures of the README from the built site: `make site screenshots`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import ARGUMENTS, ColorScheme, browser_path
from builders import PROJECT
from servers import serving

PICTURES = PROJECT / "docs" / "assets" / "pictures"
VIEWS: tuple[tuple[str, str, int, ColorScheme], ...] = (
    ("home", "", 1280, "light"),
    ("policy", "policies/eu-batteries-regulation/", 1280, "light"),
    ("explorer", "policies/?topic=recycling", 1280, "light"),
    ("compare", "compare/metrics/market-share/", 1280, "dark"),
    ("calendar", "calendar/", 1280, "dark"),
    ("phone", "policies/kr-battery-innovation-strategy-2022/", 390, "light"),
)


def main() -> None:
    """Write one PNG for each view; ends with 1 where there is no site or no browser."""
    site, path = PROJECT / "site", browser_path()
    if not (site / "index.html").is_file() or not path:
        sys.exit("There is no built site or no Chromium; type: make site test")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for name, page_path, width, scheme in VIEWS:
            page = browser.new_page(viewport={"width": width, "height": 820}, color_scheme=scheme)
            page.goto(f"{address}{page_path}")
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(300)
            page.screenshot(path=Path(PICTURES / f"{name}.png"))
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
