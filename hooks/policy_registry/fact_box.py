"""The box of facts at the top of a policy's page."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.facing import CONSULTED_LABELS, language_name
from policy_registry.milestones import milestones
from policy_registry.official_text import official_text
from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import date_words


@dataclass(frozen=True)
class Value:
    """What a fact says: words, with a page of the site or an address elsewhere that they lead to, and their language."""

    text: str
    path: str = ""
    address: str = ""
    language: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Fact:
    """A line of the fact box."""

    name: str
    values: tuple[Value, ...]
    is_list: bool = False


def fact_box(policy: Policy, vocabularies: Vocabularies) -> tuple[Fact, ...]:
    """The official text, who made the policy, where it rules, its milestones, its official numbers and its topics."""
    facts = [*_official_text(policy), Fact("Made by", tuple(Value(body) for body in policy.passed_by))]
    if policy.jurisdiction:
        facts.append(Fact("Rules in", (Value(policy.jurisdiction),)))
    for name, event in milestones(policy).items():
        facts.append(Fact(name, (Value(date_words(event.date), urls.fact(policy.id, event.id)),)))
    for scheme, numbers in policy.identifiers.items():
        facts.append(Fact(vocabularies["identifier-schemes"].label(scheme), tuple(_number(number) for number in numbers)))
    topics = tuple(Value(vocabularies["topics"].label(topic), urls.topic(topic)) for topic in policy.topics)
    facts.append(Fact("Topics", topics, is_list=True))
    return tuple(facts)


def _official_text(policy: Policy) -> tuple[Fact, ...]:
    source = official_text(policy)
    if source is None:
        return ()
    remark = f"{language_name(source.language)}; {CONSULTED_LABELS[source.consulted]} for this record"
    return (Fact("Official text", (Value(source.title, address=source.url or "", language=source.language, remark=remark),)),)


def _number(number: str) -> Value:
    """An official number; one that is itself an address leads there, and none is made from the others."""
    return Value(number, address=number if number.startswith(("http://", "https://")) else "")
