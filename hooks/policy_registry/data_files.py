"""Every file of data: what the site offers beside its pages, and what `registry export` writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.exports.atom import atom
from policy_registry.exports.calendars import calendars
from policy_registry.exports.changes import changes_json
from policy_registry.exports.citations import citation_files
from policy_registry.exports.compared_policies import compared_json
from policy_registry.exports.explorer import explorer_json
from policy_registry.exports.feeds import feeds
from policy_registry.exports.ics import ics
from policy_registry.exports.json_feed import json_feed
from policy_registry.exports.llms import llms_txt
from policy_registry.exports.markdown import record_markdown
from policy_registry.exports.records import record_json, region_json, topic_json
from policy_registry.exports.timemaps import timemap_json, timemap_link
from policy_registry.exports.tombstones import tombstone_json, tombstone_markdown, tombstone_yaml
from policy_registry.outputs import FileOutput
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.writing import policy_yaml


def plan_files(registry: Registry, as_of: date, base: str, files: Sequence[Distribution]) -> Iterator[FileOutput]:
    """The data files, which need no host: those of the dataset, and those beside the pages."""
    for file in files:
        yield FileOutput(file.path, file.content)
    yield FileOutput(urls.EXPLORER_JSON, explorer_json(registry, as_of))
    yield FileOutput(urls.LLMS, llms_txt(registry, files, base))
    for region in registry.vocabularies["regions"]:
        yield FileOutput(urls.region_json(region.id), region_json(registry, region.id))
    for topic in registry.vocabularies["topics"]:
        yield FileOutput(urls.topic_json(topic.id), topic_json(registry, topic.id))
    for policy in registry:
        yield FileOutput(urls.record_json(policy.id), record_json(policy))
        yield FileOutput(urls.record_yaml(policy.id), policy_yaml(policy))
        yield FileOutput(urls.record_markdown(policy.id), record_markdown(policy, registry, as_of, base))
        yield FileOutput(urls.compared_json(policy.id), compared_json(registry, policy, as_of, base))
        yield from _citations(registry, policy, urls.policy(policy.id), base)
        yield FileOutput(urls.changes_json(policy.id), changes_json(registry, policy.id))
    for retirement in registry.retirements:
        yield FileOutput(urls.record_json(retirement.id), tombstone_json(retirement))
        yield FileOutput(urls.record_yaml(retirement.id), tombstone_yaml(retirement))
        yield FileOutput(urls.record_markdown(retirement.id), tombstone_markdown(retirement, base))
        yield FileOutput(urls.changes_json(retirement.id), changes_json(registry, retirement.id))
    yield from _permanent(registry, as_of, base)
    for feed in feeds(registry, as_of):
        yield FileOutput(feed.atom_path, atom(feed, base))
        yield FileOutput(feed.json_path, json_feed(feed, base))
    for calendar in calendars(registry, as_of):
        yield FileOutput(calendar.path, ics(calendar, base))


def _permanent(registry: Registry, as_of: date, base: str) -> Iterator[FileOutput]:
    """What never goes away: the frozen versions of current and retired ids, and the lists of them."""
    for id in registry.every_id():
        yield FileOutput(urls.timemap_link(id), timemap_link(registry, id, base))
        yield FileOutput(urls.timemap_json(id), timemap_json(registry, id, base))
        for number, state in registry.states(id).items():
            frozen = registry.frozen.get(id, {}).get(number)
            yield FileOutput(urls.version_yaml(id, number), frozen or policy_yaml(state))
            yield FileOutput(urls.version_markdown(id, number), record_markdown(state, registry, as_of, base))
            yield from _citations(registry, state, urls.version(id, number), base)


def _citations(registry: Registry, policy: Policy, page: str, base: str) -> Iterator[FileOutput]:
    """The reference to the version that a policy is, beside the page that shows it."""
    for name, content in citation_files(policy, registry.publication.name, base).items():
        yield FileOutput(urls.citation_file(page, name), content)
