"""What a reviewer wants to know of a change: its differences, its least grade, and what of the site it moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policy_registry import urls
from policy_registry.exports.differences import RecordDifference, as_markdown
from policy_registry.grading import heaviest

MOST_LISTED = 60
# Each feed has a twin in JSON, which moves with it.
FORM = "atom"


def as_review(records: Iterable[RecordDifference]) -> str:
    """The differences as Markdown, then the least grade of the change and every page and feed that it moves."""
    shown = list(records)
    if not shown:
        return as_markdown(shown)
    grade = heaviest(record.grade for record in shown)
    pages = {page for record in shown for page in _pages(record)}
    feeds = {feed for record in shown for feed in _feeds(record)}
    listed = "".join(_listed(name, paths) for name, paths in (("Pages", pages), ("Feeds", feeds)))
    return f"{as_markdown(shown)}\n---\n\nThe change as a whole is at least **{grade}**.\n{listed}"


def _pages(record: RecordDifference) -> Iterator[str]:
    yield urls.policy(record.id)
    yield urls.changes(record.id)
    if record.after is not None:
        yield urls.version(record.id, record.after)
    for state in record.states:
        yield urls.region(state.region)
        yield from (urls.topic(topic) for topic in state.topics)
        yield from (urls.metric(target.metric) for target in state.targets)
        # The other side of a relation tells of it too.
        yield from (urls.policy(relation.target) for relation in state.relations if relation.target)
    yield from (urls.POLICIES, urls.CALENDAR, urls.CHANGELOG)


def _feeds(record: RecordDifference) -> Iterator[str]:
    """Feeds tell of versions, so that what was edited within one is in none."""
    if record.before == record.after:
        return
    yield urls.policy_feed(record.id, FORM)
    yield urls.feed(FORM)
    for state in record.states:
        yield urls.region_feed(state.region, FORM)
        yield from (urls.topic_feed(topic, FORM) for topic in state.topics)


def _listed(name: str, paths: set[str]) -> str:
    if not paths:
        return ""
    listed = ", ".join(f"`{path}`" for path in sorted(paths)[:MOST_LISTED])
    more = f", and {len(paths) - MOST_LISTED} more" if len(paths) > MOST_LISTED else ""
    return f"\n{name} that it moves: {listed}{more}\n"
