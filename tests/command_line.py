"""The commands of the registry, all of them loaded."""

from __future__ import annotations

import click

from policy_registry.cli import main


def commands() -> dict[str, click.Command]:
    """Every command by its name."""
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command}
