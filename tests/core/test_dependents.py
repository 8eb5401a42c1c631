from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import (
    CITATION,
    TODAY,
    history_data,
    obligation_data,
    publish,
    record_data,
    registry_folder,
    retire,
    target_data,
    write_record,
)
from policy_registry.dependents import named, naming
from policy_registry.place import Place
from policy_registry.registry import Registry
from policy_registry.site import SitePlan, plan_site
from policy_registry.store import load, read_again
from policy_registry.writing import yaml_text

RELATED = [{"id": "beside", "type": "complements", "target": "eu-one", "citation": CITATION}]
AMENDED = history_data(("2026-11-22", "new", "The record was written."), ("2026-11-22", "law-change", "Nothing is named."))
EARLIER = {"until": "2026-01-31", "changed_by": "eu-one", "citation": CITATION}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Each of these names the first record in another way, but for the last, which names none."""
    before = record_data("kr-before", relations=RELATED)
    root = registry_folder(
        tmp_path,
        record_data("eu-one", relations=[RELATED[0] | {"target": "jp-target"}]),
        record_data("cn-related", relations=RELATED),
        record_data("eu-duty", obligations=[obligation_data(earlier=[EARLIER | {"applies_from": "2026-02-18"}])]),
        record_data("eu-number", targets=[target_data(earlier=[EARLIER | {"value": "12"}])]),
        record_data("jp-target"),
        record_data("us-alone"),
    )
    publish(root, before, record_data("kr-gone"))
    write_record(root, yaml_text(record_data("kr-before", version="2", history=AMENDED)), "kr-before")
    gone = {"id": "kr-gone", "name": "Gone", "kind": "merged", "on": "2026-11-22", "reason": "Merged."}
    retire(root, gone | {"successors": ["eu-one"]})
    return root


@pytest.fixture
def registry(root: Path) -> Registry:
    return load(root).registry


def test_a_record_is_named_in_relations_changed_facts_older_versions_and_by_those_it_took_over(registry: Registry) -> None:
    assert naming(registry, ["eu-one"]) == {"cn-related", "eu-duty", "eu-number", "kr-before", "kr-gone"}
    assert naming(registry, ["us-alone"]) == set()


def test_a_record_names_what_it_relates_to_now(registry: Registry) -> None:
    assert named(registry, ["eu-one"]) == {"jp-target"}
    assert named(registry, ["eu-one", "cn-related"]) == {"jp-target", "eu-one"}
    assert named(registry, ["kr-before", "kr-gone"]) == set()


def test_two_records_that_name_each_other_are_both_told(registry: Registry) -> None:
    assert {"eu-one", "cn-related"} <= naming(registry, ["eu-one", "jp-target"])


def test_an_edit_of_everything_changes_what_belongs_to_no_other_id(root: Path) -> None:
    """Found by making everything: the pages and files of every id before and after."""
    loaded = load(root)
    path = root / "policies/eu/eu-one.yml"
    write_record(
        root,
        yaml_text(record_data("eu-one", short_title="Other", title={"text": "Other", "language": "en"}, status="repealed",
                              topics=["safety"], summary="Other.", targets=None, obligations=None)),
        "eu-one",
    )  # fmt: skip
    again = read_again(loaded, [path.relative_to(root).as_posix()])
    assert again.registry.policy("eu-one") == load(root).registry.policy("eu-one")
    before, after = (plan_site(one.registry, TODAY, Place()) for one in (loaded, again))
    others = {id for id in before.ids if made(before, id) != made(after, id)} - {"eu-one"}
    assert others
    expected = naming(after.registry, ["eu-one"]) | named(before.registry, ["eu-one"]) | named(after.registry, ["eu-one"])
    assert others == expected


def made(plan: SitePlan, id: str) -> tuple[object, ...]:
    return (*plan.record_pages(id), *(replace(file, source=file.content) for file in plan.record_files(id)))
