"""`registry from-issue`: a filled-in form becomes a record, or the next version of one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, NoReturn

import click

from policy_registry.checking import check
from policy_registry.console import EXIT_PROBLEMS, checked, next_version, today, unable, whole_record
from policy_registry.filled_forms import corrected, fact_of, item_ids, proposed
from policy_registry.invisible import visible
from policy_registry.issue_forms import LONGEST_BODY, PROPOSAL, FilledForm, FormError, read_form
from policy_registry.policy import Policy
from policy_registry.problems import Problem
from policy_registry.reading import Reading, read_policy
from policy_registry.registry import Record
from policy_registry.reporters import REPORTERS
from policy_registry.store import Loaded, add, save
from policy_registry.writing import policy_data, yaml_text

# How much of a wrong answer a message repeats.
LONGEST_SHOWN = 80


@click.command("from-issue")
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def from_issue(root: Path, file: IO[bytes]) -> None:
    """Turn the text of an issue that a form made into a record, or into the next version of one.

    FILE holds the text as Markdown; "-" reads it from the standard input. The forms are "Propose a policy" and
    "Correct a value". What comes of it is checked first: where there are problems, nothing is written.

    Example: registry from-issue issue.md

    Example: gh issue view 12 --json body --jq .body | registry from-issue -
    """
    form = _form(file)
    loaded, _ = checked(root)
    try:
        if form.form is PROPOSAL:
            record = _new(root, loaded, form)
            path, done = add(root, record.policy), "written"
        else:
            record = _next(root, loaded, form)
            path, done = save(root, record, loaded.texts[record.path]), f"version {record.policy.version} opened"
    except FormError as error:
        unable(f"the form cannot be used: {error}")
    click.echo(f"{path}: {done}")
    if rest := form.lines("more"):
        click.echo("the form also says what the record does not hold yet:", err=True)
        for line in rest:
            click.echo(f"    {visible(line)}", err=True)


def _form(file: IO[bytes]) -> FilledForm:
    try:
        # A letter takes at most four bytes; what is longer is refused, wherever it is cut.
        content = file.read(4 * LONGEST_BODY + 4)
        return read_form(content.decode("utf-8", "strict" if len(content) <= 4 * LONGEST_BODY else "ignore"))
    except UnicodeDecodeError:
        unable("the form cannot be used: it is not UTF-8 text")
    except (FormError, OSError) as error:
        unable(f"the form cannot be used: {error}")


def _new(root: Path, loaded: Loaded, form: FilledForm) -> Record:
    data = proposed(form, today())
    id, registry = str(data.get("id", "")), loaded.registry
    if id in registry or id in registry.frozen or registry.retirement(id):
        raise FormError(f'the id "{visible(id[:LONGEST_SHOWN])}" is taken')
    reading = _read(loaded, "the form", data)
    policy = _whole(reading)
    record = Record(policy, f"policies/{policy.region}/{policy.id}.yml")
    return _checked(root, loaded, record)


def _next(root: Path, loaded: Loaded, form: FilledForm) -> Record:
    id = form.line("record")
    if id not in loaded.registry:
        raise FormError(f'there is no record "{visible(id[:LONGEST_SHOWN])}"')
    record = whole_record(loaded, id)
    _refuse_if_moved(loaded, record.policy, form)
    used = {one for state in loaded.registry.states(id).values() for one in item_ids(policy_data(state))}
    reading = _read(loaded, str(root / record.path), corrected(form, record.policy, used))
    edited = _whole(reading)
    policy = next_version(loaded.registry, edited, form.term("cause"), form.line("summary"))
    return _checked(root, loaded, replace(record, policy=policy))


def _refuse_if_moved(loaded: Loaded, policy: Policy, form: FilledForm) -> None:
    """The form speaks of a version that its writer saw; the fact must still be as it was there."""
    number = form.line("version")
    seen = loaded.registry.version(policy.id, int(number)) if re.fullmatch("[0-9]{1,4}", number) else None
    if seen is None:
        raise FormError(f'{policy.id} has no version "{visible(number[:LONGEST_SHOWN])}"')
    fact = form.line("fact")
    if fact_of(policy_data(seen), fact) != fact_of(policy_data(policy), fact):
        raise FormError(f"it speaks of version {number}; since then the fact has changed, so a person has to compare")


def _read(loaded: Loaded, path: str, data: dict[str, Any]) -> Reading:
    return read_policy(yaml_text(data), path, loaded.registry.vocabularies)


def _whole(reading: Reading) -> Policy:
    if reading.policy is None or not reading.is_whole:
        _refuse(reading.problems)
    return reading.policy


def _checked(root: Path, loaded: Loaded, record: Record) -> Record:
    """The record, if every rule is content with it in its registry."""
    reading = _read(loaded, str(root / record.path), policy_data(record.policy))
    others = tuple(one for one in loaded.registry.records if one.policy.id != record.policy.id)
    registry = replace(loaded.registry, records=(*others, record))
    texts = {**loaded.texts, record.path: reading.text}
    if report := check(replace(loaded, registry=registry, texts=texts, problems=reading.problems), today(), {record.path}):
        _refuse(report)
    return record


def _refuse(problems: Iterable[Problem]) -> NoReturn:
    click.echo(REPORTERS["text"](problems), nl=False)
    click.echo("registry: nothing is written; mend the answers in the file and run the command again", err=True)
    sys.exit(EXIT_PROBLEMS)
