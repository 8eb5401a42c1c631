"""Records as JSON: one by one and all together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic_core import to_json

from policy_registry import urls
from policy_registry.evidence import PolicyId
from policy_registry.licence import LICENCE
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.spool import Spool
from policy_registry.writing import json_text, policy_data, policy_yaml

ENVELOPE_VERSION = 1
# The end of an envelope, after its records.
TAIL = b"]\n}\n"


def record_json(policy: Policy) -> bytes:
    """One record with every authored field; numbers and dates as the record writes them."""
    return json_text(policy_data(policy)).encode()


def state_bytes(policy: Policy, registry: Registry) -> bytes:
    """The canonical YAML of a state of a record; where the version is frozen, its bytes are at hand."""
    frozen = registry.frozen.get(policy.id, {})
    return frozen[policy.version] if policy.version in frozen else policy_yaml(policy)


def policies_ndjson(registry: Registry) -> Iterator[bytes]:
    """All current records, one on each line, as record_json gives them."""
    for policy in registry:
        yield to_json(policy_data(policy)) + b"\n"


def tree(registry: Registry) -> str:
    """The SHA-256 of a list of every version with the SHA-256 of its bytes: what the files were made from."""
    frozen = {(id, number): digest for id, numbers in registry.sums.items() for number, digest in numbers.items()}
    current = {(policy.id, policy.version): policy for policy in registry}
    fresh = {key: sha256(state_bytes(policy, registry)).hexdigest() for key, policy in current.items() if key not in frozen}
    lines = (f"{digest}  {id}/{number}.yml\n" for (id, number), digest in sorted((frozen | fresh).items()))
    return sha256("".join(lines).encode()).hexdigest()


@dataclass(frozen=True)
class RecordList:
    """A list of current records in an envelope: with every field of each, the licence, the newest record date and the count.

    `chosen` says what was chosen from the registry, `tree` what that was.
    """

    path: str
    policies: tuple[Policy, ...]
    tree: str
    chosen: Mapping[str, Any] = field(default_factory=dict)

    def head(self) -> bytes:
        """What stands before the first record."""
        envelope: dict[str, Any] = {
            "schema_version": ENVELOPE_VERSION,
            "tree": self.tree,
            "licence": LICENCE,
            "recorded_up_to": max((str(policy.recorded) for policy in self.policies), default=None),
            **self.chosen,
            "count": len(self.policies),
            "policies": [],
        }
        return json_text(envelope).encode().removesuffix(TAIL)


def record_list(registry: Registry) -> RecordList:
    """The list of all current records."""
    return RecordList(urls.ALL_POLICIES_JSON, registry.policies, tree(registry))


def shorter_lists(registry: Registry) -> tuple[RecordList, ...]:
    """The lists of each region and of each topic."""
    current = tree(registry)
    return (
        *(
            RecordList(urls.region_json(region.id), registry.in_region(region.id), current, {"filter": {"region": region.id}})
            for region in registry.vocabularies["regions"]
        ),
        *(
            RecordList(urls.topic_json(topic.id), registry.on_topic(topic.id), current, {"filter": {"topic": topic.id}})
            for topic in registry.vocabularies["topics"]
        ),
    )


def list_files(registry: Registry, lists: Sequence[RecordList]) -> dict[str, Spool]:
    """The files of the lists by their paths; each record is written out once, for it stands in five lists or so."""
    files = {listed.path: Spool([listed.head()]) for listed in lists}
    holders: dict[PolicyId, list[Spool]] = defaultdict(list)
    for listed in lists:
        for policy in listed.policies:
            holders[policy.id].append(files[listed.path])
    begun: set[int] = set()
    for policy in registry:
        words = f"\n{json_text(policy_data(policy))}".removesuffix("\n").replace("\n", "\n    ").encode()
        for file in holders[policy.id]:
            file.write((b"," if id(file) in begun else b"") + words)
            begun.add(id(file))
    for file in files.values():
        file.write((b"\n  " if id(file) in begun else b"") + TAIL)
    return files
