"""What can be subscribed to: the feeds and the calendars of all policies, of each region and of each topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from policy_registry import urls
from policy_registry.facing import Link
from policy_registry.listings import has_deadline
from policy_registry.policy import Policy
from policy_registry.registry import Registry


@dataclass(frozen=True)
class FeedLine:
    """What is followed, the feed of its changes in both forms, and the calendar of its deadlines, where it has any."""

    about: Link
    atom: str
    json: str
    calendar: str


@dataclass(frozen=True)
class FeedGroup:
    """Feeds of one kind."""

    heading: str
    lines: tuple[FeedLine, ...]


@dataclass(frozen=True)
class FeedsPage:
    """All feeds and calendars but those of single policies."""

    path: str
    groups: tuple[FeedGroup, ...]


def feeds_page(registry: Registry, as_of: date) -> FeedsPage:
    """The view of the feeds and calendars on a day."""

    def line(about: Link, feed: Callable[[str], str], calendar: str, policies: Iterable[Policy]) -> FeedLine:
        has_dates = any(has_deadline(policy, registry, as_of) for policy in policies)
        return FeedLine(about, feed("atom"), feed("json"), calendar if has_dates else "")

    regions, topics = registry.vocabularies["regions"], registry.vocabularies["topics"]
    of_regions = (
        line(
            Link(region.label, urls.region(region.id)),
            partial(urls.region_feed, region.id),
            urls.region_calendar(region.id),
            registry.in_region(region.id),
        )
        for region in regions
    )
    of_topics = (
        line(
            Link(topic.label, urls.topic(topic.id)),
            partial(urls.topic_feed, topic.id),
            urls.topic_calendar(topic.id),
            registry.on_topic(topic.id),
        )
        for topic in topics
    )
    everything = line(Link("All policies", urls.CHANGELOG), urls.feed, urls.CALENDAR_FILE, registry)
    return FeedsPage(
        urls.FEEDS,
        (FeedGroup("All", (everything,)), FeedGroup("Regions", tuple(of_regions)), FeedGroup("Topics", tuple(of_topics))),
    )
