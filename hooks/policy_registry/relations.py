"""What policies do to one another, told from the side of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry.evidence import PolicyId
from policy_registry.facing import EvidenceView, Link, evidence_view, policy_link
from policy_registry.facts import Relation
from policy_registry.policy import Policy
from policy_registry.registry import Registry


@dataclass(frozen=True)
class RelationView:
    """What one policy does to another, told from this page's side."""

    id: str
    words: str
    other: Link | None
    other_id: PolicyId
    text: str
    note: str
    evidence: EvidenceView


def relations(policy: Policy, registry: Registry) -> tuple[RelationView, ...]:
    """What a policy does to others, then what others do to it."""
    schemes = registry.vocabularies["relations"]
    views = []
    for relation in policy.relations:
        other = registry.policy(relation.target) if relation.target else None
        views.append(_relation(policy, relation, schemes[relation.type].label, other))
    said = {(relation.type, relation.target) for relation in policy.relations}
    for actor, relation in registry.incoming(policy.id):
        # Two policies that complement each other may both say so; one line is enough.
        if (relation.type, actor.id) in said and relation.type == "complements":
            continue
        views.append(_relation(actor, relation, schemes[relation.type].inverse_label, actor, is_inverse=True))
    return tuple(views)


def _relation(policy: Policy, relation: Relation, words: str, other: Policy | None, is_inverse: bool = False) -> RelationView:
    return RelationView(
        id="" if is_inverse else relation.id,
        words=words,
        other=policy_link(other) if other else None,
        other_id=other.id if other else "",
        # An older version may name a record that is retired.
        text=relation.unrecorded or relation.target or "",
        note=relation.note or "",
        evidence=evidence_view(policy, relation),
    )
