"""One fact of one policy as every table prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.facing import (
    UNDATED,
    Badge,
    DateView,
    EvidenceView,
    Link,
    date_view,
    evidence_view,
    policy_link,
    region_link,
    standing_badge,
    status_badge,
)
from policy_registry.facts import EarlierObligation, EarlierTarget, Event, Funding, Measured, Obligation, Target
from policy_registry.legal_state import Statement, statements
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.remembered import remembered
from policy_registry.vocabulary import Vocabularies
from policy_registry.wording import capitalised, date_words, measured_words


@dataclass(frozen=True)
class EarlierRow:
    """What was stated before, with the days from which it was so and no longer so, where it ever was.

    A number that did not change is left out where its date did, or where only the note says what changed.
    """

    value: str
    date: DateView | None
    note: str
    until: DateView
    changed_by: Link | None
    evidence: EvidenceView
    stated_from: str
    stated_until: str


@dataclass(frozen=True)
class Row:
    """One fact of one policy, as every table prints it."""

    id: str
    policy: Link
    region: Link
    region_id: str
    status: Badge
    kind: Badge
    what: str
    value: str
    measured_as: str
    details: tuple[tuple[str, str], ...]
    date: DateView | None
    until: DateView | None
    who: tuple[str, ...]
    who_ids: tuple[str, ...]
    who_exactly: str
    standing: Badge | None
    earlier: tuple[EarlierRow, ...]
    note: str
    evidence: EvidenceView
    anchor: str
    stated_from: str
    stated_until: str

    @property
    def due_sort(self) -> str:
        """What sorts rows by their dates; a row without one comes last."""
        return self.date.sort if self.date else UNDATED

    @property
    def is_duty(self) -> bool:
        """Whether it is a duty, as against a target."""
        return self.kind.kind == "duty"

    @property
    def shows_kind(self) -> bool:
        """Whether the kind of an event adds to its words: not where it is `other` or the words begin with it."""
        return self.kind.kind != "event-other" and not self.what.lower().startswith(self.kind.text.lower())


@remembered
def target_row(policy: Policy, target: Target, registry: Registry, as_of: date) -> Row:
    """A target as a table prints it."""
    vocabularies = registry.vocabularies
    metric = vocabularies["metrics"][target.metric]
    details = (
        ("material", target.material),
        ("chemistry", target.chemistry),
        ("scope", target.scope),
        ("baseline", target.baseline),
    )
    told = statements(policy, target)
    earlier = tuple(_earlier(policy, old, _change(old, target, vocabularies, as_of), told, registry) for old in target.earlier)
    return _row(
        policy, target, registry, Badge(metric.label, "metric", metric.definition),
        value=_value(target, vocabularies), measured_as=target.measured_as or "", details=details,
        date=date_view(target.by, as_of), standing=standing_badge(target.standing, vocabularies), earlier=earlier,
        told=told,
    )  # fmt: skip


@remembered
def obligation_row(policy: Policy, duty: Obligation, registry: Registry, as_of: date) -> Row:
    """A duty as a table prints it."""
    vocabularies = registry.vocabularies
    standing = standing_badge(duty.standing, vocabularies)
    told = statements(policy, duty)
    earlier = tuple(_earlier(policy, old, ("", date_view(old.applies_from, as_of), ""), told, registry) for old in duty.earlier)
    return _row(
        policy, duty, registry, Badge("Duty", "duty"), date=date_view(duty.applies_from, as_of),
        until=date_view(duty.applies_until, as_of), standing=standing, earlier=earlier,
        who=tuple(vocabularies["actors"].label(actor) for actor in duty.who), who_ids=duty.who,
        who_exactly=duty.who_exactly or "",
        told=told,
    )  # fmt: skip


@remembered
def funding_row(policy: Policy, line: Funding, registry: Registry, as_of: date) -> Row:
    """A funding line as a table prints it."""
    vocabularies = registry.vocabularies
    form = vocabularies["funding-forms"][line.form]
    details = (("paid by", line.paid_by), ("paid to", line.paid_to), ("period", line.period))
    starts, ends = date_view(line.starts, as_of), date_view(line.ends, as_of)
    return _row(
        policy, line, registry, Badge(form.label, "form", form.definition), value=_value(line, vocabularies),
        measured_as=line.measured_as or "", details=details, date=starts, until=ends,
    )  # fmt: skip


@remembered
def event_row(policy: Policy, event: Event, registry: Registry, as_of: date) -> Row:
    """An event as a timeline prints it."""
    kind = registry.vocabularies["event-kinds"][event.kind]
    return _row(
        policy, event, registry, Badge(kind.label, f"event-{event.kind}", kind.definition), date=date_view(event.date, as_of)
    )


def _row(
    policy: Policy,
    fact: Target | Obligation | Funding | Event,
    registry: Registry,
    kind: Badge,
    *,
    value: str = "",
    measured_as: str = "",
    details: tuple[tuple[str, str | None], ...] = (),
    date: DateView | None = None,
    until: DateView | None = None,
    who: tuple[str, ...] = (),
    who_ids: tuple[str, ...] = (),
    who_exactly: str = "",
    standing: Badge | None = None,
    earlier: tuple[EarlierRow, ...] = (),
    told: tuple[Statement, ...] = (),
) -> Row:
    stated_from, stated_until = _span(told)
    return Row(
        id=fact.id,
        policy=policy_link(policy),
        region=region_link(policy.region, registry),
        region_id=policy.region,
        status=status_badge(policy, registry.vocabularies),
        kind=kind,
        what=fact.what,
        value=value,
        measured_as=measured_as,
        details=tuple((name, text) for name, text in details if text),
        date=date,
        until=until,
        who=who,
        who_ids=who_ids,
        who_exactly=who_exactly,
        standing=standing,
        earlier=earlier,
        note=fact.note or "",
        evidence=evidence_view(policy, fact),
        anchor=urls.fact(policy.id, fact.id),
        stated_from=stated_from,
        stated_until=stated_until,
    )


def _value(part: Measured, vocabularies: Vocabularies) -> str:
    return capitalised(measured_words(part, vocabularies))


Change = tuple[str, DateView | None, str]


def _change(old: EarlierTarget, target: Target, vocabularies: Vocabularies, as_of: date) -> Change:
    """The number, the date and the remark that say how a target differed before."""
    words, when = measured_words(old, vocabularies), date_view(old.by, as_of)
    if old.measured_as not in (None, target.measured_as):
        return f"{words} ({old.measured_as})", when, ""
    if words != measured_words(target, vocabularies):
        return words, when, ""
    if when:
        return ("", when, "") if old.by != target.by else (words, when, old.note or "")
    return ("", None, old.note) if old.note else (words, None, "")


def _earlier(
    policy: Policy,
    old: EarlierTarget | EarlierObligation,
    change: Change,
    told: tuple[Statement, ...],
    registry: Registry,
) -> EarlierRow:
    changer = registry.policy(old.changed_by) if old.changed_by else None
    until = DateView(date_words(old.until), str(old.until), "certain", "", old.until.last_day.isoformat())
    stated_from, stated_until = _span(tuple(statement for statement in told if statement.said is old))
    changed_by = policy_link(changer) if changer else None
    return EarlierRow(*change, until, changed_by, evidence_view(policy, old), stated_from, stated_until)


def _span(told: tuple[Statement, ...]) -> tuple[str, str]:
    """The day from which and the day until which something was stated, for machines; empty where there is none."""
    if not told:
        return "", ""
    until = told[-1].until_day
    return told[0].from_day.isoformat(), until.isoformat() if until else ""
