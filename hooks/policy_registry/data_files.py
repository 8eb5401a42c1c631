"""Every file of data: what the site offers beside its pages, and what `registry export` writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.evidence import PolicyId
from policy_registry.exports.atom import atom
from policy_registry.exports.calendars import overview_calendars, record_calendar
from policy_registry.exports.changes import changes_json
from policy_registry.exports.citations import citation_files
from policy_registry.exports.compared_policies import compared_json
from policy_registry.exports.explorer import explorer_files
from policy_registry.exports.feeds import Feed, overview_feeds, record_feed
from policy_registry.exports.ics import ics
from policy_registry.exports.json_feed import json_feed
from policy_registry.exports.llms import llms_txt
from policy_registry.exports.markdown import record_markdown
from policy_registry.exports.records import list_files, record_json, shorter_lists, state_bytes
from policy_registry.exports.timemaps import timemap_json, timemap_link
from policy_registry.exports.tombstones import tombstone_json, tombstone_markdown, tombstone_yaml
from policy_registry.outputs import FileOutput
from policy_registry.policy import Policy
from policy_registry.registry import Registry


def plan_files(registry: Registry, as_of: date, base: str, files: Sequence[Distribution]) -> Iterator[FileOutput]:
    """The data files, which need no host: those of many records, then those beside the pages of each."""
    yield from overview_files(registry, as_of, base, files)
    for id in registry.every_id():
        yield from record_files(registry, id, as_of, base)


def overview_files(registry: Registry, as_of: date, base: str, files: Sequence[Distribution]) -> Iterator[FileOutput]:
    """The dataset, and the lists, feeds and calendars of many records."""
    for file in files:
        yield FileOutput(file.path, file.spool)
    for path, content in explorer_files(registry, as_of):
        yield FileOutput(path, content)
    yield FileOutput(urls.LLMS, llms_txt(registry, files, base))
    for path, spool in list_files(registry, shorter_lists(registry)).items():
        yield FileOutput(path, spool)
    for feed in overview_feeds(registry, as_of):
        yield from _feed_files(feed, base)
    for calendar in overview_calendars(registry, as_of):
        yield FileOutput(calendar.path, ics(calendar, base))


def record_files(registry: Registry, id: PolicyId, as_of: date, base: str) -> Iterator[FileOutput]:
    """The files beside the pages of a record, or of a retired id."""
    policy = registry.policy(id)
    newest = _state_files(registry, policy, as_of, base) if policy else {}
    if policy:
        yield FileOutput(urls.record_json(id), record_json(policy))
        yield FileOutput(urls.compared_json(id), compared_json(registry, policy, as_of, base))
        yield from _beside(urls.policy(id), newest)
    elif retirement := registry.retirement(id):
        yield FileOutput(urls.record_json(id), tombstone_json(retirement))
        yield FileOutput(urls.record_yaml(id), tombstone_yaml(retirement))
        yield FileOutput(urls.record_markdown(id), tombstone_markdown(retirement, base))
    yield FileOutput(urls.changes_json(id), changes_json(registry, id))
    # What never goes away: the frozen versions, and the lists of them.
    yield FileOutput(urls.timemap_link(id), timemap_link(registry, id, base))
    yield FileOutput(urls.timemap_json(id), timemap_json(registry, id, base))
    for number, state in registry.states(id).items():
        yield from _beside(urls.version(id, number), newest if state is policy else _state_files(registry, state, as_of, base))
    yield from _feed_files(record_feed(registry, id, as_of), base)
    for calendar in record_calendar(registry, id, as_of):
        yield FileOutput(calendar.path, ics(calendar, base))


def _feed_files(feed: Feed, base: str) -> Iterator[FileOutput]:
    yield FileOutput(feed.atom_path, atom(feed, base))
    yield FileOutput(feed.json_path, json_feed(feed, base))


def _state_files(registry: Registry, state: Policy, as_of: date, base: str) -> dict[str, bytes]:
    """The files of a version that stand beside its own page and, of the newest, beside that of the record too."""
    return {
        urls.YAML_FILE: state_bytes(state, registry),
        urls.MARKDOWN_FILE: record_markdown(state, registry, as_of, base),
        **citation_files(state, registry.publication.name, base),
    }


def _beside(page: str, files: Mapping[str, bytes]) -> Iterator[FileOutput]:
    for name, content in files.items():
        yield FileOutput(page + name, content)
