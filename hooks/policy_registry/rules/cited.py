"""Evidence for every fact."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.evidence import Supported
from policy_registry.fields import parts
from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Every fact has a citation, or says in `unverified` why it has none.

    A number that nobody can look up is worth no more than a rumour; one that is openly unverified can still be of use.
    """
    for path, part in parts(record.policy):
        if not isinstance(part, Supported):
            continue
        if part.citation is None and part.unverified is None:
            yield Finding((*path, "citation"), "has no citation", "name the source, or say in `unverified` why there is none")
        elif part.citation and part.unverified:
            yield Finding((*path, "unverified"), "has a citation and is called unverified", "keep one of the two")


RULE = Rule("cited", check)
