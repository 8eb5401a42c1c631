"""`registry freeze`: the current versions into the archive."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from policy_registry.archive import freeze as freeze_policy
from policy_registry.console import EXIT_PROBLEMS, checked, known_ids, refuse, unable
from policy_registry.policy import Policy
from policy_registry.problems import COMMAND
from policy_registry.registry import Registry
from policy_registry.writing import policy_yaml


@click.command()
@click.argument("ids", nargs=-1, shell_complete=known_ids)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a current version is not frozen.")
@click.pass_obj
def freeze(root: Path, ids: tuple[str, ...], only_check: bool) -> None:
    """Write the current version of every record, or of IDS, to registry/versions/.

    A registry with problems is not frozen; a version that is frozen is never written again. A freeze that broke off
    before the hash was written is brought to its end.

    Example: registry freeze eu-batteries-regulation
    """
    loaded, report = checked(root)
    # Where somebody else freezes at the same time, the next record may be half frozen by now.
    while not only_check and (half := [policy for policy in loaded.registry if _is_half_frozen(loaded.registry, policy)]):
        _write(root, half)
        loaded, report = checked(root)
    if len(report):
        refuse(loaded, report)
    unknown = [id for id in ids if id not in loaded.registry]
    if unknown:
        unable(f'there is no record "{unknown[0]}"')
    policies = [policy for policy in loaded.registry if not ids or policy.id in ids]
    waiting = [policy for policy in policies if policy.version not in loaded.registry.frozen.get(policy.id, {})]
    if only_check:
        for policy in waiting:
            click.echo(f"{policy.id}: version {policy.version} is not frozen; run: {COMMAND} freeze {policy.id}")
        sys.exit(EXIT_PROBLEMS if waiting else 0)
    _write(root, waiting)


def _is_half_frozen(registry: Registry, policy: Policy) -> bool:
    """Whether the file of the version is there and its hash is not, as where a freeze was ended between the two."""
    frozen, sums = registry.frozen.get(policy.id, {}), registry.sums.get(policy.id, {})
    return policy.version not in sums and frozen.get(policy.version) == policy_yaml(policy)


def _write(root: Path, policies: Iterable[Policy]) -> None:
    for policy in policies:
        if path := freeze_policy(root, policy):
            click.echo(f"{path}: frozen")
