"""The data of the explorer: all policies by column, so that ten thousand are small to send and quick to scan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from policy_registry.facets import Facet, facets
from policy_registry.listings import by_name, is_paused, since
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import date_words

FORM_VERSION = 1


def explorer_json(registry: Registry, as_of: date) -> bytes:
    """Columns with a place for each policy, by name; terms, dates and kinds of event stand once and are told by their place."""
    policies = by_name(registry)
    content = {
        "schema_version": FORM_VERSION,
        "as_of": as_of.isoformat(),
        "facets": [_facet(facet) for facet in facets(policies, registry, as_of)],
        **_days(policies, registry),
        "columns": _columns(policies),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


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
        "short_title": [policy.short_title for policy in policies],
        "title": [policy.title.text for policy in policies],
        "original_titles": [[[title.text, title.language] for title in policy.original_titles] for policy in policies],
        "also_known_as": [policy.also_known_as for policy in policies],
        "identifiers": [policy.identifiers for policy in policies],
        "targets": [len(policy.targets) for policy in policies],
        "obligations": [len(policy.obligations) for policy in policies],
        "funding": [len(policy.funding) for policy in policies],
        "is_paused": [int(is_paused(policy)) for policy in policies],
    }
