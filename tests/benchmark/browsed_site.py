"""A site of many records, as far as the list, the search and the comparison read it, in the frame of a built one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from policy_registry import urls
from policy_registry.exports.compared_policies import compared_json
from policy_registry.exports.explorer import explorer_files
from policy_registry.exports.search_index import search_files
from policy_registry.exports.versions import published_versions, versions_json
from policy_registry.outputs import PageOutput
from policy_registry.overview_pages import overviews
from policy_registry.place import Place
from policy_registry.registry import Registry
from policy_registry.search_text import SearchEntry, page_entry, policy_entry


def fill(site: Path, registry: Registry, frame: str, compared: Iterable[str], day: date) -> None:
    """Put the list, the data of its script, the index of the search and some columns of the comparison into a site.

    `frame` is the page of the list with its content left out, as `framed` gives it.
    """
    place = site / urls.POLICIES / "index.html"
    place.write_text(frame.format(content=_list(registry, day).html), encoding="utf-8")
    files = (explorer_files(registry, day), search_files(_entries(registry, day)), _compared(registry, compared, day))
    for path, content in chain(*files):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    (site / urls.VERSIONS_JSON).write_bytes(versions_json(published_versions(registry)))


def framed(site: Path, registry: Registry, day: date) -> str:
    """What stands around the list on the page of a site that was built from this registry on this day.

    Raises:
        ValueError: the page does not hold the list of this registry and day.
    """
    before, content, after = (
        (site / urls.POLICIES / "index.html").read_text(encoding="utf-8").partition(_list(registry, day).html)
    )
    if not content:
        raise ValueError(f"{site} was built from other records, or on another day")
    return "{content}".join(part.replace("{", "{{").replace("}", "}}") for part in (before, after))


def _list(registry: Registry, day: date) -> PageOutput:
    return next(page for page in overviews(registry, day, (), Place.base) if page.path == urls.POLICIES)


def _entries(registry: Registry, day: date) -> Iterator[SearchEntry]:
    yield from (policy_entry(policy, registry) for policy in registry)
    for scheme, address in (("regions", urls.region), ("topics", urls.topic)):
        for concept in registry.vocabularies[scheme]:
            yield page_entry(address(concept.id), concept.label, concept.definition, registry.vocabularies)


def _compared(registry: Registry, ids: Iterable[str], day: date) -> Iterator[tuple[str, bytes]]:
    for id in ids:
        policy = registry.policy(id)
        assert policy, id
        yield urls.compared_json(id), compared_json(registry, policy, day, Place.base)
