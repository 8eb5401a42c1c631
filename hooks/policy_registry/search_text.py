"""What the site's search knows of a policy: one short entry, with tokens that make Chinese and Japanese findable."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policy_registry import urls
from policy_registry.policy import Policy
from policy_registry.registry import Registry

MAXIMUM_TEXT = 1200
SUFFIX_LENGTH = 8
_CJK_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


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
    suffixes = [suffix for name in (*originals, *policy.also_known_as) for suffix in cjk_suffixes(name)]
    said = [policy.summary, *(target.what for target in policy.targets), *(duty.what for duty in policy.obligations)]
    topics = [vocabularies["topics"].label(topic) for topic in policy.topics]
    tags = (vocabularies["regions"].label(policy.region), vocabularies["statuses"].label(policy.status), *topics)
    originals_shown = f"{' · '.join(originals)} · " if originals else ""
    return SearchEntry(
        path=urls.policy(policy.id),
        title=policy.short_title,
        text=_cut(originals_shown + ". ".join(part.rstrip(".") for part in said)),
        tags=tags,
        names=" ".join([*names, *numbers_apart, *topics, *suffixes]),
    )


def _cut(text: str) -> str:
    """The beginning of a text, ended at a word."""
    return text if len(text) <= MAXIMUM_TEXT else f"{text[:MAXIMUM_TEXT].rpartition(' ')[0]} …"


def cjk_suffixes(text: str) -> list[str]:
    """Every suffix of every run of Chinese, Japanese or Korean letters, cut to eight.

    The search engine splits at spaces and matches from the start of a word, so a word in the middle of a
    run is only found when the run's tail that begins with it is a token of its own.
    """
    found: dict[str, None] = {}
    for run in _CJK_RUN.findall(text):
        for start in range(len(run)):
            found[run[start : start + SUFFIX_LENGTH]] = None
    return list(found)
