"""The command `registry`: its commands and the folder that they work on."""

from __future__ import annotations

from pathlib import Path

import click

from policy_registry.commands import (
    check,
    diff,
    explain,
    export,
    fix,
    freeze,
    from_issue,
    links,
    new,
    revise,
    schema,
    show,
    stale,
    upgrade,
)

COMMANDS = (
    check.check, diff.diff, explain.explain, export.export, fix.fix, freeze.freeze, from_issue.from_issue, links.links, new.new,
    revise.revise, schema.schema, show.show, stale.stale, upgrade.upgrade,
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root", type=click.Path(path_type=Path), envvar="REGISTRY_PATH", default=Path("registry"), show_default=True,
    help="The registry folder.",
)  # fmt: skip
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, revise, freeze, compare and export the records of the Battery Policy Registry."""
    context.obj = root


for command in COMMANDS:
    main.add_command(command)
