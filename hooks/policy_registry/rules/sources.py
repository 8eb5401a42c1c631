"""The sources of a record."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.evidence import Citation, Consulted
from policy_registry.fields import parts
from policy_registry.policy import Policy
from policy_registry.problems import FieldPath, Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule
from policy_registry.vocabulary import nearest


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Every cited source is listed, every listed source is used, and a source that was read says when.

    Readers judge a fact by what it rests on and by how lately somebody read it.
    """
    policy = record.policy
    known = {source.id for source in policy.sources}
    used: set[str] = set()
    for path, part in parts(policy):
        if not isinstance(part, Citation):
            continue
        steps: list[tuple[FieldPath, str]] = [(("source",), part.source)]
        steps += [(("also", index), id) for index, id in enumerate(part.also)]
        for step, id in steps:
            used.add(id)
            if id not in known:
                near = nearest(id, known)
                hint = f'did you mean "{near}"?' if near else "add it under `sources`"
                yield Finding((*path, *step), f'"{id}" is not a source of this record', hint)
    for index, source in enumerate(policy.sources):
        place = ("sources", index)
        if source.id not in used and not source.supports:
            yield Finding(
                (*place, "id"),
                f'nothing in the record rests on "{source.id}"',
                "cite it, list in `supports` the fields that rest on it, or remove it",
            )
        for at, field in enumerate(source.supports):
            if field not in Policy.model_fields:
                near = nearest(field, Policy.model_fields)
                yield Finding(
                    (*place, "supports", at), f'"{field}" is not a field of a record', f'did you mean "{near}"?' if near else ""
                )
        if source.consulted is not Consulted.NOT_CONSULTED and source.consulted_on is None:
            yield Finding((*place, "consulted_on"), "was read, but the day is missing", "add `consulted_on`")
        if source.consulted_on and source.consulted_on.first_day > context.as_of:
            yield Finding((*place, "consulted_on"), f'"{source.consulted_on}" is in the future', "mend the date")


RULE = Rule("sources", check, needs_whole=True)
