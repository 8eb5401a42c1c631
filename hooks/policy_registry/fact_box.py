"""The box of facts at the top of a policy's page."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.facing import Link
from policy_registry.milestones import milestones
from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import date_words


@dataclass(frozen=True)
class Fact:
    """A line of the fact box."""

    name: str
    values: tuple[Link, ...]
    is_list: bool = False


def fact_box(policy: Policy, vocabularies: Vocabularies) -> tuple[Fact, ...]:
    """Who made the policy, where it rules, its milestones, its official numbers and its topics."""
    facts = [Fact("Made by", tuple(Link(body, "") for body in policy.passed_by))]
    if policy.jurisdiction:
        facts.append(Fact("Rules in", (Link(policy.jurisdiction, ""),)))
    for name, event in milestones(policy).items():
        facts.append(Fact(name, (Link(date_words(event.date), urls.fact(policy.id, event.id)),)))
    for scheme, numbers in policy.identifiers.items():
        facts.append(Fact(vocabularies["identifier-schemes"].label(scheme), tuple(Link(number, "") for number in numbers)))
    topics = tuple(Link(vocabularies["topics"].label(topic), urls.topic(topic)) for topic in policy.topics)
    facts.append(Fact("Topics", topics, is_list=True))
    return tuple(facts)
