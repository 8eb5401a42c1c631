"""The page of a region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_registry import urls
from policy_registry.charts.figure import Figure
from policy_registry.charts.timeline import timeline
from policy_registry.deadline_groups import WaitingGroup, waiting_groups, year_groups
from policy_registry.facing import Link, policy_link, region_link
from policy_registry.listings import ChangeLine, PolicyLine, change_lines, deadlines, policy_lines, suspended_deadlines
from policy_registry.policy import Policy
from policy_registry.prose import ProseParagraph, prose
from policy_registry.registry import Registry
from policy_registry.row_groups import RowGroup, metric_groups
from policy_registry.rows import Row
from policy_registry.stage import Stage, stage
from policy_registry.wording import counted, date_words

SHOWN_CHANGES = 10
STAGES = {Stage.CURRENT: "Now", Stage.COMING: "Coming", Stage.PAUSED: "Paused", Stage.PAST: "Past"}


@dataclass(frozen=True)
class StatusGroup:
    """Policies that are law now, coming, paused or past."""

    heading: str
    lines: tuple[PolicyLine, ...]


@dataclass(frozen=True)
class Question:
    """An open question and the record that it belongs to."""

    policy: Link
    text: str
    anchor: str
    check_on: str


@dataclass(frozen=True)
class RegionPage:
    """Everything that the page of a region prints."""

    id: str
    path: str
    name: str
    regions: tuple[Link, ...]
    counts: tuple[str, ...]
    briefing: tuple[ProseParagraph, ...]
    groups: tuple[StatusGroup, ...]
    timeline: Figure | None
    targets: tuple[RowGroup, ...]
    coming: tuple[RowGroup, ...]
    calendar: str
    pending: tuple[WaitingGroup, ...]
    suspended: tuple[Row, ...]
    questions: tuple[Question, ...]
    changes: tuple[ChangeLine, ...]


def region_page(registry: Registry, region: str, as_of: date) -> RegionPage:
    """The view of a region on a day."""
    policies = registry.in_region(region)
    coming, pending = deadlines(policies, registry, as_of)
    return RegionPage(
        id=region,
        path=urls.region(region),
        name=registry.vocabularies["regions"].label(region),
        regions=tuple(region_link(other.id, registry) for other in registry.vocabularies["regions"]),
        counts=(
            counted(len(policies), "policy", "policies"),
            counted(sum(len(policy.targets) for policy in policies), "target"),
            counted(sum(len(policy.obligations) for policy in policies), "duty", "duties"),
            counted(sum(len(policy.sources) for policy in policies), "source"),
        ),
        briefing=prose(registry, region, as_of),
        groups=_groups(policies, registry, as_of),
        timeline=timeline(registry, region, as_of),
        targets=metric_groups(policies, registry, as_of),
        coming=year_groups(coming, as_of),
        calendar=urls.region_calendar(region) if coming else "",
        pending=waiting_groups(pending),
        suspended=suspended_deadlines(policies, registry, as_of),
        questions=tuple(
            Question(policy_link(policy), question.text, urls.fact(policy.id, question.id),
                     date_words(question.check_on) if question.check_on else "")
            for policy in policies for question in policy.open_questions
        ),
        changes=tuple(change_lines(policies, registry)[:SHOWN_CHANGES]),
    )  # fmt: skip


def _groups(policies: tuple[Policy, ...], registry: Registry, as_of: date) -> tuple[StatusGroup, ...]:
    groups = []
    for place, heading in STAGES.items():
        alike = (policy for policy in policies if stage(policy, registry.vocabularies) is place)
        lines = policy_lines(alike, registry, as_of)
        if lines:
            groups.append(StatusGroup(heading, lines))
    return tuple(groups)
