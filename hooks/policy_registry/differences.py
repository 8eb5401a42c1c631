"""Changes in words: what differs between two states of a record, as pages, terminals and comments print it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from policy_registry.changes import Change, Steps, found_at
from policy_registry.dates import PartialDate
from policy_registry.deadlines import When
from policy_registry.evidence import Citation, Consulted
from policy_registry.facing import CONSULTED_LABELS
from policy_registry.facts import Event, Funding, Measured, Obligation, Target
from policy_registry.fields import schemes
from policy_registry.grading import TEXTS, ChangeKind, Grade
from policy_registry.phrases import phrase
from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies
from policy_registry.word_runs import Piece, compared, marked
from policy_registry.wording import date_words, measured_words, when_words

# From this many words on a text is shown with its changed words marked, not as two texts.
PROSE_FROM = 8
COLLECTIONS = {
    "events": "event", "targets": "target", "obligations": "duty", "funding": "funding line", "relations": "relation",
    "sources": "source", "open_questions": "open question", "verified": "check", "original_titles": "original title",
    "earlier": "earlier statement",
}  # fmt: skip
FIELDS = {
    "by": "date", "what": "words", "also_known_as": "other names", "passed_by": "made by",
    "stated_from": "stated since", "earlier": "earlier statement", "also": "further sources", "citation": "source",
    "consulted": "depth of reading", "consulted_on": "day of reading",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One change ready to print: what it is about, which field, and both sides in words."""

    path: str
    kind: ChangeKind
    grade: Grade
    subject: str
    due: str
    due_words: str
    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...]
    item: str

    @property
    def about(self) -> str:
        """What the change is about: `Minimum recycled cobalt by 2031-08-18`, with the field where it is not the number."""
        subject = " ".join(part for part in (self.subject, f"by {self.due}" if self.due else "") if part)
        return ", ".join(part for part in (subject, self.field) if part).replace("\u00a0", " ")

    @property
    def sentence(self) -> str:
        """The change in one line of plain text: `Minimum recycled cobalt by 2031-08-18: 16 % -> 18 %`."""
        return self.told(arrow="->")

    def told(self, arrow: str) -> str:
        """The change in one line, with a sign between what went and what came."""
        if self.kind is ChangeKind.ADDED:
            text = f"{self.about} added: {self.after}"
        elif self.kind is ChangeKind.REMOVED:
            text = f"{self.about} removed: {self.before}"
        elif self.kind is ChangeKind.REORDERED:
            text = f"{self.about} put in another order"
        elif self.pieces:
            text = f"{self.about}: {marked(self.pieces)}"
        else:
            text = f"{self.about}: {self.before} {arrow} {self.after}"
        return text.replace("\u00a0", " ")


def differences(
    changes: tuple[Change, ...], before: Policy, after: Policy, vocabularies: Vocabularies
) -> tuple[Difference, ...]:
    """The changes between two states of a record in words, each changed path once."""
    return tuple(_difference(change, before, after, vocabularies) for change in changes)


def _difference(change: Change, before: Policy, after: Policy, vocabularies: Vocabularies) -> Difference:
    old = _Side(before, change, vocabularies, change.old_steps)
    new = _Side(after, change, vocabularies, change.steps)
    told = new if new.item is not None else old
    subject, when = told.subject()
    is_whole = change.steps[-1].startswith("[")
    is_item = is_whole and len(change.steps) == 2
    both, kind = _apart(change, old, new) or ((old.words(), new.words()), change.kind)
    is_prose = (
        change.kind is ChangeKind.CHANGED and change.field in TEXTS and max(len(words.split()) for words in both) >= PROSE_FROM
    )
    return Difference(
        path=change.path,
        kind=kind,
        grade=change.grade,
        subject="" if is_item else subject,
        due=_machine(when) if when and not is_item else "",
        due_words=when_words(when) if when and not is_item else "",
        field=COLLECTIONS.get(change.field, change.field) if is_whole else _field(change, vocabularies),
        before=both[0],
        after=both[1],
        pieces=compared(*both) if is_prose else (),
        item=change.item if new.item is not None and change.collection != "verified" else "",
    )


