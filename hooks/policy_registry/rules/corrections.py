"""The statements that were put right."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.fields import parts
from policy_registry.problems import Finding
from policy_registry.rule import Context, FileRule


def check(context: Context) -> Iterator[Finding]:
    """A correction has an id of its own and names a record, a source of it, and an item of it if it names one.

    Whoever relied on a wrong statement needs to find what is right and the source that shows it.
    """
    registry = context.registry
    seen: set[str] = set()
    for index, correction in enumerate(registry.corrections):
        place = ("corrections", index)
        if correction.id in seen:
            yield Finding((*place, "id"), f'"{correction.id}" is used twice', "give each correction an id of its own")
        seen.add(correction.id)
        policy = registry.policy(correction.record)
        if policy is None and correction.record in registry:
            continue
        if policy is None:
            near = registry.nearest(correction.record)
            hint = f'did you mean "{near}"?' if near else "name a record"
            yield Finding((*place, "record"), f'there is no record "{correction.record}"', hint)
            continue
        if policy.source(correction.source) is None:
            yield Finding(
                (*place, "source"), f'"{correction.source}" is not a source of {policy.id}', "name one of its sources"
            )
        items = {getattr(part, "id", None) for path, part in parts(policy) if path}
        if correction.fact and correction.fact not in items:
            yield Finding((*place, "fact"), f'"{correction.fact}" is not an item of {policy.id}', "name one of its items")


RULE = FileRule("corrections", "corrections.yml", check)
