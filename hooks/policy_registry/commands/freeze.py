"""`registry freeze`: the current versions into the archive."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policy_registry.archive import freeze as freeze_policy
from policy_registry.console import EXIT_PROBLEMS, checked, known_ids, refuse, unable
from policy_registry.problems import COMMAND


@click.command()
@click.argument("ids", nargs=-1, shell_complete=known_ids)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a current version is not frozen.")
@click.pass_obj
def freeze(root: Path, ids: tuple[str, ...], only_check: bool) -> None:
    """Write the current version of every record, or of IDS, to registry/versions/.

    A registry with problems is not frozen; a version that is frozen is never written again.

    Example: registry freeze eu-batteries-regulation
    """
    loaded, report = checked(root)
    if len(report):
        refuse(loaded, report)
    unknown = [id for id in ids if id not in loaded.registry]
    if unknown:
        unable(f'there is no record "{unknown[0]}"')
    policies = [policy for policy in loaded.registry if not ids or policy.id in ids]
    if only_check:
        waiting = [policy for policy in policies if policy.version not in loaded.registry.frozen.get(policy.id, {})]
        for policy in waiting:
            click.echo(f"{policy.id}: version {policy.version} is not frozen; run: {COMMAND} freeze {policy.id}")
        sys.exit(EXIT_PROBLEMS if waiting else 0)
    for policy in policies:
        try:
            path = freeze_policy(root, policy)
        except OSError as error:
            unable(f"{policy.id} version {policy.version} cannot be frozen: {error}")
        if path:
            click.echo(f"{path}: frozen")
