"""`registry links`: whether the sources can still be reached."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import IO

import click

from policy_registry.console import EXIT_PROBLEMS, checked, watched
from policy_registry.invisible import visible
from policy_registry.link_check import Address, Answer, Patience, State, addresses, ask_web, asked, report
from policy_registry.wording import counted
from policy_registry.writing import json_text

SPAN = click.FloatRange(min=0)
POSITIVE = click.FloatRange(min=0, min_open=True)


@click.command()
@click.option("--online", is_flag=True, help="Ask the addresses. Without it nothing leaves this machine.")
@click.option("--host", "hosts", multiple=True, help="Only the addresses of this host; may be given several times.")
@click.option(
    "--seconds", type=POSITIVE, default=Patience.seconds, show_default=True, help="The most that one answer may take."
)
@click.option("--pause", type=SPAN, default=Patience.pause, show_default=True, help="Seconds between questions to one host.")
@click.option("--total", type=POSITIVE, default=Patience.total, show_default=True, help="The most seconds that all may take.")
@click.option("--report", "file", type=click.File("w", encoding="utf-8", atomic=True), help="Write all answers as JSON here.")
@click.pass_obj
def links(
    root: Path, online: bool, hosts: tuple[str, ...], seconds: float, pause: float, total: float, file: IO[str] | None
) -> None:
    """Find the addresses of sources that are gone or have moved.

    Without --online: how many addresses on how many hosts would be asked. With it each is asked once, one host
    after the other, and named where it is not available. Exit status: 0; 1 where an address is gone.

    Example: registry links --online --host eur-lex.europa.eu --report links.json
    """
    loaded, _ = checked(root)
    found = tuple(address for address in addresses(loaded.registry) if not hosts or address.host in hosts)
    number = len({address.host for address in found})
    many = f"{counted(len(found), 'address', 'addresses')} on {counted(number, 'host')}"
    if not online or not found:
        click.echo(f"{many} would be asked with --online")
        return
    answers: dict[Address, Answer] = {}
    has_bar = sys.stderr.isatty()
    given = asked(found, ask_web, Patience(seconds, pause, total), time.monotonic, time.sleep)
    for address, answer in watched(given, len(found), "Asking"):
        answers[address] = answer
        if not has_bar:
            click.echo(f"{len(answers)} of {len(found)}: {address.host}: {answer.state}", err=True)
        if answer.state not in {State.AVAILABLE, State.NOT_ASKED}:
            click.echo(nl=has_bar, err=True)  # What is found stands below the bar, which goes on below it.
            click.echo(_line(address, answer))
    if file:
        file.write(json_text(report(answers)))
    states = Counter(answer.state for answer in answers.values())
    click.echo(f"{many}: " + ", ".join(f"{states[state]} {state}" for state in State if states[state]), err=True)
    if states[State.GONE]:
        sys.exit(EXIT_PROBLEMS)


def _line(address: Address, answer: Answer) -> str:
    where = ", ".join(f"{record}#{source}" for record, source in address.sources)
    more = f" to {answer.to}" if answer.to else f" ({answer.reason})" if answer.reason else ""
    return f"{visible(f'{answer.state}: {address.url}{more}')}\n    {where}"
