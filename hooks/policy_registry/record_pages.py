"""The pages of single records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from policy_registry import urls
from policy_registry.evidence import PolicyId
from policy_registry.excerpts import shortened
from policy_registry.exports.eli import eli_properties
from policy_registry.exports.linked_data import policy_linked_data
from policy_registry.heads import policy_head
from policy_registry.outputs import PageOutput, calendar_head, feed_head, page
from policy_registry.place import Place
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.retirement import Retirement
from policy_registry.views.changes_page import changes_page
from policy_registry.views.policy_page import policy_page
from policy_registry.views.retired_page import retired_page
from policy_registry.wording import date_words

LONGEST_DESCRIPTION = 200


def record_pages(registry: Registry, id: PolicyId, as_of: date, place: Place) -> Iterator[PageOutput]:
    """The pages of a record or of a retired id, of its versions and of its changes."""
    policy, retirement = registry.policy(id), registry.retirement(id)
    states = registry.states(id)
    if policy:
        yield _record(registry, policy, as_of, place)
    elif retirement:
        yield _retired(registry, retirement)
    newest = policy or states.get(max(states, default=0))
    # A version that is not frozen yet has its page already, so that links to it can be tried.
    for state in states.values():
        yield _record(registry, state, as_of, place, newest)
    yield _changes(registry, id, policy.short_title if policy else retirement.name if retirement else id)


def _changes(registry: Registry, id: PolicyId, name: str) -> PageOutput:
    description = f"Every version of the record of {name}, with its cause and what it changed."
    head = feed_head(name, partial(urls.policy_feed, id), urls.changes(id))
    return page("changes.html", changes_page(registry, id, name), f"Changes: {name}", description, head=head)


def _retired(registry: Registry, retirement: Retirement) -> PageOutput:
    view = retired_page(registry, retirement)
    head = feed_head(retirement.name, partial(urls.policy_feed, retirement.id), view.path)
    return page("retired.html", view, retirement.name, f"{view.what} {view.reason}", is_indexed=False, head=head)


def _record(registry: Registry, policy: Policy, as_of: date, place: Place, current: Policy | None = None) -> PageOutput:
    view = policy_page(registry, policy, as_of, place, current)
    title = f"{policy.short_title} (version {policy.version})" if current else policy.short_title
    properties = () if current else eli_properties(policy, registry.vocabularies)
    linked_data = policy_linked_data(registry, policy, current, place.base)
    return page(
        "policy.html",
        view,
        title,
        _description(policy, current),
        recorded=str(policy.recorded),
        canonical=urls.policy(policy.id) if current else "",
        is_indexed=current is None,
        head=render("_head.html", policy_head(policy, current, properties, linked_data), view.path)
        + calendar_head(policy.short_title, view.calendar, view.path),
    )


def _description(policy: Policy, current: Policy | None) -> str:
    """The beginning of the summary; that of a frozen version says first which one it is."""
    words = shortened(policy.summary, LONGEST_DESCRIPTION)
    return f"Version {policy.version} of {date_words(policy.recorded)}. {words}" if current else words
