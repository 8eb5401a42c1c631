"""The pages that show many records at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.identifiers import Signpost
from policy_registry.like_numbers import metrics_in_use
from policy_registry.outputs import FileOutput, PageOutput, calendar_head, feed_head, page
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.views.calendar_page import calendar_page
from policy_registry.views.changelog_page import changelog_page
from policy_registry.views.compare_page import compare_page, compare_policies_page
from policy_registry.views.corrections_page import corrections_page
from policy_registry.views.data_page import data_page
from policy_registry.views.dictionary import dictionary_page
from policy_registry.views.due_page import due_page
from policy_registry.views.feeds_page import feeds_page
from policy_registry.views.forward_page import comparison_forwards, number_forward
from policy_registry.views.home import home
from policy_registry.views.identifier_pages import choice_page, identifiers_page
from policy_registry.views.metric_page import metric_page
from policy_registry.views.policy_list import policy_list
from policy_registry.views.region_page import region_page
from policy_registry.views.regions_page import regions_page
from policy_registry.views.rule_page import rule_pages, rules_page
from policy_registry.views.topic_page import topic_page


def overviews(registry: Registry, as_of: date, files: tuple[Distribution, ...], base: str) -> Iterator[PageOutput]:
    """The pages that show many records, and the one that tells of the files of the dataset."""
    vocabularies = registry.vocabularies
    yield page(
        "home.html",
        home(registry, as_of),
        "Home",
        "Battery-industry policy of China, Japan, Korea, the EU and the US, each fact with its source.",
        layout="home",
        head=feed_head("All changes", urls.feed, urls.HOME),
    )
    yield page(
        "policy_list.html",
        policy_list(registry, as_of),
        "Policies",
        "Every policy in the registry, by region, topic, status, year, name or number.",
        layout="full",
        head=feed_head("All changes", urls.feed, urls.POLICIES),
    )
    yield page(
        "regions.html",
        regions_page(registry, as_of),
        "All regions",
        "The regions of the registry, each with its policies, targets, duties and deadlines by number.",
        layout="page",
    )
    for region in vocabularies["regions"]:
        regional = region_page(registry, region.id, as_of)
        yield page(
            "region.html",
            regional,
            region.label,
            f"Battery policy of {region.label}: status, targets, deadlines and open questions.",
            head=feed_head(region.label, partial(urls.region_feed, region.id), regional.path)
            + calendar_head(region.label, regional.calendar, regional.path),
        )
    yield page(
        "compare.html",
        compare_page(registry),
        "Compare",
        "Which policies each region has on each topic, where none was found, and numbers compared like with like.",
    )
    yield page(
        "compare_policies.html",
        compare_policies_page(registry),
        "Compare policies",
        "Up to four policies side by side, fact by fact.",
        layout="full",
    )
    for topic in vocabularies["topics"]:
        topical = topic_page(registry, topic.id, as_of)
        yield page(
            "topic.html",
            topical,
            topic.label,
            f"{topic.definition} Region by region.",
            head=feed_head(topic.label, partial(urls.topic_feed, topic.id), topical.path)
            + calendar_head(topic.label, topical.calendar, topical.path),
        )
    for id in metrics_in_use(registry):
        metric = vocabularies["metrics"][id]
        yield page("metric.html", metric_page(registry, id, as_of), metric.label, f"{metric.definition} Like with like.")
    due = calendar_page(registry, as_of)
    yield page(
        "calendar.html",
        due,
        "Calendar",
        "Duties and targets by the day on which they fall due; apart, those that wait for a later act or are suspended.",
        head=calendar_head("All policies", due.calendar, due.path),
    )
    yield page(
        "changelog.html",
        changelog_page(registry),
        "Changelog",
        "What changed in the records and why, newest first.",
        head=feed_head("All changes", urls.feed, urls.CHANGELOG),
    )
    yield page(
        "corrections.html",
        corrections_page(registry),
        "Corrections",
        "What was wrong, what is right, and what shows it.",
        layout="page",
    )
    yield page(
        "due.html", due_page(registry, as_of), "Due for a check", "Records to be looked at again, and why.", layout="page"
    )
    yield page(
        "data.html",
        data_page(registry, files, base),
        "Data files",
        "All records as files, free to use under CC BY 4.0, with their schema, versions and feeds.",
        layout="page",
    )
    yield page(
        "feeds.html",
        feeds_page(registry, as_of),
        "Feeds and calendars",
        "What can be subscribed to: changes and deadlines of all policies, of each region and of each topic.",
        layout="page",
    )
    yield page(
        "dictionary.html",
        dictionary_page(registry),
        "Data dictionary",
        "Every field of a record and every term of the vocabularies, with what they mean.",
        layout="page",
    )
    yield page("rules.html", rules_page(), "Rules", "What the check asks of a record, rule by rule.", layout="page")
    for view in rule_pages():
        described = f"What the rule {view.id} asks of a record, why, and an example."
        yield page("rule.html", view, f"Rule {view.id}", described, layout="page")


def forwards(registry: Registry, posts: tuple[Signpost, ...], base: str) -> Iterator[FileOutput]:
    """The pages that only lead on, made without the theme: there may be tens of thousands of official numbers."""
    numbers = (number_forward(registry, post, base) for post in posts if len(post.policies) == 1)
    for view in (*comparison_forwards(base), *numbers):
        yield FileOutput(f"{view.path}index.html", render("forward.html", view, view.path).encode())


def choices(registry: Registry, posts: tuple[Signpost, ...], as_of: date) -> Iterator[PageOutput]:
    """The page of the numbering systems, and one for each number that several records carry."""
    view = identifiers_page(registry, posts)
    yield page("identifiers.html", view, "Official numbers", "How any official number leads to its record.", layout="page")
    for post in posts:
        if len(post.policies) > 1:
            choice = choice_page(registry, post, as_of)
            yield page("choice.html", choice, choice.number, f"Records that carry {choice.number}.", is_indexed=False)
