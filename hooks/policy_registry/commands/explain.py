"""`registry explain`: what a rule wants, and why."""

from __future__ import annotations

from textwrap import fill, indent

import click

from policy_registry.console import unable
from policy_registry.explanation import Explanation, explanations
from policy_registry.vocabulary import nearest

WIDTH = 100


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULE]...")
def explain(rules: tuple[str, ...]) -> None:
    """Say what each RULE wants and why, with an example that breaks it and one that keeps it.

    The name of a rule stands between brackets in each message of the check. Without RULE: the list of all rules.

    Example: registry explain vocabulary-term
    """
    told = {explanation.id: explanation for explanation in explanations()}
    for id in rules:
        if id not in told:
            near = nearest(id, told)
            unable(f'there is no rule "{id}"' + (f'; did you mean "{near}"?' if near else ""))
    if rules:
        click.echo("\n\n".join(_page(told[id]) for id in dict.fromkeys(rules)))
        return
    widest = max(len(id) for id in told)
    for explanation in told.values():
        click.echo(f"{explanation.id:<{widest}}  {explanation.statement}")


def _page(explanation: Explanation) -> str:
    blocks = [f"{explanation.id}\n{'=' * len(explanation.id)}", fill(explanation.statement, WIDTH)]
    blocks.append(fill(f"Why: {explanation.why}", WIDTH))
    examples = (
        ("This breaks it:", explanation.bad),
        ("The check then says:", explanation.message),
        ("This keeps it:", explanation.good),
    )
    blocks += [f"{name}\n\n{indent(text, '    ')}" for name, text in examples if text]
    return "\n\n".join(blocks)
