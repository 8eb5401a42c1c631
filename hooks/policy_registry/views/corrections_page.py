"""What was wrong and is put right: in the text that the registry began from, and in its own records."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry import urls
from policy_registry.change_lines import ChangeLine, change_lines, told_versions
from policy_registry.coverage import Correction
from policy_registry.facing import Link, policy_link, region_link
from policy_registry.registry import Registry
from policy_registry.shown import MOST, Rest, rest, table_link

CAUSE = "correction"


@dataclass(frozen=True)
class CorrectionView:
    """A statement, what is right, and what shows it."""

    id: str
    region: Link
    said: str
    right: str
    record: Link
    fact: str
    source: Link
    source_language: str
    note: str


@dataclass(frozen=True)
class CorrectionsPage:
    """The public error log."""

    path: str
    own: tuple[ChangeLine, ...]
    rest: Rest | None
    statements: tuple[CorrectionView, ...]


def corrections_page(registry: Registry) -> CorrectionsPage:
    """The view of the error log."""
    corrected = (policy for policy in registry if any(entry.cause == CAUSE for entry in policy.history))
    own = [version for version in told_versions(corrected, registry) if version[1].cause == CAUSE]
    return CorrectionsPage(
        urls.CORRECTIONS,
        change_lines(own[:MOST], registry),
        rest(min(MOST, len(own)), len(own), "corrections", "the newest", table_link("history")),
        tuple(_correction(item, registry) for item in registry.corrections),
    )


def _correction(item: Correction, registry: Registry) -> CorrectionView:
    policy = registry.policy(item.record)
    source = policy.source(item.source) if policy else None
    if policy is None or source is None:
        raise LookupError(f'the correction "{item.id}" names no record or source; the check should have refused it')
    return CorrectionView(
        id=item.id,
        region=region_link(item.region, registry),
        said=item.said,
        right=item.right,
        record=policy_link(policy),
        fact=urls.fact(policy.id, item.fact) if item.fact else "",
        source=Link(source.title, urls.fact(policy.id, source.id)),
        source_language=source.language,
        note=item.note or "",
    )
