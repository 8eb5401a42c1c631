"""The plain list of policies, as it is without a script."""

from __future__ import annotations

from pathlib import Path

from builders import SHIPPED, TODAY, history_data, record_data, registry_folder
from policy_registry.rendering import render
from policy_registry.store import load
from policy_registry.views.policy_list import policy_list


def test_all_policies_stand_in_the_list_region_by_region_and_by_name() -> None:
    registry = load(SHIPPED).registry
    view = policy_list(registry, TODAY)
    assert sorted(line.policy.path for line in view.lines) == sorted(f"policies/{id}/" for id in registry.ids())
    order = [region.label for region in registry.vocabularies["regions"]]
    keys = [(order.index(line.region.text), line.policy.text.casefold()) for line in view.lines]
    assert keys == sorted(keys)
    assert view.left_off == ""
    assert "These are the first" not in render("policy_list.html", view, view.path)


def test_a_long_list_ends_and_leads_to_the_pages_of_the_regions(tmp_path: Path) -> None:
    ids = ("cn-a", "cn-b", "eu-a", "eu-b", "us-a")
    registry = load(registry_folder(tmp_path, *(record_data(id) for id in ids))).registry
    view = policy_list(registry, TODAY, limit=3)
    assert [line.policy.path for line in view.lines] == ["policies/cn-a/", "policies/cn-b/", "policies/eu-a/"]
    assert (view.count, view.region_count) == ("5 policies", f"{len(view.regions)} regions")
    html = render("policy_list.html", view, view.path)
    assert f"5 policies of {len(registry.vocabularies['regions'].concepts)} regions." in html
    rest = html[html.index('<p class="explorer__rest">') :].partition("</p>")[0]
    assert "These are the first 3 of 5 policies." in rest
    for region, count in (("cn", "2 policies"), ("eu", "2 policies"), ("us", "1 policy")):
        assert f'href="../regions/{region}/"' in rest
        assert f"({count})" in rest
    assert html.count('<th scope="row">') == 3


def test_the_facets_count_all_policies_even_those_that_the_table_leaves_off(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, record_data("cn-a"), record_data("eu-a", topics=["trade"]))).registry
    view = policy_list(registry, TODAY, limit=1)
    assert [(facet.name, [(line.id, line.count) for line in facet.lines]) for facet in view.facets[:2]] == [
        ("region", [("cn", "1"), ("eu", "1")]),
        ("topic", [("recycling", "1"), ("trade", "1")]),
    ]


def test_the_day_of_the_record_is_a_column_only_where_it_tells_records_apart(tmp_path: Path) -> None:
    later = record_data("eu-b", history=history_data(("2026-11-23", "new", "First record.")))
    for records, shown in (((record_data("cn-a"), record_data("eu-a")), False), ((record_data("cn-a"), later), True)):
        registry = load(registry_folder(tmp_path / str(shown), *records)).registry
        view = policy_list(registry, TODAY)
        assert view.shows_recorded is shown
        html = render("policy_list.html", view, view.path)
        assert (html.count('data-label="Record of"'), "data-shows-recorded" in html) == (2 * shown, shown)


def test_the_list_says_from_which_event_a_year_is_taken() -> None:
    registry = load(SHIPPED).registry
    lines = {line.policy.path: line for line in policy_list(registry, TODAY).lines}
    regulation = lines["policies/eu-batteries-regulation/"]
    assert (regulation.since, regulation.since_what) == ("2023", "in force")
    assert {line.since_what for line in lines.values()} >= {"in force", "adopted", "published"}
