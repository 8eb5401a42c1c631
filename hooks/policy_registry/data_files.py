"""Every file of data: what the site offers beside its pages, and what `registry export` writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policy_registry import urls
from policy_registry.exports.atom import atom
from policy_registry.exports.changes import changes_json
from policy_registry.exports.citations import citation_files
from policy_registry.exports.compared_policies import compared_json
from policy_registry.exports.explorer import explorer_json
from policy_registry.exports.feeds import feeds
from policy_registry.exports.json_feed import json_feed
from policy_registry.exports.records import policies_json, record_json
from policy_registry.exports.schema import schema_json
from policy_registry.exports.timemaps import timemap_json, timemap_link
from policy_registry.exports.tombstones import tombstone_json, tombstone_yaml
from policy_registry.exports.versions import published_versions, versions_json
from policy_registry.outputs import FileOutput
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.writing import policy_yaml


def plan_files(registry: Registry, as_of: date, base: str) -> Iterator[FileOutput]:
    """The data files, which need no host: `registry export` writes the same."""
    yield FileOutput(urls.ALL_POLICIES_JSON, policies_json(registry))
    yield FileOutput(urls.SCHEMA, schema_json(registry.vocabularies))
    yield FileOutput(urls.EXPLORER_JSON, explorer_json(registry, as_of))
    for policy in registry:
        yield FileOutput(urls.record_json(policy.id), record_json(policy))
        yield FileOutput(urls.record_yaml(policy.id), policy_yaml(policy))
        yield FileOutput(urls.compared_json(policy.id), compared_json(registry, policy, as_of, base))
        yield from _citations(registry, policy, urls.policy(policy.id), base)
        yield FileOutput(urls.changes_json(policy.id), changes_json(registry, policy.id))
    for retirement in registry.retirements:
        yield FileOutput(urls.record_json(retirement.id), tombstone_json(retirement))
        yield FileOutput(urls.record_yaml(retirement.id), tombstone_yaml(retirement))
        yield FileOutput(urls.changes_json(retirement.id), changes_json(registry, retirement.id))
    yield from _permanent(registry, base)
    for feed in feeds(registry, as_of):
        yield FileOutput(feed.atom_path, atom(feed, base))
        yield FileOutput(feed.json_path, json_feed(feed, base))


def _permanent(registry: Registry, base: str) -> Iterator[FileOutput]:
    """What never goes away: the frozen versions of current and retired ids, and the lists of them."""
    yield FileOutput(urls.VERSIONS_JSON, versions_json(published_versions(registry)))
    for id in registry.every_id():
        yield FileOutput(urls.timemap_link(id), timemap_link(registry, id, base))
        yield FileOutput(urls.timemap_json(id), timemap_json(registry, id, base))
        for number, state in registry.states(id).items():
            frozen = registry.frozen.get(id, {}).get(number)
            yield FileOutput(urls.version_yaml(id, number), frozen or policy_yaml(state))
            yield from _citations(registry, state, urls.version(id, number), base)


def _citations(registry: Registry, policy: Policy, page: str, base: str) -> Iterator[FileOutput]:
    """The reference to the version that a policy is, beside the page that shows it."""
    for name, content in citation_files(policy, registry.publication.name, base).items():
        yield FileOutput(urls.citation_file(page, name), content)
