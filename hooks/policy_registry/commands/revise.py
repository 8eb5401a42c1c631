"""`registry revise`: the next version of a record and the reason for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from policy_registry.console import checked, known_ids, next_version, whole_record
from policy_registry.store import save


@click.command()
@click.argument("id", shell_complete=known_ids)
@click.option("--cause", required=True, help="Why the record changes: a term of vocabularies/causes.yml.")
@click.option("--summary", required=True, help="What changes, in one sentence for readers.")
@click.pass_obj
def revise(root: Path, id: str, cause: str, summary: str) -> None:
    """Raise the version of the record ID and open the entry of its history.

    Edit the record before or after. A cause that cannot explain what is already edited is refused; what is
    edited later is weighed by `registry check`.

    Example: registry revise eu-batteries-regulation --cause law-change --summary "Due diligence starts later."
    """
    loaded, _ = checked(root)
    record = whole_record(loaded, id)
    policy = next_version(loaded.registry, record.policy, cause, summary)
    path = save(root, replace(record, policy=policy), loaded.texts[record.path])
    click.echo(f"{path}: version {policy.version} opened")
