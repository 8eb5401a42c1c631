"""What a rule wants, why, and what breaks and keeps it: the source of the rule pages and of `registry explain`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.resources import files

from policy_registry.form_rules import FORM_RULES
from policy_registry.invisible import visible
from policy_registry.rules import BRIEFING_RULES, FILE_RULES, RULES

EXAMPLES = files("policy_registry.rules") / "examples"
CONTEXT = 2
MOST_MESSAGES = 3
GAP = "…"
_PROBLEM = re.compile(r"\S+?:(?P<line>\d+):\d+: error\[(?P<rule>[a-z-]+)\]")


@dataclass(frozen=True)
class Explanation:
    """A rule in words, with the lines of an example that break it, the messages they give, and the lines that keep it."""

    id: str
    statement: str
    why: str
    bad: str
    message: str
    good: str


def explanations() -> tuple[Explanation, ...]:
    """Every rule by its id."""
    stated = {id: (rule.statement, rule.why) for id, rule in FORM_RULES.items()}
    stated |= {rule.id: (rule.statement, rule.why) for rule in (*RULES, *FILE_RULES, *BRIEFING_RULES)}
    return tuple(_explanation(id, *stated[id]) for id in sorted(stated))


def _explanation(id: str, statement: str, why: str) -> Explanation:
    problems = _problems(id)
    lines = [int(problem["line"]) - 1 for problem in problems]
    bad, good = _excerpts(_example(id, "bad").splitlines(), _example(id, "good").splitlines(), lines)
    told = "\n\n".join(problem.string for problem in problems[:MOST_MESSAGES])
    more = f"\n\n{GAP} and {len(problems) - MOST_MESSAGES} more" if len(problems) > MOST_MESSAGES else ""
    shown = ("\n".join(map(visible, text.split("\n"))) for text in (bad, told + more, good))
    return Explanation(id, statement, why, *shown)


def _example(rule: str, name: str) -> str:
    """One of the files of a rule; empty where a rule can have no example."""
    folder = EXAMPLES / rule
    found = [file for file in folder.iterdir() if file.name.partition(".")[0] == name] if folder.is_dir() else []
    return found[0].read_text(encoding="utf-8") if found else ""


def _problems(rule: str) -> list[re.Match[str]]:
    """The messages of this rule; a bad example may break others on the way."""
    blocks = _example(rule, "expected").strip("\n").split("\n\n")
    return [match for block in blocks if (match := _PROBLEM.match(block)) and match["rule"] == rule]


def _excerpts(bad: list[str], good: list[str], faults: list[int]) -> tuple[str, str]:
    """The lines that differ between the two and those with a fault, as they stand in each, with what is around them."""
    matcher = SequenceMatcher(None, bad, good, autojunk=False)
    same = {start + step: twin + step for start, twin, size in matcher.get_matching_blocks() for step in range(size)}
    in_bad = {index + near for index in faults for near in (-1, 0)}
    in_good = {same[index] for index in in_bad if index in same}
    for kind, start, end, twin, twin_end in matcher.get_opcodes():
        if kind != "equal":
            in_bad |= set(range(start - CONTEXT, end + CONTEXT))
            in_good |= set(range(twin - CONTEXT, twin_end + CONTEXT))
    return _picked(bad, in_bad), _picked(good, in_good)


def _picked(lines: list[str], chosen: set[int]) -> str:
    """The chosen lines of a text, with a sign where several between them are left out."""
    shown = [index for index in range(len(lines)) if index in chosen or {index - 1, index + 1} <= chosen]
    text = ""
    for before, index in zip([None, *shown], shown, strict=False):
        text += f"{GAP}\n" if before is not None and index > before + 1 else ""
        text += f"{lines[index]}\n"
    return text.rstrip("\n")
