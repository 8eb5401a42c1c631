"""The registry as tables: one for policies, one for each list that a record holds, one for changes and one for terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from policy_registry import urls
from policy_registry.columns import Cell, Column, Kind, cells, columns, hints
from policy_registry.differences import differences
from policy_registry.policy import HistoryEntry, Policy
from policy_registry.registry import Registry
from policy_registry.vocabulary import Concept

Row = tuple[Cell, ...]

POLICY = Column("policy", Kind.TEXT, "The id of the record.", is_required=True)
ITEM = Column("item", Kind.TEXT, "The id of the target or duty.", is_required=True)
POSITION = Column("position", Kind.WHOLE, "The place in the list of the record, from 1.", is_required=True)
REGION = Column("region", Kind.TEXT, "The section of the registry.", is_required=True, scheme="regions")
ADDRESS = Column("address", Kind.TEXT, "The permanent address, which names the version.", is_required=True)
IDENTIFIERS = (
    POLICY,
    Column("scheme", Kind.TEXT, "The kind of number.", is_required=True, scheme="identifier-schemes"),
    Column("value", Kind.TEXT, "The official number.", is_required=True),
)
CHANGES = (
    POLICY,
    Column("version", Kind.WHOLE, "The version that brought the change.", is_required=True),
    Column("path", Kind.TEXT, "The place in the record: fields by name, items by id.", is_required=True),
    Column("kind", Kind.TEXT, "Whether the place was added, removed, changed or put in another order.", is_required=True),
    Column("grade", Kind.TEXT, "The weight of the change: major, minor or patch.", is_required=True),
    Column("before", Kind.TEXT, "What stood there, in words."),
    Column("after", Kind.TEXT, "What stands there since, in words."),
    Column("sentence", Kind.TEXT, "The change as one sentence.", is_required=True),
)
SCHEME = Column("scheme", Kind.TEXT, "The vocabulary.", is_required=True)
FACTS = frozenset({"events", "targets", "obligations", "funding"})
# These fields hold the id of another record, which `registry check` has found to exist.
OTHER_RECORDS = frozenset({"target", "changed_by"})


@dataclass(frozen=True)
class Reference:
    """Columns whose cells name a row of a table by its key."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True)
class Table:
    """A table with its rows; the key names each row once."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    rows: tuple[Row, ...]


def tables(registry: Registry, base: str) -> Iterator[Table]:
    """Every table; a table that others name stands before them. Addresses are those of the site at `base`."""
    yield Table(
        "policies",
        "One row for each policy: its current record.",
        (*columns(Policy), ADDRESS),
        ("id",),
        (),
        tuple((*cells(policy), _address(policy, base)) for policy in registry),
    )
    lists = {name: part for name, hint in hints(Policy).items() if (part := _part(hint))}
    # Facts cite sources, so sources come first.
    names = sorted(lists, key=lambda name: name != "sources")
    yield _identifiers(registry)
    for name in names:
        yield from _list(name, lists[name], registry, base)
    yield _changes(registry)
    yield _concepts(registry)


def _part(hint: Any) -> type[BaseModel] | None:
    """The part that a field holds by the number."""
    inner = get_args(hint)[0] if get_origin(hint) is tuple else None
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _address(policy: Policy, base: str, item: str = "") -> str:
    return urls.absolute(base, urls.version(policy.id, policy.version) + (f"#{item}" if item else ""))


def _list(name: str, part: type[BaseModel], registry: Registry, base: str) -> Iterator[Table]:
    """The table of a list that records hold, and those of the lists that its items hold."""
    own = columns(part)
    key = "id" if "id" in hints(part) else "version" if part is HistoryEntry else POSITION.name
    numbered = (POSITION,) if key == POSITION.name else ()
    addressed = (ADDRESS,) if name in FACTS else ()
    items = [(policy, place, item) for policy in registry for place, item in enumerate(getattr(policy, name), start=1)]
    yield Table(
        name,
        Policy.model_fields[name].description or "",
        (POLICY, REGION, *numbered, *own, *addressed),
        (POLICY.name, key),
        (Reference((POLICY.name,), "policies"), *_references(own)),
        tuple(
            (
                policy.id,
                policy.region,
                *([place] if numbered else []),
                *cells(item),
                *([_address(policy, base, item.id)] if addressed else []),
            )
            for policy, place, item in items
        ),
    )
    for inner, hint in hints(part).items():
        if found := _part(hint):
            yield _nested(name, inner, found, ((policy, item) for policy, _, item in items))


def _nested(name: str, inner: str, part: type[BaseModel], holders: Iterable[tuple[Policy, Any]]) -> Table:
    own = columns(part)
    return Table(
        f"{name}_{inner}",
        f"What the law said before of rows of {name}, newest first." if inner == "earlier" else "",
        (POLICY, ITEM, POSITION, *own),
        (POLICY.name, ITEM.name, POSITION.name),
        (Reference((POLICY.name, ITEM.name), name), *_references(own)),
        tuple(
            (policy.id, holder.id, place, *cells(item))
            for policy, holder in holders
            for place, item in enumerate(getattr(holder, inner), start=1)
        ),
    )


def _references(own: Iterable[Column]) -> Iterator[Reference]:
    for column in own:
        if column.name in OTHER_RECORDS:
            yield Reference((column.name,), "policies")
        if column.name == "citation_source":
            yield Reference((POLICY.name, column.name), "sources")


def _identifiers(registry: Registry) -> Table:
    rows = tuple(
        (policy.id, scheme, value) for policy in registry for scheme, values in policy.identifiers.items() for value in values
    )
    reference = Reference((POLICY.name,), "policies")
    return Table("identifiers", "Official numbers.", IDENTIFIERS, ("policy", "scheme", "value"), (reference,), rows)


def _changes(registry: Registry) -> Table:
    """Each changed path of each version once; the version itself is a row of `history`."""
    rows = tuple(
        (
            policy.id, step.entry.version, one.path, str(one.kind), str(one.grade),
            None if one.kind == "added" else one.before, None if one.kind == "removed" else one.after, one.sentence,
        )
        for policy in registry for step in registry.steps(policy.id) if step.before
        for one in differences(step.changes, step.before, step.after, registry.vocabularies)
    )  # fmt: skip
    description = "What each version changed, a row for each place; versions with their causes stand in history."
    return Table(
        "changes",
        description,
        CHANGES,
        ("policy", "version", "path", "kind"),
        (Reference(("policy", "version"), "history"),),
        rows,
    )


def _concepts(registry: Registry) -> Table:
    vocabularies = registry.vocabularies
    rows = tuple((scheme.id, *cells(concept)) for scheme in vocabularies.values() for concept in scheme)
    description = "Every term of every vocabulary: what the words in other tables mean."
    return Table("concepts", description, (SCHEME, *columns(Concept)), ("scheme", "id"), (), rows)
