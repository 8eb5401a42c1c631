"""Official numbers asked of an ordinary file server, as a reader or a program asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import urlopen

import pytest

from builders import PROJECT, SHIPPED, record_data, registry_folder
from conftest import EPOCH
from policy_registry import urls
from policy_registry.identifiers import numbers
from policy_registry.registry import Registry
from policy_registry.store import load
from servers import serving
from sites import BuiltSite, build_site

FORWARD = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture(scope="module")
def server(shipped_site: BuiltSite) -> Iterator[str]:
    with serving(shipped_site.folder) as address:
        yield address


@cache
def read(address: str) -> str:
    with urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def wholly_encoded(text: str) -> str:
    """Every byte percent-encoded, letters, slashes and all."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def way(scheme: str, value: str) -> str:
    """What a reader writes after the numbering system."""
    return value.partition("/eli/")[2] if scheme == "eli" else value


def led_to(page: str, address: str) -> str:
    """The path of the record to which a page at an address leads; it is asked for too."""
    (target,) = (urljoin(address, unescape(found)) for found in FORWARD.findall(page))
    assert "record-head" in read(target)
    return urlsplit(target).path.lstrip("/")


@pytest.mark.parametrize("encode", [partial(quote, safe="/()"), wholly_encoded], ids=["plain", "encoded"])
def test_every_number_of_every_record_leads_to_its_record(server: str, registry: Registry, encode: partial[str]) -> None:
    carriers: dict[tuple[str, str], list[str]] = {}
    for policy in registry:
        for number in numbers(policy):
            carriers.setdefault((number.scheme, number.value), []).append(policy.id)
    assert carriers
    for (scheme, value), ids in carriers.items():
        address = f"{server}id/{scheme}/{encode(way(scheme, value))}/"
        page = read(address)
        if len(ids) == 1:
            assert led_to(page, address) == urls.policy(ids[0]), (scheme, value)
            assert urlsplit(CANONICAL.findall(page)[0]).path == f"/{urls.policy(ids[0])}"
        else:
            assert FORWARD.findall(page) == [], (scheme, value)


def test_a_number_of_several_records_lists_just_these(shipped_site: BuiltSite, registry: Registry) -> None:
    carriers: dict[str, set[str]] = {}
    for policy in registry:
        for number in numbers(policy):
            carriers.setdefault(urls.identifier(number.scheme, number.value), set()).add(policy.id)
    choices = {unquote(path): ids for path, ids in carriers.items() if len(ids) > 1}
    assert choices
    for path, ids in choices.items():
        page = shipped_site.pages[path]
        listed = {link for link in page.links if re.fullmatch(r"(\.\./)+policies/[^/]+/", link)}
        assert {link.split("/")[-2] for link in listed} == ids, path
        assert '<meta name="robots" content="noindex">' in page.html


def test_brackets_of_any_keyboard_do_as_well(server: str) -> None:
    address = f"{server}id/cn-document/{quote('国发[2012]22号')}/"
    assert led_to(read(address), address) == "policies/cn-nev-plan-2012-2020/"


def test_a_number_that_no_record_carries_leads_nowhere(server: str) -> None:
    with pytest.raises(HTTPError, match="404") as caught:
        read(f"{server}id/celex/32099R9999/")
    caught.value.close()


def test_the_page_of_numbering_systems_has_one_example_of_each_in_use(shipped_site: BuiltSite, registry: Registry) -> None:
    page = shipped_site.pages["id/"]
    used = {number.scheme for policy in registry for number in numbers(policy)}
    examples = [link for link in page.links if link.split("/")[0] in used]
    assert sorted(link.split("/")[0] for link in examples) == sorted(used)
    for scheme in registry.vocabularies["identifier-schemes"]:
        assert scheme.id in page.ids
        assert scheme.definition in page.text


def test_the_pages_that_lead_on_are_small_and_stay_out_of_search_engines(shipped_site: BuiltSite) -> None:
    page = shipped_site.pages["id/celex/32023R1542/"]
    assert len(page.html.encode()) < 1500
    assert '<meta name="robots" content="noindex">' in page.html
    assert page.text == "CELEX 32023R1542 CELEX 32023R1542 This number is recorded under EU Batteries Regulation ."


def test_hostile_numbers_stay_inside_their_folder(tmp_path: Path) -> None:
    hostile = [
        "../../../outside", "..", ".", "/etc/passwd", "a//b", "a\\..\\b", "index.html", "x/index.html", "x", "%2e%2e/%2e%2e/x",
        "a%2Fb", '"><script>alert(1)</script>', "a#b?c", "x" * 300, "号" * 100, "'; url=elsewhere",
    ]  # fmt: skip
    root = registry_folder(tmp_path, record_data(identifiers={"document-number": hostile}), record_data("kr-other"))
    site = build_site(PROJECT, tmp_path / "site", epoch=EPOCH, registry=root)
    assert {path.name for path in tmp_path.iterdir()} == {"registry", "site"}
    made = {path.removeprefix("id/document-number/") for path in site.pages if path.startswith("id/") and path != "id/"}
    assert made == {"x/", "%2e%2e/%2e%2e/x/", "a%2Fb/", '"><script>alert(1)</script>/', "a#b?c/", "'; url=elsewhere/"}
    with serving(site.folder) as server:
        for path in made:
            assert "<script>" not in site.pages[f"id/document-number/{path}"].html
            plain = f"{server}id/document-number/{quote(path)}"
            assert led_to(read(plain), plain) == "policies/eu-example/"
            assert read(f"{server}id/document-number/{wholly_encoded(path)}") == read(plain)
    assert [dead for dead in site.dead_links() if dead.startswith("id/")] == []
