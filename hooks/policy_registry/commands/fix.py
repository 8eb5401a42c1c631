"""`registry fix`: repairs that change no meaning."""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

import click

from policy_registry.console import EXIT_PROBLEMS, checked, records_at
from policy_registry.invisible import visible
from policy_registry.mending import mended
from policy_registry.problems import COMMAND
from policy_registry.store import rewrite
from policy_registry.wording import counted


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a record would change.")
@click.pass_obj
def fix(root: Path, paths: tuple[Path, ...], only_check: bool) -> None:
    """Write every record, or the records at PATHS, in canonical form, and repair what has one reading only.

    That is: the order of fields, spacing, digits of full width, and dates such as 18.02.2027. Nothing changes its
    meaning. A date such as 03.04.2027 is left to you, and a file that cannot be read without doubt stays as it is.
    Each changed line is printed, with - before and + after. Exit status: 0; 1 with --check if a record would change.

    Example: registry fix registry/policies/eu/eu-batteries-regulation.yml
    """
    loaded, _ = checked(root, paths)
    changed = left = 0
    for place, file in records_at(root, loaded, paths):
        text = loaded.texts[place]
        result = mended(text.letters, loaded.registry.vocabularies)
        left += not result.is_whole
        if result.letters == text.letters:
            continue
        changed += 1
        click.echo(_difference(text.letters, result.letters, text.path), nl=False)
        if not only_check:
            rewrite(file, result.letters, text)
    would = "would change" if only_check else "changed"
    rest = f"; {counted(left, 'record')} with faults that only you can mend, see: {COMMAND} check" if left else ""
    click.echo(f"{counted(changed, 'record')} {would}{rest}", err=True)
    if changed and only_check:
        sys.exit(EXIT_PROBLEMS)


def _difference(before: str, after: str, path: str) -> str:
    """The lines that differ, in the form of `diff`."""
    lines = unified_diff(before.splitlines(), after.splitlines(), path, path, n=0, lineterm="")
    return "".join(f"{visible(line)}\n" for line in lines) or f"{path}: only the ends of lines differ\n"
