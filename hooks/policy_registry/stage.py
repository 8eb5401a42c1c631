"""At which stage of its life a policy stands."""

from __future__ import annotations

from enum import StrEnum

from policy_registry.policy import Policy
from policy_registry.vocabulary import Vocabularies


class Stage(StrEnum):
    """The groups of statuses: law or at work now, still to come, put off for a time, over."""

    CURRENT = "current"
    COMING = "coming"
    PAUSED = "paused"
    PAST = "past"
    UNKNOWN = ""


def stage(policy: Policy, vocabularies: Vocabularies) -> Stage:
    """The stage that the vocabulary gives to the status of a policy; unknown where it gives none."""
    group = vocabularies["statuses"][policy.status].group
    return next((stage for stage in Stage if stage.value == group), Stage.UNKNOWN)
