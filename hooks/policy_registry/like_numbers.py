"""Targets of one metric, those counted alike together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from policy_registry.facts import Target
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.vocabulary import Concept

AT_HOME = "in the region itself"

Counting = tuple[str, str]
Facts = list[tuple[Policy, Target]]


def metrics_in_use(registry: Registry) -> tuple[str, ...]:
    """The metrics that at least one target uses, in the order of the vocabulary."""
    return tuple(metric.id for metric in registry.vocabularies["metrics"] if registry.targets_of(metric.id))


def like_numbers(registry: Registry, metric: str) -> Mapping[Counting, Facts]:
    """The targets of a metric by unit and by what they are counted of.

    What two regions count each of itself, such as batteries made in Japan and batteries made in the EU, is counted alike.
    """
    facts = registry.targets_of(metric)
    home = {region.id: _home(region) for region in registry.vocabularies["regions"]}
    # Regions write the same words of different things: what is made in Japan is made at home for Japan alone.
    counted = [(target.unit or "", home[policy.region].sub(AT_HOME, target.measured_as or "")) for policy, target in facts]
    counters: dict[Counting, set[str]] = defaultdict(set)
    for (policy, _), counting in zip(facts, counted, strict=True):
        counters[counting].add(policy.region)
    groups: dict[Counting, Facts] = defaultdict(list)
    for (policy, target), counting in zip(facts, counted, strict=True):
        own = target.unit or "", target.measured_as or ""
        groups[counting if len(counters[counting]) > 1 else own].append((policy, target))
    return groups


def _home(region: Concept) -> re.Pattern[str]:
    """The words by which a region is named as the place that is counted."""
    names = "|".join(map(re.escape, (region.label, *region.alt_labels)))
    return re.compile(rf"\bin (?:the )?(?:{names})$")
