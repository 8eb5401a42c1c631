"""All rules on all records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from policy_registry.problems import Finding, Problem, Report
from policy_registry.reading import Text
from policy_registry.registry import Record, Registry
from policy_registry.rule import Context, Remark
from policy_registry.rules import BRIEFING_RULES, FILE_RULES, RULES
from policy_registry.store import Loaded


def check(loaded: Loaded, as_of: date, only: Collection[str] | None = None) -> Report:
    """Every problem of reading and of every rule; `only` narrows it to the records at these places."""
    report = Report()
    texts = {text.path for place, text in loaded.texts.items() if only is None or place in only}
    report.extend(problem for problem in loaded.problems if only is None or problem.where.path in texts)
    context = Context(loaded.registry, as_of)
    for record in loaded.registry.records:
        if only is not None and record.path not in only:
            continue
        text = loaded.texts[record.path]
        for rule in RULES:
            if rule.needs_whole and not record.is_whole:
                continue
            report.extend(text.problem(rule.id, finding) for finding in rule.check(record, context))
    for file_rule in FILE_RULES:
        if (file := loaded.texts.get(file_rule.file)) and (only is None or file_rule.file in only):
            report.extend(file.problem(file_rule.id, finding) for finding in file_rule.check(context))
    for briefing in loaded.registry.briefings.values():
        if only is not None and briefing.path not in only:
            continue
        prose = loaded.texts[briefing.path]
        for briefing_rule in BRIEFING_RULES:
            report.extend(_remarked(prose, briefing_rule.id, remark) for remark in briefing_rule.check(briefing, context))
    return report


def check_record(registry: Registry, record: Record, as_of: date) -> Iterator[Finding]:
    """What the rules find in a record that the registry does not hold yet."""
    context = Context(replace(registry, records=(*registry.records, record)), as_of)
    return (finding for rule in RULES for finding in rule.check(record, context))


def _remarked(text: Text, rule: str, remark: Remark) -> Problem:
    width = len(remark.words.text.partition("\n")[0]) or 1
    return text.problem_at(remark.words.mark, rule, remark.message, remark.help, width)
