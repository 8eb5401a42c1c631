"""`registry explain`: what a rule wants, and why; what a field holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from textwrap import fill, indent

import click

from policy_registry.console import unable
from policy_registry.explanation import Explanation, explanations
from policy_registry.field_examples import Schema
from policy_registry.field_help import all_help, field_help
from policy_registry.record_schema import record_schema
from policy_registry.vocabulary import nearest
from policy_registry.vocabulary_files import UnreadableRegistryError, load_vocabularies

WIDTH = 100


def _names(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    return [one.id for one in explanations() if one.id.startswith(typed)]


@click.command()
@click.argument("names", nargs=-1, metavar="[RULE|FIELD]...", shell_complete=_names)
@click.pass_obj
def explain(root: Path, names: tuple[str, ...]) -> None:
    """Say what each RULE wants and why, or what each FIELD holds, with examples that are taken and refused.

    Each message of the check names its rule between brackets, and the field after it. Without a name: the list of
    all rules.

    Example: registry explain vocabulary-term

    Example: registry explain targets.value
    """
    told = {explanation.id: explanation for explanation in explanations()}
    if not names:
        widest = max(len(id) for id in told)
        for explanation in told.values():
            click.echo(f"{explanation.id:<{widest}}  {explanation.statement}")
        return
    schema = _schema(root) if any(name not in told for name in names) else {}
    pages = [_page(told[name]) if name in told else _field(name, schema, told) for name in dict.fromkeys(names)]
    click.echo("\n\n".join(pages))


def _schema(root: Path) -> Schema:
    try:
        return record_schema(load_vocabularies(root))
    except UnreadableRegistryError as error:
        unable(str(error))


def _field(name: str, schema: Schema, rules: Iterable[str]) -> str:
    help = field_help(name, schema)
    if help is None:
        near = nearest(name, (*rules, *(field.path for field in all_help(schema))))
        unable(f'there is no rule or field "{name}"' + (f'; did you mean "{near}"?' if near else ""))
    good, bad = ("\n".join(examples) for examples in (help.good, help.bad))
    blocks = (_title(help.path), fill(help.description, WIDTH), _example("It takes:", good), _example("It refuses:", bad))
    return "\n\n".join(blocks)


def _page(explanation: Explanation) -> str:
    blocks = [_title(explanation.id), fill(explanation.statement, WIDTH)]
    blocks.append(fill(f"Why: {explanation.why}", WIDTH))
    examples = (
        ("This breaks it:", explanation.bad),
        ("The check then says:", explanation.message),
        ("This keeps it:", explanation.good),
    )
    blocks += [_example(name, text) for name, text in examples if text]
    return "\n\n".join(blocks)


def _title(name: str) -> str:
    return f"{name}\n{'=' * len(name)}"


def _example(name: str, text: str) -> str:
    return f"{name}\n\n{indent(text, '    ')}"
