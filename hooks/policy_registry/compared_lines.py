"""What a record says under a key, ready to stand beside what another record says under the same key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.facing import Badge, DateView
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.relations import relations
from policy_registry.rows import Row, funding_row, obligation_row, target_row
from policy_registry.vocabulary import ConceptScheme
from policy_registry.wording import counting_words


@dataclass(frozen=True)
class Statement:
    """One thing that a record says on a line; `other` names the policy that it is about, where there is one."""

    text: str
    path: str = ""
    language: str = ""
    leads: tuple[str, ...] = ()
    badge: Badge | None = None
    details: tuple[tuple[str, str], ...] = ()
    source: str = ""
    is_unverified: bool = False
    other: str = ""


@dataclass(frozen=True)
class Line:
    """What a record says under a key; lines of several policies with one key stand side by side, in the order of `sort`."""

    key: str
    sort: str
    label: str
    statements: tuple[Statement, ...]
    detail: str = ""
    path: str = ""
    is_unlike: bool = False


def duty_lines(policy: Policy, registry: Registry, as_of: date) -> tuple[Line, ...]:
    """The duties of a policy, those of each actor on one line; a duty of several actors stands on several lines."""
    actors = registry.vocabularies["actors"]
    rows = _by_date(obligation_row(policy, duty, registry, as_of) for duty in policy.obligations)
    lines = []
    for actor in {actor for duty in policy.obligations for actor in duty.who}:
        label = actors.label(actor)
        said = tuple(_duty(row, label) for row in rows if label in row.who)
        lines.append(Line(actor, _place(actors, actor), label, said))
    return _sorted(lines)


def target_lines(policy: Policy, registry: Registry, as_of: date) -> tuple[Line, ...]:
    """The targets of a policy: only numbers of one metric and unit that are counted of the same stand on one line."""
    metrics = registry.vocabularies["metrics"]
    lines = []
    for metric, unit, whole in {(target.metric, target.unit, target.measured_as) for target in policy.targets}:
        alike = [
            target for target in policy.targets if (target.metric, target.unit, target.measured_as) == (metric, unit, whole)
        ]
        rows = _by_date(target_row(policy, target, registry, as_of) for target in alike)
        key = f"{metric} {unit or ''} {whole or ''}".rstrip()
        counting = counting_words(unit, whole, registry.vocabularies)
        said = tuple(_measured(row, (row.value or "No number", _when("by", row.date))) for row in rows)
        sort = f"{_place(metrics, metric)} {counting}"
        lines.append(Line(key, sort, metrics.label(metric), said, counting, urls.metric(metric)))
    return _sorted(lines)


def funding_lines(policy: Policy, registry: Registry, as_of: date) -> tuple[Line, ...]:
    """The money of a policy, each form of it on one line."""
    forms = registry.vocabularies["funding-forms"]
    lines = []
    for form in {line.form for line in policy.funding}:
        rows = _by_date(funding_row(policy, line, registry, as_of) for line in policy.funding if line.form == form)
        said = tuple(_measured(row, (row.value or "Amount not stated", _span(row))) for row in rows)
        lines.append(Line(form, _place(forms, form), forms.label(form), said))
    return _sorted(lines)


def relation_lines(policy: Policy, registry: Registry) -> tuple[Line, ...]:
    """What the record says about other policies that have a record, to be shown beside those."""
    said = tuple(
        Statement(
            f"{relation.words} {relation.other.text}",
            urls.fact(policy.id, relation.id or "relations"),
            details=(("", relation.note),) if relation.note else (),
            source=relation.evidence.label,
            is_unverified=relation.evidence.is_unverified,
            other=relation.other_id,
        )
        for relation in relations(policy, registry)
        if relation.other
    )
    return (Line("relations", "", "Relations", said, is_unlike=True),) if said else ()


def statement(row: Row, text: str, leads: tuple[str, ...] = (), details: tuple[tuple[str, str], ...] = ()) -> Statement:
    """A fact of the page of its policy as a comparison states it."""
    # Most duties are requirements, which then goes without saying, as on the page.
    is_plain_duty = row.kind.kind == "duty" and row.standing is not None and row.standing.kind == "standing-requirement"
    return Statement(
        text=text,
        path=row.anchor,
        leads=tuple(lead for lead in leads if lead),
        badge=None if is_plain_duty else row.standing,
        details=details,
        source=row.evidence.label,
        is_unverified=row.evidence.is_unverified,
    )


def _duty(row: Row, actor: str) -> Statement:
    others = ", ".join(who for who in row.who if who != actor)
    details = (("who", row.who_exactly), ("also binds", others))
    leads = (_when("from", row.date), _when("until", row.until) if row.until else "")
    return statement(row, row.what, leads, tuple((name, text) for name, text in details if text))


def _measured(row: Row, leads: tuple[str, ...]) -> Statement:
    return statement(row, row.what, leads, row.details)


def _span(row: Row) -> str:
    if row.date and row.until and row.date.words == row.until.words:
        return row.date.running
    spans = (_when(word, date) for word, date in (("from", row.date), ("until", row.until)) if date)
    return " ".join(spans) or "no date"


def _when(word: str, date: DateView | None) -> str:
    return f"{word} {date.running}" if date else "no date"


def _by_date(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.due_sort, row.id))


def _place(scheme: ConceptScheme, id: str) -> str:
    """The place of a term in its scheme as text that sorts like it."""
    return f"{scheme.place(id):03}"


def _sorted(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.sort, line.key)))
