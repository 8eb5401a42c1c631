from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest

from policy_registry import urls


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("policies/eu-x/", "", "policies/eu-x/"),
        ("policies/eu-x/", "regions/eu/", "../../policies/eu-x/"),
        ("policies/eu-x/#passport", "policies/eu-x/", "#passport"),
        ("policies/eu-x/#passport", "policies/", "eu-x/#passport"),
        ("policies/eu-x/v/1/", "policies/eu-x/", "v/1/"),
        ("policies/eu-x/record.json", "policies/eu-x/", "record.json"),
        ("", "policies/eu-x/", "../../"),
        ("policies/", "policies/", "./"),
    ],
)
def test_links_work_from_any_folder(target: str, page: str, link: str) -> None:
    assert urls.relative(target, page) == link


def test_no_repository_gives_no_edit_link() -> None:
    assert urls.edit("", "registry/policies/eu/eu-x.yml") == ""
    assert urls.edit("https://example.org/r/", "a.yml") == "https://example.org/r/edit/main/a.yml"


def test_a_wrong_value_leads_to_a_filled_in_form() -> None:
    assert urls.report("", "eu-x", 2, "cobalt", "16 %") == ""
    address = urls.report("https://example.org/r/", "eu-x", 2, "cobalt", "16\u00a0% & <more>, 韓国#1")
    way, _, query = address.partition("?")
    assert way == "https://example.org/r/issues/new"
    assert dict(parse_qsl(query, strict_parsing=True)) == {
        "template": "correct-a-value.yml", "title": "eu-x: cobalt", "record": "eu-x", "version": "2", "fact": "cobalt",
        "value": "16\u00a0% & <more>, 韓国#1",
    }  # fmt: skip
    assert re.fullmatch(r"[A-Za-z0-9%&=._~-]+", query)
