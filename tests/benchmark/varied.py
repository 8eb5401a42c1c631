"""A large registry in which no two records are alike: names, texts, terms and days of the shipped ones, drawn anew by chance.

Copies compress far better than what people write, and their words stand at even distances in an index. So what a browser
fetches is measured with these: each word stands as often as among the shipped texts but follows no other, which compresses
worse than language does, and now and then a word is new, as the vocabulary of a growing registry is never complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from policy_registry.dates import PartialDate
from policy_registry.policy import Policy, Title
from policy_registry.registry import Record, Registry

_EAST_ASIAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PIECE = re.compile(rf"[{_EAST_ASIAN}]+|[^\W\d_{_EAST_ASIAN}]+|\d+")
# One word in so many is new: ten thousand records then have about as many different words as the shipped ones foretell.
NEW_WORD = 60
FIRST_YEAR, LAST_YEAR = 2005, 2032
IDS, NAMES, TEXTS = "ids", "names", "texts"


def varied(registry: Registry, records: int) -> Registry:
    """A registry of so many different records in the order of the shipped ones, without frozen versions; they are not valid,
    for their texts mean nothing and their relations lead to the models.

    Equal registries give equal ones.
    """
    models = tuple(registry)
    chance = _Chance(models)
    made: dict[str, Record] = {}
    while len(made) < records:
        policy = chance.policy(models[len(made) % len(models)])
        if policy.id not in made:
            made[policy.id] = Record(policy, f"policies/{policy.region}/{policy.id}.yml")
    return replace(registry, records=tuple(made.values()), frozen={}, sums={}, retirements=())


@dataclass(frozen=True)
class _Pool:
    """What one kind of text consists of: its words as often as they stand in it, and its letters without spaces."""

    words: tuple[str, ...]
    letters: str


class _Chance:
    """Draws records from the words, terms and days of others."""

    def __init__(self, models: tuple[Policy, ...]) -> None:
        self._random = Random(0)
        self._models = models
        kinds = {IDS: (model.id for model in models), NAMES: map(_names, models), TEXTS: map(_texts, models)}
        self._pools = {kind: _pool("\n".join(texts)) for kind, texts in kinds.items()}

    def policy(self, model: Policy) -> Policy:
        """A record as long as its model and of its region, with other words, numbers, terms and days."""
        taken = self._random.choice
        changes: dict[str, Any] = {
            "id": f"{model.region}-{self._drawn(model.id.partition('-')[2], IDS)}"[:80].rstrip("-"),
            "short_title": self._drawn(model.short_title, NAMES),
            "title": self._title(model.title),
            "original_titles": tuple(map(self._title, model.original_titles)),
            "also_known_as": tuple(self._drawn(name, NAMES) for name in model.also_known_as),
            "identifiers": {
                scheme: tuple(self._drawn(number, NAMES) for number in numbers) for scheme, numbers in model.identifiers.items()
            },
            "summary": self._drawn(model.summary, TEXTS),
            "history": tuple(entry.model_copy(update={"recorded": self._day(2026)}) for entry in model.history),
            **{name: getattr(taken(self._models), name) for name in ("topics", "status", "instrument", "bindingness")},
        }
        moved = self._random.randint(FIRST_YEAR, LAST_YEAR)
        for name in ("events", "targets", "obligations", "funding"):
            items = getattr(taken(self._models), name)
            changes[name] = tuple(self._item(item, moved) for item in items)
        return model.model_copy(update=changes)

    def _item(self, item: Any, year: int) -> Any:
        changes: dict[str, Any] = {"what": self._drawn(item.what, TEXTS)}
        if date := getattr(item, "date", None):
            changes["date"] = self._day(year) if date.precision == "day" else PartialDate(str(year))
        return item.model_copy(update=changes)

    def _title(self, title: Title) -> Title:
        return title.model_copy(update={"text": self._drawn(title.text, NAMES)})

    def _day(self, year: int) -> PartialDate:
        return PartialDate(f"{year}-{self._random.randint(1, 12):02}-{self._random.randint(1, 28):02}")

    def _drawn(self, text: str, kind: str) -> str:
        """A text with the same signs between as many words."""
        return _PIECE.sub(lambda found: self._word(found[0], self._pools[kind]), text)

    def _word(self, like: str, pool: _Pool) -> str:
        draw = self._random
        if like.isdecimal():
            return "".join(draw.choice("0123456789") for _ in like)
        if re.match(f"[{_EAST_ASIAN}]", like):
            start = draw.randrange(len(pool.letters) - len(like))
            return pool.letters[start : start + len(like)]
        word = draw.choice(pool.words)
        if not draw.randrange(NEW_WORD):
            other = draw.choice(pool.words)
            word = word[: (len(word) + 1) // 2] + other[len(other) // 2 :]
        return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word


def _pool(text: str) -> _Pool:
    pieces = _PIECE.findall(text)
    letters = "".join(piece for piece in pieces if re.match(f"[{_EAST_ASIAN}]", piece))
    words = (piece.lower() for piece in pieces if not piece.isdecimal() and not re.match(f"[{_EAST_ASIAN}]", piece))
    return _Pool(tuple(words), letters)


def _names(policy: Policy) -> str:
    numbers = [number for numbers in policy.identifiers.values() for number in numbers]
    titles = [title.text for title in (policy.title, *policy.original_titles)]
    return "\n".join((policy.short_title, *titles, *policy.also_known_as, *numbers))


def _texts(policy: Policy) -> str:
    return "\n".join((policy.summary, *_facts(policy)))


def _facts(policy: Policy) -> Iterator[str]:
    for items in (policy.events, policy.targets, policy.obligations, policy.funding):
        yield from (item.what for item in items)
