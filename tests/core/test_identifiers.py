"""Official numbers: which address each has, and what comes to one address."""

from __future__ import annotations

from typing import Any

import pytest

from builders import a_policy
from policy_registry import urls
from policy_registry.identifiers import eli, plain, signposts


def posts(**records: dict[str, Any]) -> dict[str, list[str]]:
    policies = [a_policy(id.replace("_", "-"), identifiers=identifiers) for id, identifiers in records.items()]
    return {post.path: [policy.id for policy in post.policies] for post in signposts(policies)}


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("celex", "32023R1542", "id/celex/32023R1542/"),
        ("procedure", "2020/0353(COD)", "id/procedure/2020/0353%28COD%29/"),
        ("cn-document", "国发〔2012〕22号", "id/cn-document/%E5%9B%BD%E5%8F%91%E3%80%942012%E3%80%9522%E5%8F%B7/"),
        ("eli", "http://data.europa.eu/eli/reg/2023/1542/oj", "id/eli/reg/2023/1542/oj/"),
        ("document-number", "No. 5 #1?", "id/document-number/No.%205%20%231%3F/"),
        ("document-number", "100%", "id/document-number/100%25/"),
        ("document-number", "...", "id/document-number/.../"),
    ],
)
def test_a_number_has_the_address_of_its_spelling(scheme: str, value: str, address: str) -> None:
    assert urls.identifier(scheme, value) == address


@pytest.mark.parametrize(
    "value",
    [
        "", "/", ".", "..", "../../policies", "a/../b", "a/./b", "/a", "a/", "a//b", "a\\b", "a\nb", "a\x00b", "a\u200bb",
        "a\ud800", "index.html", "a/Index.HTML", "x" * 256, "号" * 86, "/".join("x" * 200 for _ in range(6)),
    ],
)  # fmt: skip
def test_what_no_folder_can_be_named_has_no_address(value: str) -> None:
    assert urls.identifier("document-number", value) == ""
    assert urls.identifier("eli", f"http://data.europa.eu/eli/{value}") == ""


def test_the_longest_name_of_a_folder_has_an_address() -> None:
    assert urls.identifier("document-number", "x" * 255)
    assert urls.identifier("document-number", "号" * 85)


def test_a_scheme_cannot_leave_the_folder_either() -> None:
    assert urls.identifier("..", "x") == urls.identifier("../..", "x") == ""


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        ("国发〔2012〕22号", "国发[2012]22号"),
        ("ＧＢ 38031－2025", "GB 38031-2025"),
        ("COM(2018)\u00a0293", "COM(2018) 293"),
        ("H.R. 1", "H.R. 1"),
    ],
)
def test_a_plain_spelling_needs_only_a_keyboard(value: str, spelling: str) -> None:
    assert plain(value) == spelling


def test_each_spelling_leads_to_the_record() -> None:
    found = posts(cn_one={"cn-document": "国发〔2012〕22号"})
    assert found == {
        urls.identifier("cn-document", "国发[2012]22号"): ["cn-one"],
        urls.identifier("cn-document", "国发〔2012〕22号"): ["cn-one"],
    }


def test_policies_that_carry_one_number_stand_together() -> None:
    assert posts(us_one={"public-law": "117-169"}, us_two={"public-law": ["117-169", "119-21"]}) == {
        "id/public-law/117-169/": ["us-one", "us-two"],
        "id/public-law/119-21/": ["us-two"],
    }


def test_two_numbers_that_come_to_one_address_stand_together() -> None:
    found = posts(cn_one={"cn-document": "国发〔2012〕22号"}, cn_two={"cn-document": "国发[2012]22号"})
    assert found[urls.identifier("cn-document", "国发[2012]22号")] == ["cn-one", "cn-two"]
    assert found[urls.identifier("cn-document", "国发〔2012〕22号")] == ["cn-one"]


def test_one_policy_with_two_spellings_of_a_number_is_no_choice() -> None:
    found = posts(cn_one={"cn-document": ["国发〔2012〕22号", "国发[2012]22号"]})
    assert found[urls.identifier("cn-document", "国发[2012]22号")] == ["cn-one"]


def test_numbering_systems_do_not_mix() -> None:
    assert posts(us_one={"bill": "1"}, us_two={"executive-order": "1"}) == {
        "id/bill/1/": ["us-one"],
        "id/executive-order/1/": ["us-two"],
    }


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("http://data.europa.eu/eli/reg/2023/1542/oj", "http://data.europa.eu/eli/reg/2023/1542/oj"),
        (["http://data.europa.eu/eli/reg/1/oj", "http://data.europa.eu/eli/reg/2/oj"], ""),
        ("reg/2023/1542/oj", ""),
        ("http://data.europa.eu/eli/reg/2023 1542", ""),
    ],
)
def test_a_law_has_an_eli_where_there_is_one_address(value: Any, found: str) -> None:
    assert eli(a_policy(identifiers={"eli": value})) == found
