"""The command `registry`: its commands and the folder that they work on."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import click

from policy_registry.console import unable
from policy_registry.disk_faults import UnwritableError, is_of_the_disk
from policy_registry.plain_file import RefusedFileError
from policy_registry.processes import spare_collector

# The module of each command; only that of the one that runs is loaded.
COMMANDS = {
    name: name.replace("-", "_")
    for name in (
        "check", "diff", "explain", "export", "fix", "freeze", "from-issue", "links", "materialise", "new", "revise", "schema",
        "seal", "show", "stale", "upgrade",
    )
}  # fmt: skip


class Group(click.Group):
    """The commands; what the disk refuses to any of them is said in one line."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"policy_registry.commands.{COMMANDS[name]}")
        command: click.Command = getattr(module, COMMANDS[name])
        return command

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was named."""
        spare_collector()
        try:
            return super().invoke(context)
        except (UnwritableError, RefusedFileError) as error:
            unable(str(error))
        except OSError as error:
            # An error of a file names it; one of what is printed, or of a temporary file without a name, names nothing.
            if error.filename or not is_of_the_disk(error):
                raise
            unable(f"what is printed, or a temporary file in {gettempdir()}, cannot be written: {error.strerror}")


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root", type=click.Path(path_type=Path), envvar="REGISTRY_PATH", default=Path("registry"), show_default=True,
    help="The registry folder.",
)  # fmt: skip
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, revise, freeze, compare and export the records of the Battery Policy Registry."""
    context.obj = root
