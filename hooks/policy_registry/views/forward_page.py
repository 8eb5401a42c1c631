"""The page that leads on to another: from an official number to its record, from a part of the comparisons to its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from policy_registry import urls
from policy_registry.facing import Link, policy_link
from policy_registry.identifiers import Signpost, number_words
from policy_registry.registry import Registry


@dataclass(frozen=True)
class ForwardPage:
    """What stands here, the words that lead on, and where to."""

    path: str
    name: str
    words: str
    onward: Link
    canonical: str


def number_forward(registry: Registry, post: Signpost, base: str) -> ForwardPage:
    """The view of an address that one record answers."""
    policy = post.policies[0]
    canonical = urls.absolute(base, urls.policy(policy.id))
    name = number_words(post, registry.vocabularies)
    return ForwardPage(unquote(post.path), name, "This number is recorded under", policy_link(policy), canonical)


def comparison_forwards(base: str) -> Iterator[ForwardPage]:
    """The views of the addresses above those of topics and metrics, which are listed on the page of comparisons."""
    for path, name, place in ((urls.TOPICS, "Topics", "topics"), (urls.METRICS, "Metrics", "metrics")):
        onward = Link("Compare", urls.anchor(urls.COMPARE, place))
        yield ForwardPage(path, name, "These are listed under", onward, urls.absolute(base, urls.COMPARE))
