from __future__ import annotations

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
