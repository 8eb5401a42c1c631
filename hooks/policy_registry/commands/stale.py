"""`registry stale`: records that are due for a check."""

from __future__ import annotations

from pathlib import Path

import click

from policy_registry.console import checked, today
from policy_registry.due import reasons
from policy_registry.wording import NO_BREAK, counted
from policy_registry.writing import json_text


@click.command()
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", show_default=True)
@click.pass_obj
def stale(root: Path, form: str) -> None:
    """List the records that should be looked at again, and why: the site shows the same list.

    A record is due when it was not checked, or a source of it not read, for 180 days, and when a day that it waits
    for has passed. Exit status: 0, whether or not any is due.

    Example: registry stale --format json
    """
    loaded, _ = checked(root)
    as_of = today()
    due = {policy.id: found for policy in loaded.registry if (found := tuple(reasons(policy, as_of)))}
    if form == "json":
        rows = [
            {"id": id, "reasons": [{"text": reason.text.replace(NO_BREAK, " "), "item": reason.item} for reason in found]}
            for id, found in due.items()
        ]
        click.echo(json_text(rows), nl=False)
        return
    for id, found in due.items():
        click.echo(id)
        for reason in found:
            item = f"{reason.item}: " if reason.item else ""
            click.echo(f"    {item}{reason.text.replace(NO_BREAK, ' ')}")
    click.echo(f"{counted(len(due), 'record')} of {len(loaded.registry)} due for a check on {as_of.isoformat()}", err=True)
