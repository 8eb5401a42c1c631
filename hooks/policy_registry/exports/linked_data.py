"""What each page is, as linked data in the words of schema.org: a record of a law, a page, or the whole dataset."""

from __future__ import annotations

from collections.abc import Iterable

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.evidence import Consulted, Source, SourceKind
from policy_registry.exports.legislation import law_id, legislation
from policy_registry.exports.schema_org import Node, iso, json_ld, organization, place
from policy_registry.facing import shown_url
from policy_registry.licence import LICENCE
from policy_registry.policy import Policy
from policy_registry.registry import Registry

ABOUT = (
    "Battery-industry policy of China, Japan, Korea, the European Union and the United States: one versioned record for "
    "each policy, with its status, dates, targets, duties and funding, and the source of every fact."
)


def policy_linked_data(registry: Registry, policy: Policy, current: Policy | None, base: str) -> str:
    """A record, or a frozen version where `current` is the record of today, and apart from it the law."""
    path = urls.version(policy.id, policy.version) if current else urls.policy(policy.id)
    record = _page(path, policy.short_title, base) | {
        "version": policy.version,
        "dateCreated": iso(policy.history[-1].recorded),
        "dateModified": iso(policy.recorded),
        "lastReviewed": iso(policy.verified[0].on) if policy.verified else "",
        "license": LICENCE,
        "creator": organization(registry.publication.name),
        "isBasedOn": list(dict.fromkeys(shown_url(source) for source in policy.sources if _is_ground(source))),
        "mainEntity": {"@id": law_id(policy, base)},
    }
    return json_ld(record, legislation(registry, policy, base))


def page_linked_data(path: str, title: str, description: str, base: str) -> str:
    """Any page that is no record."""
    return json_ld(_page(path, title, base) | {"description": description})


def dataset_linked_data(
    registry: Registry, path: str, title: str, description: str, base: str, files: Iterable[Distribution]
) -> str:
    """A page on the registry as a whole, and the dataset whose forms its files are."""
    name = title if path else registry.publication.name
    page = _page(path, name, base) | {"description": description, "mainEntity": _dataset_id(base)}
    return json_ld(page, _dataset(registry, base, files))


def _page(path: str, title: str, base: str) -> Node:
    address = urls.absolute(base, path)
    return {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": title,
        "inLanguage": "en",
        "isPartOf": _dataset_id(base),
    }


def _dataset_id(base: str) -> Node:
    return {"@id": urls.absolute(base, urls.DATASET)}


def _is_ground(source: Source) -> bool:
    is_read = source.consulted is not Consulted.NOT_CONSULTED
    return source.kind is SourceKind.PRIMARY and is_read and bool(shown_url(source))


def _dataset(registry: Registry, base: str, files: Iterable[Distribution]) -> Node:
    newest = max((iso(policy.recorded) for policy in registry), default="")
    first = min((event.date.year for policy in registry for event in policy.events), default=None)
    return {
        "@type": "Dataset",
        **_dataset_id(base),
        "url": urls.absolute(base, urls.DATA),
        "name": registry.publication.name,
        "description": ABOUT,
        "version": newest,
        "dateModified": newest,
        "license": LICENCE,
        "creator": organization(registry.publication.name),
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "keywords": [topic.label for topic in registry.vocabularies["topics"]],
        "spatialCoverage": [place(region.id.upper()) for region in registry.vocabularies["regions"]],
        # An interval with an open end after ISO 8601-2: the first event of any record, and no last one.
        "temporalCoverage": f"{first}/.." if first else "",
        "distribution": [_download(file, base) for file in files],
    }


def _download(file: Distribution, base: str) -> Node:
    return {"@type": "DataDownload", "contentUrl": urls.absolute(base, file.path), "encodingFormat": file.media_type}
