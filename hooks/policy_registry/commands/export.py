"""`registry export`: the data files without pages."""

from __future__ import annotations

from pathlib import Path

import click

from policy_registry.console import checked, refuse, today, unable
from policy_registry.data_files import plan_files
from policy_registry.place import Place


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--site-url", envvar="SITE_URL", default=Place.base, show_default=True, help="Where the site will stand.")
@click.pass_obj
def export(root: Path, folder: Path, site_url: str) -> None:
    """Write the data files of the site into FOLDER, without building pages.

    Example: registry export public
    """
    loaded, report = checked(root)
    if len(report):
        refuse(loaded, report)
    for output in plan_files(loaded.registry, today(), site_url):
        path = folder / output.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.content)
        except OSError as error:
            unable(f"{path} cannot be written: {error.strerror}")
    click.echo(f"{folder}: {len(loaded.registry)} records exported")
