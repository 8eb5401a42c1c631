"""A briefing ready to print: its own words, and in place of each macro what the records say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from policy_registry import urls
from policy_registry.briefing import Macro, Paragraph, Words
from policy_registry.deadlines import DateState, LaterOf, TaxableYears, When, projected, resolved, state
from policy_registry.evidence import Supported
from policy_registry.facing import date_view, evidence_view
from policy_registry.facts import EarlierObligation, Measured
from policy_registry.macros import Fact, Said, answer
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import date_words, measured_words, when_words

_SPACES = re.compile(r"[ \t\n]+")
UNSETTLED = "a day not yet settled"
# What the weight of a number or duty says of how sure it is.
DOUBTS = {"proposal": "proposed", "estimate": "estimated", "lapsed": "lapsed"}


@dataclass(frozen=True)
class Piece:
    """Words, where they lead, the date in them for machines, and what makes them less than certain."""

    text: str
    path: str = ""
    machine: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class ProseParagraph:
    """A paragraph, with the few words at its beginning that say what it is about."""

    opening: str
    pieces: tuple[Piece, ...]


def prose(registry: Registry, region: str, as_of: date) -> tuple[ProseParagraph, ...]:
    """The briefing of a region on a day; nothing where it has none.

    Raises:
        UnanswerableError: a macro asks for what the records do not hold, which the check refuses.
    """
    briefing = registry.briefings.get(region)
    return tuple(_paragraph(paragraph, registry, as_of) for paragraph in briefing.paragraphs) if briefing else ()


def _paragraph(paragraph: Paragraph, registry: Registry, as_of: date) -> ProseParagraph:
    pieces: list[Piece] = []
    for part in paragraph.pieces:
        if isinstance(part, Words):
            pieces.append(Piece(_line(part)))
            continue
        piece = _piece(part, registry, as_of)
        # A fact that is asked for its value and then for its date is doubted once.
        is_told = any((told.path, told.doubt) == (piece.path, piece.doubt) for told in pieces)
        pieces.append(replace(piece, doubt="") if is_told else piece)
    return ProseParagraph(_line(paragraph.opening) if paragraph.opening else "", tuple(pieces))


def _line(words: Words) -> str:
    return _SPACES.sub(" ", words.text)


def _piece(macro: Macro, registry: Registry, as_of: date) -> Piece:
    asked = answer(macro, registry)
    policy, fact, said = asked.policy, asked.fact, asked.said
    if macro.name == "status":
        label = registry.vocabularies["statuses"].label(policy.status)
        return Piece(label[:1].lower() + label[1:])
    if fact is None:
        return Piece(asked.words or policy.short_title, urls.policy(policy.id))
    path, doubt = urls.fact(policy.id, fact.id), _doubt(policy, said if isinstance(said, Supported) else fact)
    if isinstance(said, Measured):
        return Piece(measured_words(said, registry.vocabularies), path, doubt=doubt)
    when = said.applies_from if isinstance(said, EarlierObligation) else said
    if when is None:
        return Piece(asked.words, path, doubt=doubt)
    shown = _when(when, as_of)
    return replace(shown, path=path, doubt=", ".join(words for words in (shown.doubt, doubt) if words))


def _when(when: When, as_of: date) -> Piece:
    """A date as a sentence needs it: the day itself where it is known or expected, not the rule that makes it."""
    view, known = date_view(when, as_of), resolved(when)
    if known and not isinstance(when, TaxableYears):
        return Piece(date_words(known), machine=view.machine if view else "")
    if (likely := projected(when)) and state(when, as_of) is DateState.PROJECTED:
        return Piece(date_words(likely), doubt="expected")
    words = UNSETTLED if isinstance(when, LaterOf) else when_words(when)
    return Piece(words, doubt=view.state_label if view else "")


def _doubt(policy: Policy, part: Fact | Said) -> str:
    """What makes a fact less than certain, apart from its date."""
    words = [DOUBTS.get(getattr(part, "standing", ""), "")]
    if isinstance(part, Supported) and evidence_view(policy, part).is_unverified:
        words.append("unverified")
    return ", ".join(word for word in words if word)
