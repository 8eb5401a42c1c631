"""A policy out in the world as schema.org describes law; what this registry says of it is another thing."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry import urls
from policy_registry.evidence import Supported
from policy_registry.exports.schema_org import SCHEMA_ORG, Node, iso, organization, place, term
from policy_registry.facing import evidence_view
from policy_registry.facts import Relation
from policy_registry.identifiers import eli, numbers
from policy_registry.policy import Policy
from policy_registry.registry import Registry


def law_id(policy: Policy, base: str) -> str:
    """What names the law: its ELI, or a name of ours where it has none."""
    return eli(policy) or urls.absolute(base, urls.law(policy.id))


def legislation(registry: Registry, policy: Policy, base: str) -> Node:
    """The law as a version of its record tells it.

    Unverified events and relations are left out: schema.org has no word that would mark them.
    """
    vocabularies = registry.vocabularies
    days = {kind: list(_days(policy, kind)) for kind in ("adopted", "published", "applies", "in-force")}
    force = term(vocabularies["statuses"][policy.status])
    return {
        "@type": "Legislation",
        "@id": law_id(policy, base),
        "name": policy.title.text,
        "alternateName": [
            policy.short_title,
            *policy.also_known_as,
            *({"@value": title.text, "@language": title.language} for title in policy.original_titles),
        ],
        "legislationIdentifier": [number.value for number in numbers(policy)],
        "legislationType": vocabularies["instruments"].label(policy.instrument),
        "legislationJurisdiction": place(policy.place),
        "legislationPassedBy": [organization(body) for body in policy.passed_by],
        "legislationDate": days["adopted"][:1],
        "datePublished": days["published"][:1],
        # Law may apply in steps; entry into force stands for them only where the record knows of none.
        "legislationDateOfApplicability": days["applies"] or days["in-force"][:1],
        "legislationLegalForce": {"@id": SCHEMA_ORG + force} if force else {},
        "inLanguage": list(dict.fromkeys(title.language for title in policy.original_titles or (policy.title,))),
        "abstract": policy.summary,
        "mainEntityOfPage": {"@id": urls.absolute(base, urls.policy(policy.id))},
        **_relations(registry, policy, base),
    }


def _relations(registry: Registry, policy: Policy, base: str) -> Node:
    found: Node = {}
    for relation in policy.relations:
        property = term(registry.vocabularies["relations"][relation.type])
        if property and _is_verified(policy, relation) and (other := _other(registry, relation, base)):
            found.setdefault(property, []).append(other)
    return found


def _other(registry: Registry, relation: Relation, base: str) -> Node:
    target = registry.policy(relation.target) if relation.target else None
    if target:
        return {"@type": "Legislation", "@id": law_id(target, base), "name": target.short_title}
    return {"@type": "Legislation", "name": relation.unrecorded} if relation.unrecorded else {}


def _days(policy: Policy, kind: str) -> Iterator[str]:
    for event in policy.events:
        if event.kind == kind and _is_verified(policy, event) and (day := iso(event.date)):
            yield day


def _is_verified(policy: Policy, fact: Supported) -> bool:
    return not evidence_view(policy, fact).is_unverified
