"""A built site whose records have changed: frozen pages, changes, tombstones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import PROJECT, event_data, obligation_data, record_data, registry_folder, target_data, write_record
from checkers import html_findings
from conftest import EPOCH
from policy_registry.cli import main
from policy_registry.writing import yaml_text
from sites import BuiltSite, build_site

SUMMARIES = ("The share was given as 16 %; Art. 8(2) says 18 %.", "Due diligence starts two years later.")


def step(root: Path, cause: str, summary: str, **changes: object) -> None:
    """Edit the record, open its next version and freeze it."""
    file = root / "policies/eu/eu-example.yml"
    kept = file.read_text(encoding="utf-8")
    version = kept.partition("version: ")[2].partition("\n")[0]
    history = kept.partition("history:\n")[2]
    data = record_data("eu-example", version=version, **changes)
    data.pop("history")
    write_record(root, f"{yaml_text(data)}history:\n{history}", "eu-example")
    for arguments in (["revise", "eu-example", "--cause", cause, "--summary", summary], ["freeze"]):
        done = CliRunner().invoke(main, ["--root", str(root), *arguments], env={"SOURCE_DATE_EPOCH": EPOCH})
        assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("versions")
    old = record_data("eu-old", short_title="Old name")
    root = registry_folder(folder, record_data("eu-example", obligations=[obligation_data()]), record_data("eu-new"), old)
    CliRunner().invoke(main, ["--root", str(root), "freeze"], env={"SOURCE_DATE_EPOCH": EPOCH})
    step(root, "correction", SUMMARIES[0], targets=[target_data(value="18")])
    postponed = event_data(id="postponed-2026", kind="postponed", date="2026-06-01", what="A later act moves the date")
    later = {"targets": [target_data(value="18")], "events": [event_data(), postponed]}
    later["obligations"] = [obligation_data(applies_from="2029-02-18")]
    step(root, "law-change", SUMMARIES[1], **later)
    (root / "policies/eu/eu-old.yml").unlink()
    retired = {"id": "eu-old", "name": "Old name", "kind": "moved", "on": "2026-11-21", "reason": "It has a new name.",
               "successors": ["eu-new"]}  # fmt: skip
    (root / "retired.yml").write_text(yaml_text({"retired": [retired]}), encoding="utf-8")
    return build_site(PROJECT, folder / "site", epoch=EPOCH, registry=root)


def page(site: BuiltSite, path: str) -> str:
    return site.pages[path].text.replace("\u00a0", " ")


def test_a_frozen_page_says_what_it_is_and_what_came_after(site: BuiltSite) -> None:
    first = page(site, "policies/eu-example/v/1/")
    assert "Version 1 of 22 November 2026 , kept as it was. It was replaced on 23 November 2026" in first
    assert all(summary in first for summary in SUMMARIES)
    banner = site.pages["policies/eu-example/v/2/"].html.partition('<aside class="banner"')[2].partition("</aside>")[0]
    assert SUMMARIES[1] in banner
    assert SUMMARIES[0] not in banner
    newest = page(site, "policies/eu-example/v/3/")
    assert "kept as it is. It is the newest version" in newest


def test_a_frozen_page_names_its_neighbours_to_machines(site: BuiltSite) -> None:
    html = site.pages["policies/eu-example/v/2/"].html
    for relation, address in (
        ("predecessor-version", "../1/"),
        ("successor-version", "../3/"),
        ("latest-version", "../../"),
        ("version-history", "../../changes/"),
        ("original", "../../"),
    ):
        assert f'<link rel="{relation}" href="{address}"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/policies/eu-example/">' in html
    current = site.pages["policies/eu-example/"].html
    assert '<link rel="predecessor-version" href="v/2/">' in current
    assert "successor-version" not in current


def test_the_page_of_changes_tells_each_step_with_cause_and_grade(site: BuiltSite) -> None:
    text = page(site, "policies/eu-example/changes/")
    assert text.index("Version 3") < text.index("Version 2") < text.index("Version 1")
    assert "The law changed, and the record follows." in text
    assert "Our record changed; the law did not." in text
    assert "Minimum recycled cobalt by 18 August 2031" in text
    html = site.pages["policies/eu-example/changes/"].html
    for path in ("events[postponed-2026]", "obligations[passport].applies_from", "targets[recycled-cobalt-2031].value"):
        assert html.count(f'data-path="{path}"') == 1


def test_the_steps_are_data_too(site: BuiltSite) -> None:
    data = json.loads((site.folder / "policies/eu-example/changes.json").read_text(encoding="utf-8"))
    assert [(step["version"], step["cause"], step["grade"]) for step in data["steps"]] == [
        (3, "law-change", "major"), (2, "correction", "major"), (1, "new", "major"),
    ]  # fmt: skip
    assert [change["words"] for change in data["steps"][1]["changes"]] == [
        "Minimum recycled cobalt by 2031-08-18: 16 % -> 18 %"
    ]


def test_the_changelog_links_each_version_to_its_difference(site: BuiltSite) -> None:
    assert {"../policies/eu-example/changes/#v3", "../policies/eu-example/changes/#v2"} <= set(site.pages["changelog/"].links)
    text = page(site, "changelog/")
    assert text.count(SUMMARIES[0]) == text.count(SUMMARIES[1]) == 1


def test_a_retired_id_keeps_its_addresses(site: BuiltSite) -> None:
    text = page(site, "policies/eu-old/")
    assert "This record stands under another name now. 21 November 2026 . It has a new name." in text
    assert {"../eu-new/", "v/1/", "changes/"} <= set(site.pages["policies/eu-old/"].links)
    tombstone = json.loads((site.folder / "policies/eu-old/record.json").read_text(encoding="utf-8"))
    assert tombstone == {
        "id": "eu-old", "retired": "2026-11-21", "kind": "moved", "reason": "It has a new name.",
        "successors": [{"id": "eu-new", "path": "policies/eu-new/"}],
    }  # fmt: skip
    assert "The record was retired on 21 November 2026" in page(site, "policies/eu-old/v/1/")
    for name in ("record.yml", "timemap.json", "timemap.link", "feed.atom", "feed.json", "changes.json", "v/1/record.yml"):
        assert (site.folder / "policies/eu-old" / name).is_file(), name
    assert "Old name" in page(site, "changelog/")
    assert "eu-old" not in (site.folder / "data/policies.json").read_text(encoding="utf-8")


def test_no_link_is_dead(site: BuiltSite) -> None:
    assert site.dead_links() == []


def test_pages_of_what_changed_and_what_is_gone_break_no_rule_of_html(site: BuiltSite) -> None:
    pages = [page.file.relative_to(site.folder).as_posix() for path, page in site.pages.items() if "/eu-" in path]
    assert html_findings(site.folder, pages) == []
