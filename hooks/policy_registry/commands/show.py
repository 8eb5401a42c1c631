"""`registry show`: one record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from policy_registry.console import checked, known_ids, today, whole_record
from policy_registry.exports.plain import plain_text
from policy_registry.exports.records import record_json
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.writing import policy_yaml

FORMS: dict[str, Callable[[Policy, Registry, date], str]] = {
    "text": plain_text,
    "json": lambda policy, registry, as_of: record_json(policy).decode(),
    "yaml": lambda policy, registry, as_of: policy_yaml(policy).decode(),
}


@click.command()
@click.argument("id", shell_complete=known_ids)
@click.option("--format", "form", type=click.Choice(sorted(FORMS)), default="text", show_default=True)
@click.pass_obj
def show(root: Path, id: str, form: str) -> None:
    """Print the record ID in plain words, or as data.

    Example: registry show eu-batteries-regulation
    """
    loaded, _ = checked(root)
    click.echo(FORMS[form](whole_record(loaded, id).policy, loaded.registry, today()), nl=False)
