"""The frozen versions of a record with their days, as the Memento framework lists them (RFC 7089)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any

from policy_registry import urls
from policy_registry.dates import midnight
from policy_registry.evidence import PolicyId
from policy_registry.exports.closed_object import ADDRESS, MOMENT, closed_object, list_of
from policy_registry.registry import Registry
from policy_registry.writing import json_text

_MEMENTO = closed_object("A frozen version: the beginning of its day, and its page.", {"datetime": MOMENT, "uri": ADDRESS})
_MEMENTOS = {"list": list_of(_MEMENTO), "first": _MEMENTO, "last": _MEMENTO}
TIMEMAP_SCHEMA = closed_object(
    "The frozen versions of a record, oldest first.",
    {
        "original_uri": {**ADDRESS, "description": "The page of the current record."},
        "self": ADDRESS,
        "mementos": closed_object("First and last stand there where there is any.", _MEMENTOS, optional=("first", "last")),
        "timemap_uri": closed_object("This list in each form.", {"link_format": ADDRESS, "json_format": ADDRESS}),
    },
)


@dataclass(frozen=True)
class Memento:
    """A frozen version: where it stands and the day on which it was recorded."""

    address: str
    day: date


def timemap_link(registry: Registry, id: PolicyId, base: str) -> bytes:
    """The list in the link format, which every Memento client reads."""
    mementos = _mementos(registry, id, base)
    # At the address of a retired id stands no version any more, but the word of what became of it.
    original = "original latest-version" if registry.policy(id) else "original"
    span = f'; from="{_moment(mementos[0].day)}"; until="{_moment(mementos[-1].day)}"' if mementos else ""
    links = [
        f'<{urls.absolute(base, urls.policy(id))}>; rel="{original}"',
        f'<{urls.absolute(base, urls.timemap_link(id))}>; rel="self"; type="application/link-format"{span}',
    ]
    for memento in mementos:
        places = [word for word, place in (("first", 0), ("last", -1)) if memento is mementos[place]]
        links.append(f'<{memento.address}>; rel="{" ".join([*places, "memento"])}"; datetime="{_moment(memento.day)}"')
    return (",\n".join(links) + "\n").encode()


def timemap_json(registry: Registry, id: PolicyId, base: str) -> bytes:
    """The list in the JSON that aggregators of web archives give."""
    mementos: dict[str, Any] = {
        "list": [
            {"datetime": midnight(memento.day), "uri": memento.address} for memento in _mementos(registry, id, base)
        ]
    }  # fmt: skip
    if mementos["list"]:
        mementos |= {"first": mementos["list"][0], "last": mementos["list"][-1]}
    json_address = urls.absolute(base, urls.timemap_json(id))
    data = {
        "original_uri": urls.absolute(base, urls.policy(id)),
        "self": json_address,
        "mementos": mementos,
        "timemap_uri": {"link_format": urls.absolute(base, urls.timemap_link(id)), "json_format": json_address},
    }
    return json_text(data).encode()


def _mementos(registry: Registry, id: PolicyId, base: str) -> tuple[Memento, ...]:
    return tuple(
        Memento(urls.absolute(base, urls.version(id, number)), version.recorded.first_day)
        for number in sorted(registry.frozen.get(id, {}))
        if (version := registry.version(id, number))
    )


def _moment(day: date) -> str:
    """The beginning of a day in the form of RFC 1123, which RFC 7089 asks for."""
    return format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC), usegmt=True)
