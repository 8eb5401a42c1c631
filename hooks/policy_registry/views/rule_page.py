"""What a rule wants of a record and why, with an example that breaks it and one that keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.explanation import Explanation, explanations
from policy_registry.facing import Link


@dataclass(frozen=True)
class RuleLine:
    """A rule in the list of all rules."""

    rule: Link
    statement: tuple[str, ...]


@dataclass(frozen=True)
class RulesPage:
    """Every rule with its demand."""

    path: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class RulePage:
    """One rule; statement and reason are words and pieces of code by turns."""

    path: str
    id: str
    statement: tuple[str, ...]
    why: tuple[str, ...]
    bad: str
    message: str
    good: str


def rules_page() -> RulesPage:
    """The view of all rules."""
    lines = (RuleLine(Link(told.id, urls.rule(told.id)), _pieces(told.statement)) for told in explanations())
    return RulesPage(urls.RULES, tuple(lines))


def rule_pages() -> tuple[RulePage, ...]:
    """The views of the single rules."""
    return tuple(_rule_page(told) for told in explanations())


def _rule_page(told: Explanation) -> RulePage:
    return RulePage(urls.rule(told.id), told.id, _pieces(told.statement), _pieces(told.why), told.bad, told.message, told.good)


def _pieces(sentence: str) -> tuple[str, ...]:
    """Words and code by turns, as backticks part them: code stands at the odd places."""
    return tuple(sentence.split("`"))
