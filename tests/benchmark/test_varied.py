import json
import re
from datetime import date
from pathlib import Path

import pytest

from benchmark.browsed_site import fill, framed
from benchmark.browser import Figures, table
from benchmark.varied import varied
from policy_registry import urls
from policy_registry.overview_pages import overviews
from policy_registry.registry import Registry
from policy_registry.store import load

RECORDS, DAY = 300, date(2026, 11, 23)


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return load(Path(__file__).parents[2] / "registry").registry


@pytest.fixture(scope="module")
def registry(shipped: Registry) -> Registry:
    return varied(shipped, RECORDS)


def test_so_many_records_are_made_and_none_is_like_another(registry: Registry) -> None:
    assert len(registry) == RECORDS
    assert len({policy.title.text for policy in registry}) == RECORDS
    assert len({policy.summary for policy in registry}) == RECORDS
    assert all(re.fullmatch(rf"{policy.region}(-[a-z0-9]+)+", policy.id) for policy in registry)


def test_equal_registries_give_equal_ones(shipped: Registry, registry: Registry) -> None:
    assert varied(shipped, RECORDS).policies == registry.policies


def test_a_made_record_has_names_as_long_as_its_model(shipped: Registry, registry: Registry) -> None:
    models = list(shipped)
    for place, record in enumerate(registry.records):
        model = models[place % len(models)]
        assert record.policy.region == model.region
        for made, real in zip(record.policy.original_titles, model.original_titles, strict=True):
            assert made.language == real.language
            assert len(made.text) > len(real.text) / 2
        assert len(record.policy.summary.split()) == len(model.summary.split())
        assert [len(numbers) for numbers in record.policy.identifiers.values()] == [
            len(numbers) for numbers in model.identifiers.values()
        ]


def test_words_are_those_of_the_models_and_a_few_new_ones(shipped: Registry, registry: Registry) -> None:
    def words(registry: Registry) -> list[str]:
        texts = (text for policy in registry for text in (policy.summary, *(event.what for event in policy.events)))
        return re.findall(r"[a-z]{4,}", " ".join(texts).lower())

    known = set(words(shipped))
    made = words(registry)
    strange = sum(word not in known for word in made) / len(made)
    assert 0.001 < strange < 0.1


def test_a_built_site_is_filled_with_the_list_and_its_data(tmp_path: Path, shipped: Registry, registry: Registry) -> None:
    page = tmp_path / urls.POLICIES / "index.html"
    page.parent.mkdir()
    (tmp_path / "data").mkdir()
    first = next(one for one in overviews(shipped, DAY, (), "https://registry.example.org/") if one.path == urls.POLICIES)
    page.write_text(f"<style>a {{}}</style>{first.html}<footer>", encoding="utf-8")
    frame = framed(tmp_path, shipped, DAY)
    compared = registry.ids()[0]
    fill(tmp_path, registry, frame, [compared], DAY)
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<style>a {}</style>")
    assert f"{RECORDS} policies" in html
    explorer = json.loads((tmp_path / urls.EXPLORER_JSON).read_text(encoding="utf-8"))
    assert len(explorer["columns"]["id"]) == RECORDS
    assert (tmp_path / "data" / explorer["names"]["folder"] / "shown-1.json").exists()
    assert json.loads((tmp_path / urls.compared_json(compared)).read_text(encoding="utf-8"))["id"] == compared
    assert len(json.loads((tmp_path / urls.SEARCH_CONTENTS).read_text(encoding="utf-8"))["names"]) > RECORDS
    assert len(json.loads((tmp_path / urls.VERSIONS_JSON).read_text(encoding="utf-8"))["policies"]) == RECORDS
    with pytest.raises(ValueError, match="other records"):
        framed(tmp_path, shipped, DAY)


def test_the_table_has_a_column_for_each_size() -> None:
    lines = table([Figures(100, {"ready": "9 ms"}), Figures(10_000, {"ready": "30 ms"})]).splitlines()
    assert lines[0] == "| What a reader waits for | 100 records | 10,000 records |"
    assert lines[2] == "| ready | 9 ms | 30 ms |"
