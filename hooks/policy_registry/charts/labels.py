"""What a path in a picture is called: whose it is and what it is about, as far as these differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policy_registry.charts.names import distinct
from policy_registry.charts.points import Path
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
    owned: dict[str, list[Path]] = {}
    owners: dict[str, set[str]] = {}
    for path in paths:
        policy = path.last.policy
        owned.setdefault(policy.id, []).append(path)
        owners.setdefault(policy.region, set()).add(policy.id)
    things = {policy: _things(rivals) for policy, rivals in owned.items()}
    found = []
    for path in paths:
        policy = path.last.policy
        region = vocabularies["regions"].label(policy.region) if len(owners) > 1 else ""
        title = policy.short_title if len(owners[policy.region]) > 1 else ""
        until = f"until {path.last.until.year}" if path.last.until else ""
        owner = ", ".join(part for part in (region, title) if part)
        found.append(Label(owner, things[policy.id](path), until))
    return tuple(found)


def _things(paths: list[Path]) -> Callable[[Path], str]:
    """How the paths of one policy are told apart: what each is about at its end, where several stand side by side."""
    rivals = [path for path in paths if path.last.until is None]
    if len(rivals) < 2:
        return lambda path: ""
    telling = next((told for told in (_material, _what, _scope) if _tells_apart(told, rivals)), _fallback(rivals))
    texts = list(dict.fromkeys(map(telling, paths)))
    names = dict(zip(texts, distinct(texts), strict=True))
    return lambda path: names[telling(path)]


def _tells_apart(telling: Callable[[Path], str], paths: list[Path]) -> bool:
    texts = {telling(path) for path in paths}
    return "" not in texts and len(texts) == len(paths)


def _material(path: Path) -> str:
    return path.last.target.material or path.last.target.chemistry or ""


def _what(path: Path) -> str:
    return path.last.target.what


def _fallback(paths: list[Path]) -> Callable[[Path], str]:
    """The words alone where at least the dates differ, for these are written beside them."""
    return _what if len({(_what(path), path.last.when) for path in paths}) == len(paths) else _what_and_scope


def _what_and_scope(path: Path) -> str:
    return ", ".join(dict.fromkeys((_what(path), _scope(path))))


def _scope(path: Path) -> str:
    """The scope that all steps share, or else the words."""
    scopes = {point.target.scope or "" for point in path.points}
    return (scopes.pop() if len(scopes) == 1 else "") or _what(path)
