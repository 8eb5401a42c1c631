"""`registry new`: the first version of a record, from answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import click
from pydantic import ValidationError

from policy_registry.checking import check_record
from policy_registry.console import EXIT_PROBLEMS, checked, today, unable
from policy_registry.evidence import Source
from policy_registry.facts import Event
from policy_registry.first_version import Answers, first_version, proposed_id
from policy_registry.policy import Policy, Title
from policy_registry.problems import COMMAND, Finding
from policy_registry.reading import field_reader, findings
from policy_registry.registry import Record, Registry
from policy_registry.reporters import REPORTERS
from policy_registry.rules.status_event import EVENTS
from policy_registry.store import add

ENGLISH = "en"


@click.command()
@click.option("--region", help="A term of vocabularies/regions.yml.")
@click.option("--title", help="The official title in English, or your translation of it.")
@click.option("--language", help="The language of the act: en, zh, ja, ko or another.")
@click.option("--original-title", help="The official title in its own script, where it is not English.")
@click.option("--short-title", help="The name that people use.")
@click.option("--instrument", help="A term of vocabularies/instruments.yml.")
@click.option("--status", help="A term of vocabularies/statuses.yml.")
@click.option("--since", help="The day, month or year that brought the status about, as the source says it.")
@click.option("--bindingness", help="A term of vocabularies/bindingness.yml.")
@click.option("--topic", "topics", multiple=True, help="A term of vocabularies/topics.yml; may be given several times.")
@click.option("--passed-by", multiple=True, help="A body that made the policy; may be given several times.")
@click.option("--summary", help="Two to four sentences in plain words of your own.")
@click.option("--source-title", help="The title of the first source.")
@click.option("--source-publisher", help="Who publishes it.")
@click.option("--source-url", help="Where it stands on the web; empty if nowhere.")
@click.option("--source-language", help="Its language.")
@click.option("--source-kind", help="primary or secondary.")
@click.option("--source-consulted", help="How deep you read it: full, provisions, excerpt or not-consulted.")
@click.option("--id", help="The id, for ever; region and short title make a proposal.")
@click.pass_obj
def new(root: Path, /, **given: Any) -> None:
    """Write the first version of a record; what no option says is asked.

    No file that exists is ever written over. Duties, targets, dates and further sources are then yours to add.

    Example: registry new --region eu --language en
    """
    loaded, before = checked(root)
    answers = _answers(loaded.registry, given)
    try:
        policy = Policy.model_validate(first_version(answers, today()), context=loaded.registry.vocabularies)
    except ValidationError as error:
        _refuse(findings(error))
    if against := tuple(check_record(loaded.registry, Record(policy, f"policies/{policy.region}/{policy.id}.yml"), today())):
        _refuse(against)
    click.echo(f"{add(root, policy)}: written")
    known = set(before)
    if added := [problem for problem in checked(root)[1] if problem not in known]:
        click.echo(REPORTERS["text"](added), nl=False)
        sys.exit(EXIT_PROBLEMS)
    click.echo(f"Now add duties, targets and dates, each with its source, and run: {COMMAND} check", err=True)


def _refuse(findings: Iterable[Finding]) -> NoReturn:
    for finding in findings:
        field = ".".join(str(step) for step in finding.field)
        click.echo(f"registry: {field}: {finding.message}\n    help: {finding.help}", err=True)
    sys.exit(EXIT_PROBLEMS)


def _answers(registry: Registry, given: dict[str, Any]) -> Answers:
    """Every answer, from the options or from the person, each checked when it is given."""
    vocabularies = registry.vocabularies

    def asked(
        name: str, words: str, field: str = "", model: type = Policy, default: str | None = None, between: str = ""
    ) -> Any:
        read = field_reader(model, field or name, vocabularies)
        return _asked(name, given[name], words, read, default, between)

    def term(name: str, words: str, scheme: str, between: str = "") -> Any:
        return asked(name, f"{words} ({', '.join(concept.id for concept in vocabularies[scheme])})", between=between)

    region = term("region", "Region", "regions")
    title = asked("title", "Title in English", "text", Title)
    language = asked("language", "Language of the act", "language", Title, ENGLISH)
    is_english = language.split("-")[0] == ENGLISH
    original = "" if is_english else asked("original_title", "Title in its own script", "text", Title)
    short_title = asked("short_title", "Short title, as people call it")
    instrument = term("instrument", "Instrument", "instruments")
    status = term("status", "Status", "statuses")
    kind = EVENTS[status][0] if status in EVENTS else ""
    label = vocabularies["event-kinds"].label(kind) if kind else ""
    since = str(asked("since", f'Date of "{label}"', "date", Event)) if kind else ""
    return Answers(
        region=region,
        title=title,
        language=language,
        original_title=original,
        short_title=short_title,
        instrument=instrument,
        status=status,
        event_kind=kind,
        event_label=label,
        since=since,
        bindingness=term("bindingness", "Bindingness", "bindingness"),
        topics=term("topics", "Topics, parted by commas", "topics", between=","),
        passed_by=asked("passed_by", "Passed by, parted by semicolons", between=";"),
        summary=asked("summary", "Summary in two to four sentences"),
        source_title=asked("source_title", "Title of your first source", "title", Source),
        source_publisher=asked("source_publisher", "Its publisher", "publisher", Source),
        source_url=asked("source_url", "Its address on the web, empty if none", "url", Source, "") or "",
        source_language=asked("source_language", "Its language", "language", Source, language),
        source_kind=asked("source_kind", "Its kind (primary, secondary)", "kind", Source, "primary").value,
        source_consulted=asked(
            "source_consulted", "How deep you read it (full, provisions, excerpt, not-consulted)", "consulted", Source
        ).value,
        id=_asked("id", given["id"], "Id, for ever", _free_id(region, registry), proposed_id(region, short_title), ""),
    )


def _free_id(region: str, registry: Registry) -> Callable[[Any], str]:
    """Reads an id that no record has or had, and that begins with the region."""
    read = field_reader(Policy, "id", registry.vocabularies)
    taken = {*registry.ids(), *registry.unreadable, *registry.frozen, *(gone.id for gone in registry.retirements)}

    def free(text: Any) -> str:
        id = str(read(text))
        if not id.startswith(f"{region}-"):
            raise ValueError(f'"{id}" does not begin with its region; write {region}-…')
        if id in taken:
            raise ValueError(f'"{id}" is the id of another record, now or before; choose another')
        return id

    return free


def _asked(name: str, given: Any, words: str, read: Callable[[Any], Any], default: str | None, between: str) -> Any:
    """The answer that an option gives, or the first acceptable one that the person gives."""
    option = "topic" if name == "topics" else name.replace("_", "-")
    if given not in (None, ()):
        try:
            return read(list(given) if between else given or None)
        except ValueError as error:
            unable(f"--{option}: {error}")

    def accepted(text: str) -> Any:
        parts = [part.strip() for part in text.split(between) if part.strip()] if between else text.strip()
        try:
            return read(parts or (None if default == "" else parts))
        except ValueError as error:
            raise click.UsageError(str(error)) from error

    try:
        return click.prompt(words, default=default, value_proc=accepted, show_default=bool(default), err=True)
    except click.Abort:
        click.echo(err=True)
        unable(f"--{option} is missing, and there is nobody to ask")
