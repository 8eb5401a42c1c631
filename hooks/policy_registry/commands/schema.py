"""`registry schema`: the JSON Schema of a record."""

from __future__ import annotations

from pathlib import Path

import click

from policy_registry.console import unable
from policy_registry.exports.schema import schema_json
from policy_registry.store import write_schema
from policy_registry.vocabulary_files import UnreadableRegistryError, load_vocabularies


@click.command()
@click.option("--write", is_flag=True, help="Write the file in the registry folder instead of printing it.")
@click.pass_obj
def schema(root: Path, write: bool) -> None:
    """Print the JSON Schema of a record, made from the model and the vocabularies.

    Example: registry schema --write
    """
    try:
        content = schema_json(load_vocabularies(root))
    except UnreadableRegistryError as error:
        unable(str(error))
    if write:
        click.echo(f"{write_schema(root, content)}: written")
    else:
        click.echo(content, nl=False)
