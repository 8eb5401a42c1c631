"""The data of the explorer: all policies by column, so that ten thousand are small to send and quick to scan.

Names weigh more than all the rest, and a list shows a hundred. So the first file holds the names of its first rows only;
those of further rows stand in parts, which a browser fetches when it draws these rows or when it looks for a name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any

from policy_registry import urls
from policy_registry.facets import Facet, facets
from policy_registry.listings import by_name, is_paused, since
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import date_words

FORM_VERSION = 2
ROWS_IN_A_PART = 250
# What a row shows, and what else a name is found by.
NAMES: dict[str, dict[str, Callable[[Policy], Any]]] = {
    "shown": {
        "short_title": lambda policy: policy.short_title,
        "original_titles": lambda policy: [[title.text, title.language] for title in policy.original_titles],
    },
    "other": {
        "title": lambda policy: policy.title.text,
        "also_known_as": lambda policy: policy.also_known_as,
        "identifiers": lambda policy: policy.identifiers,
    },
}


def explorer_files(registry: Registry, as_of: date) -> Iterator[tuple[str, bytes]]:
    """Every file with its path: the columns, and the names of the rows after the first ones.

    Rows stand region by region and by name, as the list does, so that its beginning needs no part. Parts stand in a
    folder named by their content: after a build, no browser reads kept columns with new names.
    """
    policies = [policy for region in registry.vocabularies["regions"] for policy in by_name(registry.in_region(region.id))]
    parts = {
        f"{kind}-{place}.json": _json(_names(kind, policies[first : first + ROWS_IN_A_PART]))
        for place, first in enumerate(range(ROWS_IN_A_PART, len(policies), ROWS_IN_A_PART), 1)
        for kind in NAMES
    }
    folder = sha256(b"".join(parts.values())).hexdigest()[:12]
    yield urls.EXPLORER_JSON, _json({
        "schema_version": FORM_VERSION,
        "as_of": as_of.isoformat(),
        "facets": [_facet(facet) for facet in facets(policies, registry, as_of)],
        **_days(policies, registry),
        # The place of each row in the order of names, as its distance from the row before.
        "name_steps": _steps(_places_by_name(policies)),
        "columns": _columns(policies) | {
            name: column for kind in NAMES for name, column in _names(kind, policies[:ROWS_IN_A_PART]).items()
        },
        "names": {
            "folder": f"explorer/{folder}/",
            "rows": ROWS_IN_A_PART,
            "kinds": {kind: list(columns) for kind, columns in NAMES.items()},
        },
    })  # fmt: skip
    for name, content in parts.items():
        yield urls.explorer_names(folder, name), content


def _places_by_name(policies: Sequence[Policy]) -> list[int]:
    places = {policy.id: place for place, policy in enumerate(by_name(policies))}
    return [places[policy.id] for policy in policies]


def _steps(places: Sequence[int]) -> list[int]:
    return [place - before for before, place in pairwise((0, *places))]


def _names(kind: str, policies: Sequence[Policy]) -> dict[str, list[Any]]:
    return {name: [told(policy) for policy in policies] for name, told in NAMES[kind].items()}


def _facet(facet: Facet) -> dict[str, Any]:
    return {
        "name": facet.name,
        "label": facet.label,
        "values": [
            {"id": value.id, "label": value.label, "definition": value.definition, "group": value.group}
            for value in facet.values
        ],
        # Most policies give one answer: its place alone is shorter than a list.
        "answers": [answer[0] if len(answer) == 1 else answer for answer in facet.answers],
    }


def _days(policies: Sequence[Policy], registry: Registry) -> dict[str, Any]:
    """The dates of policies and of their records; the list of dates is in their order, so that places compare as dates do."""
    events = [since(policy) for policy in policies]
    dates = sorted({*(event.date for event in events if event), *(policy.recorded for policy in policies)})
    kinds = list(dict.fromkeys(event.kind for event in events if event))
    date_places = {day: place for place, day in enumerate(dates)}
    return {
        "dates": [{"date": str(day), "words": date_words(day)} for day in dates],
        "kinds": [registry.vocabularies["event-kinds"].label(kind).lower() for kind in kinds],
        "since": [date_places[event.date] if event else None for event in events],
        "since_what": [kinds.index(event.kind) if event else None for event in events],
        "recorded": [date_places[policy.recorded] for policy in policies],
    }


def _columns(policies: Sequence[Policy]) -> dict[str, list[Any]]:
    return {
        "id": [policy.id for policy in policies],
        "version": [policy.version for policy in policies],
        "targets": [len(policy.targets) for policy in policies],
        "obligations": [len(policy.obligations) for policy in policies],
        "funding": [len(policy.funding) for policy in policies],
        "is_paused": [int(is_paused(policy)) for policy in policies],
    }


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
