"""`registry upgrade`: records of an older format into the newest."""

from __future__ import annotations

from pathlib import Path

import click

from policy_registry.console import checked, unable
from policy_registry.store import save
from policy_registry.upgrades import newest_format


@click.command()
@click.pass_obj
def upgrade(root: Path) -> None:
    """Write every record of an older format anew in the newest one; frozen versions keep their bytes.

    Example: registry upgrade
    """
    loaded, _ = checked(root)
    old = [record for record in loaded.registry.records if record.is_old]
    broken = next((record for record in old if not record.is_whole), None)
    if broken:
        unable(f"{broken.path} has faults and cannot be upgraded; see: registry check")
    for record in old:
        click.echo(f"{save(root, record, loaded.texts[record.path])}: format {newest_format()}")
    click.echo(f"{len(loaded.registry.records)} records have format {newest_format()}", err=True)
