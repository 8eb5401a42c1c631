"""The small page of a record that stands in a frame on pages of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.dates import PartialDate
from policy_registry.facing import Badge, Link, policy_link, region_link, status_badge
from policy_registry.listings import OVER, deadlines
from policy_registry.policy import Policy, Title
from policy_registry.registry import Registry
from policy_registry.retirement import Retirement
from policy_registry.rows import Row, target_row
from policy_registry.wording import date_words

SHOWN_FACTS = 5


@dataclass(frozen=True)
class EmbedPage:
    """Everything that a frame shows of a record: what it is, what comes next, and where the whole of it stands."""

    path: str
    page: str
    canonical: str
    site: str
    short_title: str
    original_title: Title | None
    region: str
    kind: str
    status: Badge | None
    status_note: str
    summary: str
    dates: tuple[Row, ...]
    targets: tuple[Row, ...]
    as_of: str
    version: Link | None
    successors: tuple[Link, ...] = ()


def embed_page(registry: Registry, policy: Policy, as_of: date, base: str, site: str) -> EmbedPage:
    """The view of a current record: its next dates, and where room is left its other targets, those that count first."""
    coming, waiting = deadlines([policy], registry, as_of)
    dates = (*coming, *waiting)[:SHOWN_FACTS]
    told = {row.id for row in dates}
    targets = sorted((target for target in policy.targets if target.id not in told), key=lambda target: target.standing in OVER)
    return EmbedPage(
        path=urls.embed(policy.id),
        page=urls.policy(policy.id),
        canonical=urls.absolute(base, urls.policy(policy.id)),
        site=site,
        short_title=policy.short_title,
        original_title=policy.original_titles[0] if policy.original_titles else None,
        region=region_link(policy.region, registry).text,
        kind=registry.vocabularies["instruments"].label(policy.instrument),
        status=status_badge(policy, registry.vocabularies),
        status_note=policy.status_note or "",
        summary=policy.summary,
        dates=dates,
        targets=tuple(target_row(policy, target, registry, as_of) for target in targets[: SHOWN_FACTS - len(dates)]),
        as_of=date_words(PartialDate(as_of.isoformat())),
        version=Link(f"Version {policy.version} of {date_words(policy.recorded)}", urls.version(policy.id, policy.version)),
    )


def retired_embed_page(registry: Registry, retirement: Retirement, base: str, site: str) -> EmbedPage:
    """The view of a retired id: what became of it, and where to go."""
    successors = (registry.policy(id) for id in retirement.successors)
    return EmbedPage(
        path=urls.embed(retirement.id),
        page=urls.policy(retirement.id),
        canonical=urls.absolute(base, urls.policy(retirement.id)),
        site=site,
        short_title=retirement.name,
        original_title=None,
        region="",
        kind="",
        status=None,
        status_note="",
        summary=f"The record was retired on {date_words(retirement.on)}. {retirement.reason}",
        dates=(),
        targets=(),
        as_of="",
        version=None,
        successors=tuple(policy_link(policy) for policy in successors if policy),
    )
