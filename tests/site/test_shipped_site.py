"""The site of the shipped registry, compared with the records."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from builders import SHIPPED, TODAY
from policy_registry.registry import Registry
from policy_registry.store import load
from sites import BuiltSite

BRIEF = (
    "cn-mlp-st-2006-2020", "cn-nev-plan-2012-2020", "cn-nev-plan-2021-2035", "eu-batteries-regulation",
    "eu-european-battery-alliance", "eu-strategic-action-plan-batteries", "eu-green-deal-industrial-plan",
    "eu-net-zero-industry-act", "eu-critical-raw-materials-act", "jp-green-growth-strategy", "jp-strategic-energy-plan-6",
    "jp-strategic-energy-plan-7", "jp-battery-industry-strategy", "kr-k-battery-strategy-2021",
    "kr-battery-innovation-strategy-2022", "us-paris-agreement", "us-inflation-reduction-act",
    "us-national-blueprint-lithium-batteries",
)  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


@pytest.mark.parametrize("id", BRIEF)
def test_a_policy_that_the_registry_began_with_has_its_page(shipped_site: BuiltSite, id: str) -> None:
    assert f"policies/{id}/" in shipped_site.pages


def test_every_region_page_lists_all_its_policies_and_no_other(shipped_site: BuiltSite, registry: Registry) -> None:
    for region in registry.vocabularies["regions"]:
        # The briefing above the lists may name policies of other regions.
        lists = shipped_site.pages[f"regions/{region.id}/"].html.partition('<h2 id="policies"')[2]
        listed = set(re.findall(r'href="\.\./\.\./policies/([a-z0-9-]+)/"', lists))
        assert listed == {policy.id for policy in registry.in_region(region.id)}, region.id


def test_every_fact_stands_on_its_page_with_its_anchor(shipped_site: BuiltSite, registry: Registry) -> None:
    for policy in registry:
        ids = set(shipped_site.pages[f"policies/{policy.id}/"].ids)
        lists = (
            policy.events, policy.targets, policy.obligations, policy.funding, policy.relations, policy.sources,
            policy.open_questions,
        )  # fmt: skip
        assert {item.id for items in lists for item in items} <= ids, policy.id


def test_no_page_uses_an_id_twice(shipped_site: BuiltSite) -> None:
    for page in shipped_site.pages.values():
        twice = [id for id, count in Counter(page.ids).items() if count > 1]
        assert twice == [], page.path


def test_every_target_stands_on_the_page_of_its_metric_once(shipped_site: BuiltSite, registry: Registry) -> None:
    wanted: dict[str, Counter[str]] = {}
    for policy in registry:
        for target in policy.targets:
            wanted.setdefault(target.metric, Counter())[f"../../../policies/{policy.id}/#{target.id}"] += 1
    for metric, links in wanted.items():
        page = shipped_site.pages[f"compare/metrics/{metric}/"]
        shown = Counter(link for link in page.links if "/#" in link and link in links)
        assert shown == links, metric


def test_the_matrix_counts_what_the_records_say(shipped_site: BuiltSite, registry: Registry) -> None:
    page = shipped_site.pages["compare/"].html
    for topic in registry.vocabularies["topics"]:
        for region in registry.vocabularies["regions"]:
            count = sum(topic.id in policy.topics for policy in registry.in_region(region.id))
            cell = f'href="topics/{topic.id}/#{region.id}" aria-label="{region.label}, {topic.label.lower()}: {count}"'
            assert (cell in page) == bool(count), (topic.id, region.id)


def test_every_region_page_opens_with_its_briefing(shipped_site: BuiltSite, registry: Registry) -> None:
    for region in registry.vocabularies["regions"]:
        head, _, rest = shipped_site.pages[f"regions/{region.id}/"].html.partition('<section class="briefing"')
        assert 'id="policies"' not in head
        assert rest.partition("</section>")[0].count('href="../../policies/') >= 20, region.id


def test_every_topic_page_lists_its_policies(shipped_site: BuiltSite, registry: Registry) -> None:
    for topic in registry.vocabularies["topics"]:
        links = shipped_site.pages[f"compare/topics/{topic.id}/"].links
        assert {f"../../../policies/{policy.id}/" for policy in registry.on_topic(topic.id)} <= set(links), topic.id


def test_the_changelog_holds_every_version(shipped_site: BuiltSite, registry: Registry) -> None:
    links = Counter(shipped_site.pages["changelog/"].links)
    for policy in registry:
        for entry in policy.history:
            assert links[f"../policies/{policy.id}/v/{entry.version}/"] == 1, (policy.id, entry.version)


def test_every_version_has_its_frozen_page(shipped_site: BuiltSite, registry: Registry) -> None:
    for policy in registry:
        for number in range(1, policy.version + 1):
            assert f"policies/{policy.id}/v/{number}/" in shipped_site.pages


def test_a_source_on_an_unreliable_site_is_never_linked(shipped_site: BuiltSite, registry: Registry) -> None:
    withheld = {source.url for policy in registry for source in policy.sources if source.url and not source.linkable}
    assert withheld
    for page in shipped_site.pages.values():
        assert not withheld & set(page.links), page.path


def test_an_unread_source_makes_a_fact_unverified(shipped_site: BuiltSite, registry: Registry) -> None:
    for policy in registry:
        unread = {source.id for source in policy.sources if source.consulted == "not-consulted"}
        facts = (*policy.events, *policy.targets, *policy.obligations, *policy.funding)
        doubtful = sum(fact.citation is None or fact.citation.source in unread for fact in facts)
        shown = shipped_site.pages[f"policies/{policy.id}/"].html.count('<span class="unverified">')
        relations = [fact for fact in policy.relations if fact.citation is None or fact.citation.source in unread]
        incoming = len(registry.incoming(policy.id))
        assert doubtful + len(relations) <= shown <= doubtful + len(relations) + incoming, policy.id


def test_no_link_inside_the_site_is_dead(shipped_site: BuiltSite) -> None:
    assert shipped_site.dead_links() == []


def test_no_page_asks_another_host_for_anything(shipped_site: BuiltSite) -> None:
    for page in shipped_site.pages.values():
        assert [request for request in page.requests if "//" in request] == [], page.path


def test_every_page_names_its_mark_lest_a_browser_look_for_one(shipped_site: BuiltSite) -> None:
    """A browser asks a site for /favicon.ico when a page names no mark, even of a page that is gone at once."""
    for page in shipped_site.pages.values():
        assert any(f"/{request}".endswith("/assets/mark.svg") for request in page.requests), page.path


def test_the_search_has_one_entry_for_each_policy_and_each_page_that_is_no_version(
    shipped_site: BuiltSite, registry: Registry
) -> None:
    entries = [
        entry
        for file in shipped_site.folder.glob("search/*/entries-*.json")
        for entry in json.loads(file.read_text(encoding="utf-8"))
    ]
    paths = [entry["path"] for entry in entries]
    assert len(paths) == len(set(paths))
    assert {f"policies/{policy.id}/" for policy in registry} < set(paths) <= set(shipped_site.pages)
    assert {"regions/kr/", "compare/topics/recycling/", "compare/metrics/recycled-content/", "about/methodology/"} <= set(paths)
    for entry in entries:
        assert {anchor for anchor, _, _ in entry["facts"]} <= set(shipped_site.pages[entry["path"]].ids), entry["path"]


def test_the_json_says_what_the_records_say(shipped_site: BuiltSite, registry: Registry) -> None:
    everything = json.loads((shipped_site.folder / "data/policies.json").read_text(encoding="utf-8"))
    assert everything["count"] == len(registry)
    for policy, data in zip(registry, everything["policies"], strict=True):
        one = json.loads((shipped_site.folder / f"policies/{policy.id}/record.json").read_text(encoding="utf-8"))
        assert one == data
        assert type(policy).model_validate(one) == policy


def test_every_cell_of_the_matrix_says_something(shipped_site: BuiltSite, registry: Registry) -> None:
    page = shipped_site.pages["compare/"].html
    for cell in registry.coverage:
        words = cell.state.value.replace("-", " ")
        label = registry.vocabularies["topics"].label(cell.topic).lower()
        assert f'aria-label="{registry.vocabularies["regions"].label(cell.region)}, {label}: {words}"' in page
    assert "<td></td>" not in page


def test_the_error_log_holds_every_statement_and_every_correction(shipped_site: BuiltSite, registry: Registry) -> None:
    page = shipped_site.pages["about/corrections/"]
    assert {correction.id for correction in registry.corrections} <= set(page.ids)
    corrected = [(policy.id, entry.version) for policy in registry for entry in policy.history if entry.cause == "correction"]
    assert corrected
    for id, version in corrected:
        assert f"../../policies/{id}/v/{version}/" in page.links


def test_questions_whose_day_has_come_are_due(shipped_site: BuiltSite, registry: Registry) -> None:
    links = shipped_site.pages["about/due/"].links
    for policy in registry:
        for question in policy.open_questions:
            due = question.check_on is not None and question.check_on.last_day <= TODAY
            assert (f"../../policies/{policy.id}/#{question.id}" in links) == due, (policy.id, question.id)
