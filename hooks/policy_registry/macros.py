"""What the macros of a briefing ask for: a record, a fact of it, and what the fact says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from policy_registry.briefing import Macro
from policy_registry.deadlines import When
from policy_registry.facts import EarlierObligation, Event, Funding, Measured, Obligation, OpenQuestion, Relation, Target
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.vocabulary import nearest

Fact = Event | Target | Obligation | Funding | Relation | OpenQuestion
Said = When | Measured | EarlierObligation


class UnanswerableError(Exception):
    """The records have no answer; `help` says what to write instead."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True)
class Form:
    """The texts that a macro takes, how many of the last ones may be left out, and what it reads off a fact."""

    takes: tuple[str, ...]
    optional: int = 0
    reads: Callable[[Fact], Said | None] | None = None
    lacking: str = ""


@dataclass(frozen=True)
class Answer:
    """A record, the fact of it and what that says, as far as a macro asks for them, and the author's words for it."""

    policy: Policy
    fact: Fact | None = None
    said: Said | None = None
    words: str = ""


def _value(fact: Fact) -> Said | None:
    return fact if isinstance(fact, Measured) and fact.value is not None else None


def _date(fact: Fact) -> Said | None:
    match fact:
        case Event():
            return fact.date
        case Target():
            return fact.by
        case Obligation():
            return fact.applies_from
        case Funding():
            return fact.starts
        case _:
            return None


def _end(fact: Fact) -> Said | None:
    if isinstance(fact, Obligation):
        return fact.applies_until
    return fact.ends if isinstance(fact, Funding) else None


def _before(fact: Fact) -> Said | None:
    """What the law said last before it was changed: of a target its number, of a duty its start."""
    if isinstance(fact, Target):
        return next((old for old in fact.earlier if old.value is not None), None)
    return next((old for old in fact.earlier if old.applies_from), None) if isinstance(fact, Obligation) else None


FORMS = {
    "policy": Form(("record", "words"), optional=1),
    "status": Form(("record",)),
    "fact": Form(("record", "fact", "words")),
    "value": Form(("record", "fact"), reads=_value, lacking="value"),
    "date": Form(("record", "fact"), reads=_date, lacking="date"),
    "end": Form(("record", "fact"), reads=_end, lacking="end"),
    "before": Form(("record", "fact"), reads=_before, lacking="earlier value or start"),
}


def answer(macro: Macro, registry: Registry) -> Answer:
    """What the records say to a macro.

    Raises:
        UnanswerableError: there is no such macro, record or fact, or the fact does not say it.
    """
    form = FORMS.get(macro.name)
    if form is None:
        raise UnanswerableError(f'there is no macro "{macro.name}"', _meant(macro.name, FORMS, f"choose {', '.join(FORMS)}"))
    count = len(macro.arguments)
    if not len(form.takes) - form.optional <= count <= len(form.takes) or not all(macro.arguments):
        wanted = ", ".join(f'"{name}"' for name in form.takes)
        raise UnanswerableError(f'"{macro}" does not hold the texts that it needs', f"write {{{{ {macro.name}({wanted}) }}}}")
    given = dict(zip(form.takes, macro.arguments, strict=False))
    id, words = given["record"], given.get("words", "")
    policy = registry.policy(id)
    if policy is None:
        raise UnanswerableError(f'there is no record "{id}"', _meant(id, registry.ids(), "name a record"))
    if "fact" not in given:
        return Answer(policy, words=words)
    fact = _fact(policy, given["fact"])
    said = form.reads(fact) if form.reads else None
    if form.reads and said is None:
        raise UnanswerableError(f'"{fact.id}" of {id} has no {form.lacking}', _able(fact))
    return Answer(policy, fact, said, words)


def _fact(policy: Policy, id: str) -> Fact:
    lists: tuple[tuple[Fact, ...], ...] = (
        policy.events, policy.targets, policy.obligations, policy.funding, policy.relations, policy.open_questions,
    )  # fmt: skip
    facts = {fact.id: fact for items in lists for fact in items}
    if id not in facts:
        raise UnanswerableError(f'"{id}" is not an item of {policy.id}', _meant(id, facts, "name one of its items"))
    return facts[id]


def _meant(word: str, known: Iterable[str], otherwise: str) -> str:
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else otherwise


def _able(fact: Fact) -> str:
    """Which macros the fact can answer."""
    able = [f"`{name}`" for name, form in FORMS.items() if form.reads and form.reads(fact) is not None]
    return f"it can answer {' and '.join(able)}" if able else 'use {{ fact("record", "fact", "words") }}'
