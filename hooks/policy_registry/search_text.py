"""What the site's search knows of a policy: one short entry, with tokens that make Chinese and Japanese findable."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policy_registry import urls
from policy_registry.policy import Policy
from policy_registry.registry import Registry

MAXIMUM_TEXT = 1200
SUFFIX_LENGTH = 24
# Ends each suffix, so that none is a whole word of the index; see `suffixes`.
END = "_"
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(f"[{_CJK}0-9A-Za-z]*[{_CJK}][{_CJK}0-9A-Za-z]*")
_START = re.compile(f"[{_CJK}]|[0-9A-Za-z]+")


@dataclass(frozen=True)
class SearchEntry:
    """One policy in the search index."""

    path: str
    title: str
    text: str
    tags: tuple[str, ...]
    names: str


def search_entry(policy: Policy, registry: Registry) -> SearchEntry:
    """The entry of a policy: names and numbers weigh most, then the title, then what it says."""
    vocabularies = registry.vocabularies
    originals = [title.text for title in policy.original_titles]
    numbers = [number for values in policy.identifiers.values() for number in values]
    names = [policy.title.text, policy.id.replace("-", " "), *originals, *policy.also_known_as, *numbers]
    numbers_apart = [part for number in numbers for part in re.findall(r"\d{3,4}/\d{2,4}|\d{4,}", number)]
    tails = [tail for name in (*originals, *policy.also_known_as, *numbers) for tail in suffixes(name)]
    said = [policy.summary, *(target.what for target in policy.targets), *(duty.what for duty in policy.obligations)]
    topics = [vocabularies["topics"].label(topic) for topic in policy.topics]
    tags = (vocabularies["regions"].label(policy.region), vocabularies["statuses"].label(policy.status), *topics)
    originals_shown = f"{' · '.join(originals)} · " if originals else ""
    return SearchEntry(
        path=urls.policy(policy.id),
        title=policy.short_title,
        text=_cut(originals_shown + ". ".join(part.rstrip(".") for part in said)),
        tags=tags,
        names=" ".join([*names, *numbers_apart, *topics, *tails]),
    )


def _cut(text: str) -> str:
    """The beginning of a text, ended at a word."""
    return text if len(text) <= MAXIMUM_TEXT else f"{text[:MAXIMUM_TEXT].rpartition(' ')[0]} …"


def suffixes(text: str) -> list[str]:
    """Every tail of every run with Chinese, Japanese or Korean letters, cut to a length, with a sign at its end.

    The search engine splits at spaces and matches from the start of a word, so a word in the middle of a run is
    only found when the tail that begins with it is a word of its own. The engine also cuts the Chinese letters
    of a query into words that the index holds and drops the rest; the sign keeps tails from being such words.
    """
    found: dict[str, None] = {}
    for run in _RUN.findall(text):
        for start in _START.finditer(run):
            found[run[start.start() : start.start() + SUFFIX_LENGTH] + END] = None
    return list(found)
