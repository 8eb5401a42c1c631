"""`registry seal`: the last hand on a site that another host than MkDocs built."""

from __future__ import annotations

from pathlib import Path

import click

from policy_registry.disk_faults import writing
from policy_registry.sealing import HEADERS, is_framed, is_sealed, sealed, site_headers
from policy_registry.wording import counted


@click.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
def seal(site: Path) -> None:
    """Put the Content-Security-Policy into the pages of SITE, which Zensical built, and write its file _headers.

    MkDocs does it by itself. A page that has its policy is left as it is.

    Example: registry seal ../site-as-markdown/site
    """
    scripts: set[str] = set()
    count = 0
    for path in sorted(site.rglob("*.html")):
        with writing(path):
            # A page of another encoding is none of the theme, and stays.
            html = path.read_text(encoding="utf-8", errors="replace")
            if not is_framed(html):
                continue
            finished, hashes = sealed(html)
            scripts |= hashes
            if not is_sealed(html):
                path.write_text(finished, encoding="utf-8")
                count += 1
    folders = (path.name for path in sorted(site.iterdir()) if path.is_dir())
    headers = site_headers(scripts, folders, (path.name for path in sorted(site.glob("*.html"))))
    with writing(site / HEADERS):
        (site / HEADERS).write_text(headers, encoding="utf-8")
    click.echo(f"{site}: {counted(count, 'page')} sealed")
