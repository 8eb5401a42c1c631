"""The other end of a relation."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.facts import EarlierObligation, EarlierTarget
from policy_registry.fields import parts
from policy_registry.problems import FieldPath, Finding
from policy_registry.registry import Record, Registry
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """A relation names another record that exists, or in words an act that has none; so does `changed_by`.

    A relation is a link between two pages, in both directions; with a wrong name it leads nowhere.
    """
    policy, registry = record.policy, context.registry
    for index, relation in enumerate(policy.relations):
        place = ("relations", index)
        if (relation.target is None) == (relation.unrecorded is None):
            yield Finding(
                (*place, "target"),
                "needs either `target` or `unrecorded`",
                "name the record, or the act in words where it has no record",
            )
        elif relation.target == policy.id:
            yield Finding((*place, "target"), f'"{policy.id}" is this record itself', "name the other policy")
        elif relation.target and relation.target not in registry:
            yield _missing((*place, "target"), relation.target, registry)
    for path, part in parts(policy):
        if isinstance(part, EarlierTarget | EarlierObligation) and part.changed_by and part.changed_by not in registry:
            yield _missing((*path, "changed_by"), part.changed_by, registry)


def _missing(path: FieldPath, id: str, registry: Registry) -> Finding:
    if retirement := registry.retirement(id):
        instead = " or ".join(f'"{successor}"' for successor in retirement.successors) or "no record; name it in `unrecorded`"
        return Finding(path, f'"{id}" is retired', f"name {instead}")
    near = registry.nearest(id)
    return Finding(
        path,
        f'there is no record "{id}"',
        f'did you mean "{near}"?' if near else "write its record, or name the act in `unrecorded`",
    )


RULE = Rule("relation-target", check)
