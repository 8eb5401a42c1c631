"""What a path in a picture is called: whose it is and what it is about, as far as these differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policy_registry.charts.names import distinct
from policy_registry.charts.points import Path, Rule
from policy_registry.vocabulary import Vocabularies


@dataclass(frozen=True)
class Label:
    """The region and policy, then the thing, then the year until which it was so; each empty where it parts nothing."""

    owner: str
    thing: str
    until: str

    def __str__(self) -> str:
        return ", ".join(part for part in (self.owner, self.thing, self.until) if part)


def labels(paths: Sequence[Path], vocabularies: Vocabularies) -> tuple[Label, ...]:
    """A label for each path; empty for one that has no rival."""
    regions = {path.last.policy.region for path in paths}
    things = _things(paths)
    return tuple(
        Label(
            ", ".join(part for part in (
                vocabularies["regions"].label(path.last.policy.region) if len(regions) > 1 else "", _policy(path, paths)
            ) if part),
            things[path.rule],
            f"until {path.last.until.year}" if path.last.until else "",
        )
        for path in paths
    )  # fmt: skip


def _policy(path: Path, paths: Sequence[Path]) -> str:
    policy = path.last.policy
    rivals = {other.last.policy.id for other in paths if other.last.policy.region == policy.region}
    return policy.short_title if len(rivals) > 1 else ""


def _things(paths: Sequence[Path]) -> dict[Rule, str]:
    """What each rule is about, where its policy has several in the picture."""
    rules: dict[Rule, list[Path]] = {}
    for path in paths:
        rules.setdefault(path.rule, []).append(path)
    things: dict[Rule, str] = {}
    for policy in {rule.policy for rule in rules}:
        rivals = [rule for rule in rules if rule.policy == policy]
        words = distinct(_tellings([rules[rule] for rule in rivals])) if len(rivals) > 1 else ("",)
        things |= dict(zip(rivals, words, strict=True))
    return things


def _tellings(rules: list[list[Path]]) -> tuple[str, ...]:
    """The first of material, words and scope that tells the rules apart."""
    steps = [[point.target for path in paths for point in path.points] for paths in rules]
    materials = [targets[0].material or targets[0].chemistry or "" for targets in steps]
    whats = [targets[0].what for targets in steps]
    scopes = [{target.scope for target in targets} for targets in steps]
    for words in (materials, whats):
        if all(words) and len(set(words)) == len(words):
            return tuple(words)
    return tuple(
        scope if len(same) == 1 and (scope := next(iter(same))) else what for same, what in zip(scopes, whats, strict=True)
    )
