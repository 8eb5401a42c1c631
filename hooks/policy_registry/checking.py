"""All rules on all records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from policy_registry.evidence import PolicyId
from policy_registry.problems import Finding, Problem, Report, Where
from policy_registry.processes import Shared
from policy_registry.reading import Text
from policy_registry.refusals import MOST_TOLD
from policy_registry.registry import Record, Registry
from policy_registry.rule import Context, Remark
from policy_registry.rules import BRIEFING_RULES, FILE_RULES, RULES
from policy_registry.store import Loaded, load, named_ids, record_ids


def check(loaded: Loaded, as_of: date, only: Collection[str] | None = None, processes: int = 1) -> Report:
    """Every problem of reading and of every rule; `only` narrows it to the records at these places."""
    report = Report()
    texts = {text.path for place, text in loaded.texts.items() if only is None or place in only}
    report.extend(problem for problem in loaded.problems if only is None or problem.where.path in texts)
    context = Context(loaded.registry, as_of)
    records = [record for record in loaded.registry.records if only is None or record.path in only]
    for problems in Shared(partial(_problems, loaded, context), records, processes).finish():
        report.extend(problems)
    if only is None:
        report.extend(_unreadable_without_record(loaded))
    for file_rule in FILE_RULES:
        if (file := loaded.texts.get(file_rule.file)) and (only is None or file_rule.file in only):
            report.extend(file.problem(file_rule.id, finding) for finding in file_rule.check(context))
    for briefing in loaded.registry.briefings.values():
        if only is not None and briefing.path not in only:
            continue
        prose = loaded.texts[briefing.path]
        for briefing_rule in BRIEFING_RULES:
            remarks = islice(briefing_rule.check(briefing, context), MOST_TOLD)
            report.extend(_remarked(prose, briefing_rule.id, remark) for remark in remarks)
    return report


def is_clean(root: Path, as_of: date, processes: int) -> bool:
    """Whether several processes, each of which reads a share of the records, find nothing to tell.

    A share knows of the other records that they are there, and reads those that briefings and side files name. Where it
    finds something, only a look at the whole can tell it in the right words.
    """
    ids = record_ids(root)
    shares = [(ids[number::processes], named_ids(root, ids)) for number in range(processes)]
    answers = Shared(partial(_are_clean, root, as_of), shares, processes, at_once=1, least=2).finish()
    return all(answers)


def _are_clean(root: Path, as_of: date, shares: Iterable[tuple[Collection[PolicyId], Collection[PolicyId]]]) -> bool:
    for ids, named in shares:
        loaded = load(root, only={*ids, *named})
        places = {record.path for record in loaded.registry.records if record.policy.id not in named or record.policy.id in ids}
        others = loaded.texts.keys() - {record.path for record in loaded.registry.records}
        if loaded.problems or len(check(loaded, as_of, only={*places, *others})) or any(_unreadable_without_record(loaded)):
            return False
    return True


def check_record(registry: Registry, record: Record, as_of: date) -> Iterator[Finding]:
    """What the rules find in a record that the registry does not hold yet."""
    context = Context(replace(registry, records=(*registry.records, record)), as_of)
    return (finding for rule in RULES for finding in rule.check(record, context))


def _problems(loaded: Loaded, context: Context, records: Iterable[Record]) -> list[Problem]:
    """What the rules find in some records and in their frozen versions."""
    problems: list[Problem] = []
    for record in records:
        text = loaded.texts[record.path]
        problems.extend(_unreadable_versions(record.policy.id, loaded))
        for rule in RULES:
            if record.is_whole or not rule.needs_whole:
                problems.extend(text.problem(rule.id, finding) for finding in rule.check(record, context))
    return problems


def _unreadable_without_record(loaded: Loaded) -> Iterator[Problem]:
    """What cannot be read of the versions of ids that are no longer current."""
    registry = loaded.registry
    for id in sorted(registry.frozen.keys() - set(registry.ids())):
        yield from _unreadable_versions(id, loaded)


def _unreadable_versions(id: PolicyId, loaded: Loaded) -> Iterator[Problem]:
    registry = loaded.registry
    for number in registry.frozen.get(id, ()):
        if registry.digest(id, number) != registry.sums.get(id, {}).get(number):
            continue  # The archive has told of it.
        policy = registry.version(id, number)
        if policy is None or (policy.id, policy.version) != (id, number):
            path = loaded.root / "versions" / id / f"{number}.yml"
            message = f"cannot be read as version {number} of {id}"
            yield Problem(Where(str(path)), "versions", "", message, f"restore {path.parent}/ as it was published")


def _remarked(text: Text, rule: str, remark: Remark) -> Problem:
    width = len(remark.words.text.partition("\n")[0]) or 1
    return text.problem_at(remark.words.mark, rule, remark.message, remark.help, width)
