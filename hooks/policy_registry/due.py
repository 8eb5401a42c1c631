"""When a record should be looked at again, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from policy_registry.dates import PartialDate
from policy_registry.deadlines import When, awaited, not_before
from policy_registry.policy import Policy
from policy_registry.wording import capitalised, counted, date_words

VALID_FOR = timedelta(days=180)


@dataclass(frozen=True)
class Reason:
    """Why a record should be looked at, and at which item of it; no item means the whole record."""

    text: str
    item: str = ""


def reasons(policy: Policy, as_of: date) -> Iterator[Reason]:
    """A record is due when its last check or reading is too old, or when a day it waits for has passed."""
    if not policy.verified or _is_old(policy.verified[0].on, as_of):
        yield Reason(f"Not checked for {VALID_FOR.days} days")
    elif unread := [source.id for source in policy.sources if source.consulted_on and _is_old(source.consulted_on, as_of)]:
        yield Reason(f"{counted(len(unread), 'source')} not read for {VALID_FOR.days} days", unread[0])
    for question in policy.open_questions:
        if question.check_on and question.check_on.last_day <= as_of:
            yield Reason(question.text, question.id)
    dated: list[tuple[str, When | None]] = [(duty.id, duty.applies_from) for duty in policy.obligations]
    dated += [(target.id, target.by) for target in policy.targets]
    waiting: dict[str, list[str]] = {}
    for id, when in dated:
        if when and (passed := _passed(when, as_of)):
            waiting.setdefault(passed, []).append(id)
    for passed, ids in waiting.items():
        things = counted(len(ids), "duty or target", "duties and targets")
        waits = "waits" if len(ids) == 1 else "wait"
        yield Reason(f"{capitalised(passed)}; {things} {waits} for it", ids[0])


def _is_old(last: PartialDate, as_of: date) -> bool:
    return last.last_day + VALID_FOR < as_of


def _passed(when: When, as_of: date) -> str:
    waiting = awaited(when)
    for event in waiting:
        if event.expected and event.expected.last_day <= as_of:
            return f"{event.after} was expected for {date_words(event.expected)}"
    floor = not_before(when)
    if waiting and not any(event.expected for event in waiting) and floor and floor.last_day <= as_of:
        return f"{date_words(floor)} has passed, and no {waiting[0].after} was found"
    return ""
