"""The page of a region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from policy_registry import urls
from policy_registry.change_lines import ChangeLine, change_lines, told_versions
from policy_registry.charts.figure import Figure
from policy_registry.charts.timeline import timeline
from policy_registry.deadline_groups import WaitingGroup, waiting_groups, year_groups
from policy_registry.facing import Link, policy_link, region_link
from policy_registry.facts import OpenQuestion
from policy_registry.listings import (
    Deadlines,
    PolicyLine,
    deadline_rows,
    policy_lines,
    soonest,
    told_deadlines,
    told_suspended,
)
from policy_registry.policy import Policy
from policy_registry.prose import ProseParagraph, prose
from policy_registry.registry import Registry
from policy_registry.row_groups import RowGroup, metric_groups
from policy_registry.rows import Row
from policy_registry.shown import HEAVIEST, MOST, NEAREST, Rest, first, heaviest, rest, share, table_link
from policy_registry.stage import Stage, stage
from policy_registry.wording import counted, date_words

SHOWN_CHANGES = 10
STAGES = {Stage.CURRENT: "Now", Stage.COMING: "Coming", Stage.PAUSED: "Paused", Stage.PAST: "Past"}


@dataclass(frozen=True)
class StatusGroup:
    """Policies that are law now, coming, paused or past."""

    heading: str
    lines: tuple[PolicyLine, ...]
    rest: Rest | None


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
    targets_rest: Rest | None
    coming: tuple[RowGroup, ...]
    coming_rest: Rest | None
    calendar: str
    pending: tuple[WaitingGroup, ...]
    pending_rest: Rest | None
    suspended: tuple[Row, ...]
    suspended_rest: Rest | None
    questions: tuple[Question, ...]
    questions_rest: Rest | None
    changes: tuple[ChangeLine, ...]


def region_page(registry: Registry, region: str, as_of: date) -> RegionPage:
    """The view of a region on a day."""
    policies = registry.in_region(region)
    coming, pending = told_deadlines(policies, registry, as_of)
    suspended = told_suspended(policies, registry, as_of)
    duties = sum(len(policy.obligations) for policy in policies)
    targets = sum(len(policy.targets) for policy in policies)
    years, metrics = year_groups(coming, registry, as_of, MOST), metric_groups(policies, registry, as_of)
    waiting, paused = (deadline_rows(soonest(told, MOST), registry, as_of) for told in (pending, suspended))
    with_deadlines = Link("policies with deadlines", urls.policies_where(region=region, deadlines="yes"))
    asked = [(policy, question) for policy in policies for question in policy.open_questions]
    questions = first(asked, MOST, _next_look)
    return RegionPage(
        id=region,
        path=urls.region(region),
        name=registry.vocabularies["regions"].label(region),
        regions=tuple(region_link(other.id, registry) for other in registry.vocabularies["regions"]),
        counts=(
            counted(len(policies), "policy", "policies"),
            counted(targets, "target"),
            counted(duties, "duty", "duties"),
            counted(sum(len(policy.sources) for policy in policies), "source"),
        ),
        briefing=prose(registry, region, as_of),
        groups=_groups(region, policies, registry, as_of),
        timeline=timeline(registry, region, as_of),
        targets=metrics,
        targets_rest=rest(_count(metrics), targets, "targets", f"of each kind {NEAREST}", table_link("targets")),
        coming=years,
        coming_rest=_dates_rest(_count(years), coming, "of each year the soonest", with_deadlines),
        calendar=urls.region_calendar(region) if coming else "",
        pending=waiting_groups(waiting),
        pending_rest=_dates_rest(len(waiting), pending, "those that can be soonest"),
        suspended=paused,
        suspended_rest=_dates_rest(len(paused), suspended, "the soonest"),
        questions=tuple(_question(*pair) for pair in questions),
        questions_rest=rest(
            len(questions), len(asked), "questions", "those to be looked at again first", table_link("open_questions")
        ),
        changes=change_lines(islice(told_versions(policies, registry), SHOWN_CHANGES), registry),
    )


def _groups(region: str, policies: tuple[Policy, ...], registry: Registry, as_of: date) -> tuple[StatusGroup, ...]:
    alike = {
        heading: [policy for policy in policies if stage(policy, registry.vocabularies) is place]
        for place, heading in STAGES.items()
    }
    each = share(map(len, alike.values()), MOST)
    groups = []
    for heading, held in alike.items():
        shown = heaviest(held, each)
        statuses = list(dict.fromkeys(policy.status for policy in held))
        more = Link("all in the list of policies", urls.policies_where(region=region, status=statuses))
        if held:
            left_off = rest(len(shown), len(held), "policies", HEAVIEST, more)
            groups.append(StatusGroup(heading, policy_lines(shown, registry, as_of), left_off))
    return tuple(groups)


def _count(groups: tuple[RowGroup, ...]) -> int:
    return sum(len(group.rows) for group in groups)


def _dates_rest(shown: int, told: Deadlines, which: str, *ways: Link) -> Rest | None:
    return rest(shown, len(told), "dates", which, *ways, table_link("obligations"), table_link("targets"))


def _next_look(asked: tuple[Policy, OpenQuestion]) -> date:
    """The day after which a question is to be looked at again; one without comes last."""
    _, question = asked
    return question.check_on.first_day if question.check_on else date.max


def _question(policy: Policy, question: OpenQuestion) -> Question:
    check_on = date_words(question.check_on) if question.check_on else ""
    return Question(policy_link(policy), question.text, urls.fact(policy.id, question.id), check_on)
