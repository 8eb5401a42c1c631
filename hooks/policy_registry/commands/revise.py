"""`registry revise`: the next version of a record and the reason for it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click
from pydantic import ValidationError

from policy_registry.causes import objection
from policy_registry.changes import changes
from policy_registry.console import EXIT_PROBLEMS, checked, today, unable, whole_record
from policy_registry.steps import Step
from policy_registry.store import save
from policy_registry.versions import revised


@click.command()
@click.argument("id")
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
    record, registry = whole_record(loaded, id), loaded.registry
    if cause not in registry.vocabularies["causes"] or cause == "new":
        known = ", ".join(concept.id for concept in registry.vocabularies["causes"] if concept.id != "new")
        unable(f'"{cause}" is not a cause of a further version; the causes are {known}')
    frozen = registry.version(id, record.policy.version)
    if frozen is None:
        unable(f"version {record.policy.version} of {id} is not frozen yet: change the record as it is")
    try:
        policy = revised(record.policy, cause, summary, today())
    except ValidationError as error:
        unable(f"the summary cannot be kept: {error.errors()[0]['msg']}")
    edited = changes(frozen, record.policy)
    against = objection(Step(policy.history[0], frozen, policy, edited), registry.vocabularies) if edited else None
    if against:
        click.echo(f"registry: {id}: {against.message}\n    help: {against.help}", err=True)
        sys.exit(EXIT_PROBLEMS)
    try:
        path = save(root, replace(record, policy=policy))
    except OSError as error:
        unable(f"{id} cannot be written: {error}")
    click.echo(f"{path}: version {policy.version} opened")
