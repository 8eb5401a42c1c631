"""`registry export`: the data files without pages."""

from __future__ import annotations

from pathlib import Path

import click

from policy_registry.console import checked, refuse, site_option, today, unable, watched
from policy_registry.data_files import plan_files
from policy_registry.dataset import dataset
from policy_registry.disk_faults import writing
from policy_registry.place import Place
from policy_registry.replacement import Replacement


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--site-url", envvar="SITE_URL", default=Place.base, show_default=True, callback=site_option,
    help="Where the site will stand.",
)  # fmt: skip
@click.pass_obj
def export(root: Path, folder: Path, site_url: str) -> None:
    """Write the data files of the site into FOLDER, without building pages.

    An earlier export in FOLDER is replaced as a whole, and only when everything is written; a folder that holds
    anything else is refused.

    Example: registry export public
    """
    loaded, report = checked(root)
    if len(report):
        refuse(loaded, report)
    files = plan_files(loaded.registry, today(), site_url, dataset(loaded.registry, site_url))
    replacement = Replacement(folder)
    try:
        for output in watched(files, None, "Writing"):
            path = replacement.folder / output.path
            with writing(folder / output.path):
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    file.writelines(output.pieces())
        if strangers := replacement.strangers():
            unable(f'"{folder}" holds "{strangers[0]}", which is no data file; name a new or an empty folder')
        replacement.finish()
    finally:
        replacement.abandon()
    click.echo(f"{folder}: {len(loaded.registry)} records exported")
