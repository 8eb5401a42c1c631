"""Which numbers of a metric may stand in one table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders import record_data, registry_folder, target_data
from policy_registry.like_numbers import like_numbers
from policy_registry.store import load

CAPACITY = {"metric": "production-capacity", "unit": "GWh-per-year"}


def capacity(whole: str) -> dict[str, Any]:
    return target_data(**CAPACITY, measured_as=whole)


def countings(folder: Path, **wholes: str) -> list[tuple[str, int]]:
    records = [record_data(f"{region}-example", region=region, targets=[capacity(whole)]) for region, whole in wholes.items()]
    registry = load(registry_folder(folder, *records)).registry
    return sorted((whole, len(facts)) for (_, whole), facts in like_numbers(registry, "production-capacity").items())


def test_what_two_regions_count_each_of_itself_is_counted_alike(tmp_path: Path) -> None:
    found = countings(tmp_path, eu="batteries made in the EU", jp="batteries made in Japan", kr="batteries made in South Korea")
    assert found == [("batteries made in the region itself", 3)]


def test_what_one_region_counts_keeps_its_words(tmp_path: Path) -> None:
    assert countings(tmp_path, jp="batteries made in Japan") == [("batteries made in Japan", 1)]


def test_what_a_region_counts_of_another_keeps_its_words(tmp_path: Path) -> None:
    found = countings(tmp_path, eu="batteries made in the EU", jp="batteries made in Japan", us="batteries made in China")
    assert found == [("batteries made in China", 1), ("batteries made in the region itself", 2)]


def test_the_same_words_are_at_home_only_for_the_region_that_they_name(tmp_path: Path) -> None:
    words = "batteries made in Japan"
    assert countings(tmp_path / "two", cn=words, jp=words) == [(words, 2)]
    with_the_eu = countings(tmp_path / "three", cn=words, eu="batteries made in the EU", jp=words)
    assert with_the_eu == [(words, 1), ("batteries made in the region itself", 2)]