def _apart(change: Change, old: _Side, new: _Side) -> tuple[tuple[str, str], ChangeKind] | None:
    """Of a list of words that changed, the words that went and those that came, and which of both there are."""
    if change.kind is not ChangeKind.CHANGED or not isinstance(change.before, list) or not isinstance(change.after, list):
        return None
    gone = [word for word in change.before if word not in change.after]
    come = [word for word in change.after if word not in change.before]
    kind = ChangeKind.CHANGED if gone and come else ChangeKind.REMOVED if gone else ChangeKind.ADDED
    return (old.listed(gone), new.listed(come)), kind


def _field(change: Change, vocabularies: Vocabularies) -> str:
    """The name of a field; the number of a target needs none."""
    if change.collection == "identifiers":
        return vocabularies["identifier-schemes"].label(change.field)
    names = [step for step in change.steps[1 if change.item else 0 :] if not step.startswith("[")]
    words = [FIELDS.get(name, name.replace("_", " ")) for name in names]
    # A source is what a citation names first: one word says both.
    return "" if names == ["value"] else ", ".join(dict.fromkeys(words))


@dataclass(frozen=True)
class _Side:
    """One of the two states, asked for what stands at the path of a change."""

    policy: Policy
    change: Change
    vocabularies: Vocabularies
    steps: Steps

    @property
    def item(self) -> BaseModel | None:
        """The item of the record in which the change lies."""
        found = found_at(self.policy, self.steps[:2]) if self.change.item else self.policy
        return found if isinstance(found, BaseModel) else None

    def subject(self) -> tuple[str, When | None]:
        """What the change is about, and by when it is due."""
        item = self.item
        if item is None or not self.change.item:
            return "", None
        name = self._name(item)
        due = item.by if isinstance(item, Target) and self.change.field != "by" else None
        kind = COLLECTIONS[self.change.collection]
        is_fact = isinstance(item, Target | Obligation | Funding)
        return (name if is_fact else f"{kind} “{_short(name)}”" if name else f"{kind} {self.change.item}"), due

    def _name(self, item: BaseModel) -> str:
        """What people call an item; an event whose words changed is named by its day."""
        if isinstance(item, Event) and self.change.field == "what":
            return date_words(item.date)
        return next((str(text) for name in ("what", "title", "text", "on") if (text := getattr(item, name, None))), "")

    def listed(self, words: list[str]) -> str:
        """Words of the changed field as people read them: terms by label, sources by title."""
        holder, field = found_at(self.policy, self.steps[:-1]), self.steps[-1]
        scheme = schemes(type(holder)).get(field) if isinstance(holder, BaseModel) else None
        if scheme:
            return ", ".join(self.vocabularies[scheme].label(word) for word in words)
        if field in {"source", "also"} and isinstance(holder, Citation):
            return "; ".join(source.title if (source := self.policy.source(id)) else id for id in words)
        return ", ".join(words)

    def words(self) -> str:
        """What stands at the path, in words."""
        value = found_at(self.policy, self.steps)
        holder = found_at(self.policy, self.steps[:-1])
        field = self.steps[-1]
        if value is None:
            return "nothing"
        if field in {"value", "max_value"} and isinstance(holder, Measured):
            return measured_words(holder.model_copy(update={"comparator": None}), self.vocabularies)
        if isinstance(value, Consulted):
            return CONSULTED_LABELS[value]
        if isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(one, str) for one in value)):
            return self.listed([value] if isinstance(value, str) else list(value))
        return phrase(value, self.policy, self.vocabularies)


def _machine(when: When) -> str:
    return str(when) if isinstance(when, PartialDate) else when_words(when)


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:70].rpartition(' ')[0]} …"
