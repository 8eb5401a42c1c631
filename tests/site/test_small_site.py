"""A strict build of a registry of three policies."""

from __future__ import annotations

import filecmp
import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builders import PROJECT, obligation_data, record_data, registry_folder, target_data, three_policies
from conftest import EPOCH
from policy_registry.archive import freeze
from policy_registry.store import load
from sites import BuiltSite, build_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("small")
    root = registry_folder(folder, *three_policies())
    for policy in load(root).registry:
        freeze(root, policy)
    return build_site(PROJECT, folder / "site", epoch=EPOCH, registry=root)


def test_every_policy_region_topic_and_version_has_its_page(site: BuiltSite) -> None:
    for id in ("cn-example", "kr-example", "eu-example"):
        assert {f"policies/{id}/", f"policies/{id}/v/1/", f"regions/{id[:2]}/"} <= set(site.pages)
    assert {"compare/topics/recycling/", "compare/metrics/recycled-content/", "calendar/", "changelog/"} <= set(site.pages)


def test_the_build_is_strict_and_without_warning(site: BuiltSite) -> None:
    assert "WARNING" not in site.output


def test_no_link_inside_the_site_is_dead(site: BuiltSite) -> None:
    assert site.dead_links() == []


def test_a_relation_is_told_from_both_sides(site: BuiltSite) -> None:
    assert "complements Example cn-example" in site.pages["policies/eu-example/"].text
    assert "is complemented by Example eu-example" in site.pages["policies/cn-example/"].text


def test_a_date_that_waits_is_called_so_and_makes_no_deadline(site: BuiltSite) -> None:
    page = site.pages["policies/kr-example/"].text.replace("\u00a0", " ")
    assert "The later of 18 February 2025 and 12 months after the delegated act" in page
    assert "date passed, still pending" in page
    calendar = site.pages["calendar/"].text
    assert calendar.index("Waiting for a later act") < calendar.rindex("Example kr-example")


def test_a_frozen_page_points_to_the_current_one_and_stays_out_of_search_engines(site: BuiltSite) -> None:
    page = site.pages["policies/eu-example/v/1/"].html
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/policies/eu-example/">' in page
    assert "kept as it is. It is the newest version" in page


def test_original_titles_carry_their_language(site: BuiltSite) -> None:
    assert site.pages["policies/kr-example/"].languages["이차전지 산업 혁신전략"] == "ko"


def test_two_builds_of_one_tree_are_equal_to_the_byte(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, *three_policies())
    one = build_site(PROJECT, tmp_path / "one", epoch=EPOCH, registry=root).folder
    two = build_site(PROJECT, tmp_path / "two", epoch=EPOCH, registry=root).folder
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    _, different, broken = filecmp.cmpfiles(one, two, [str(name) for name in names], shallow=False)
    assert (different, broken) == ([], [])


def test_markup_in_a_record_stays_text(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script> & <b x="y">\''
    root = registry_folder(
        tmp_path,
        record_data(
            short_title=f"T {evil}",
            title={"text": evil, "language": "en"},
            summary=f"S {evil}",
            targets=[target_data(what=f"W {evil}", scope=evil, note=evil)],
            obligations=[obligation_data(what=f"D {evil}", who_exactly=evil)],
        ),
    )
    site = build_site(PROJECT, tmp_path / "site", epoch=EPOCH, registry=root)
    for page in site.pages.values():
        assert "<script>alert(1)" not in page.html, page.path
        assert '<b x="y">' not in page.html, page.path
    assert evil in site.pages["policies/eu-example/"].text


def test_a_faulty_registry_is_not_built_and_says_why(tmp_path: Path) -> None:
    root = registry_folder(tmp_path, record_data(status="in-froce"))
    output = build_site(PROJECT, tmp_path / "site", epoch=EPOCH, registry=root, expect=1).output
    assert 'eu-example.yml:12:9: error[vocabulary-term] status: "in-froce"' in output
    assert "Traceback" not in output


def test_links_of_a_frozen_page_to_its_own_facts_stay_there(site: BuiltSite) -> None:
    links = site.pages["policies/eu-example/v/1/"].links
    assert "#oj" in links
    assert not [link for link in links if link.startswith("../../#")]
    assert "../../" in links


def test_a_repository_gives_edit_links_and_no_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = PROJECT / "registry"
    monkeypatch.setenv("REPO_URL", "https://github.com/example/registry")
    site = build_site(PROJECT, tmp_path / "site", epoch=EPOCH, registry=shipped)
    page = site.pages["policies/eu-afir/"]
    assert "https://github.com/example/registry/edit/main/registry/policies/eu/eu-afir.yml" in page.links
    assert "data-md-component=source" not in page.html.replace('"', "")


def test_a_registry_elsewhere_gives_no_edit_links(site: BuiltSite) -> None:
    assert "How to propose a change" in site.pages["policies/eu-example/"].text


def test_the_headers_let_nobody_frame_a_page_but_the_embeds(site: BuiltSite) -> None:
    lines = (site.folder / "_headers").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "/*"
    assert "  X-Content-Type-Options: nosniff" in lines
    own = [line for line in lines[1:] if line.startswith("/")]
    assert [lines[lines.index(pattern, 1) + 1] for pattern in own] == [
        "  Content-Security-Policy: frame-ancestors 'none'"
    ] * len(own)

    def is_own(address: str) -> bool:
        return any(address == pattern or (pattern.endswith("*") and address.startswith(pattern[:-1])) for pattern in own)

    framed = {path for path in site.pages if not is_own(f"/{path}")}
    assert framed == {path for path in site.pages if path.startswith("embed/")}
    assert {"", "404.html", "rules/cited/", "contribute/code/"} <= set(site.pages) - framed
    assert is_own("/index.html")


def test_the_sitemap_names_each_page_once_each_current_record_and_no_frozen_version(site: BuiltSite) -> None:
    text = (site.folder / "sitemap.xml").read_bytes()
    found = [entry.text or "" for entry in ElementTree.fromstring(text).iter() if entry.tag.endswith("}loc")]
    paths = [address.removeprefix("http://127.0.0.1:8000/") for address in found]
    assert len(paths) == len(set(paths))
    for id in ("cn-example", "kr-example", "eu-example"):
        assert {f"policies/{id}/", f"policies/{id}/changes/"} <= set(paths)
    assert [path for path in paths if "/v/" in path] == []
    assert set(paths) <= set(site.pages)
    assert gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()) == text
