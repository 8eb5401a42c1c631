"""What a path in a picture is called: the region, the policy, the thing, as far as these differ."""

from __future__ import annotations

from collections.abc import Sequence

from policy_registry.charts.names import distinct
from policy_registry.charts.points import Path
from policy_registry.vocabulary import Vocabularies


def labels(paths: Sequence[Path], vocabularies: Vocabularies) -> tuple[str, ...]:
    """A name for each path; empty where there is only one."""
    if len(paths) == 1:
        return ("",)
    regions = {path.last.policy.region for path in paths}
    things = _things(paths)
    return tuple(
        ", ".join(part for part in (
            vocabularies["regions"].label(path.last.policy.region) if len(regions) > 1 else "",
            _policy(path, paths), thing, "before" if path.last.reason.startswith("said until") else "",
        ) if part)
        for path, thing in zip(paths, things, strict=True)
    )  # fmt: skip


def _policy(path: Path, paths: Sequence[Path]) -> str:
    policy = path.last.policy
    rivals = {other.last.policy.id for other in paths if other.last.policy.region == policy.region}
    return policy.short_title if len(rivals) > 1 else ""


def _things(paths: Sequence[Path]) -> tuple[str, ...]:
    """What each path is about, where its policy has several in the picture."""
    named: dict[int, str] = {}
    for id in {path.last.policy.id for path in paths}:
        places = [place for place, path in enumerate(paths) if path.last.policy.id == id]
        targets = [paths[place].points[0].target for place in places]
        materials = [target.material or target.chemistry or "" for target in targets]
        is_enough = all(materials) and len(set(materials)) == len(materials)
        things = distinct(materials if is_enough else [target.what for target in targets])
        named |= dict(zip(places, things if len(set(things)) > 1 else [""] * len(places), strict=True))
    return tuple(named[place] for place in range(len(paths)))
