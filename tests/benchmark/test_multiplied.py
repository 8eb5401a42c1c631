from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmark.multiplied import multiply
from policy_registry.checking import check
from policy_registry.store import Loaded, load

SHIPPED = Path(__file__).parents[2] / "registry"
RECORDS = 200


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registry")
    multiply(SHIPPED, folder, RECORDS)
    return folder


@pytest.fixture(scope="module")
def loaded(root: Path) -> Loaded:
    return load(root)


def test_a_multiplied_registry_has_so_many_records_and_no_problem(loaded: Loaded) -> None:
    assert len(loaded.registry) == RECORDS
    assert [str(problem) for problem in check(loaded, date(2026, 11, 23))] == []


def _series(root: Path, kind: str) -> Iterator[tuple[Path, Path]]:
    """Each file of a shipped record, and the same of the next series where there is one."""
    for path in sorted((SHIPPED / kind).rglob("*.yml")):
        way = path.relative_to(SHIPPED)
        id = path.stem if kind == "policies" else path.parent.name
        further = root / str(way).replace(id, f"{id}-1")
        if further.exists():
            yield path, further


@pytest.mark.parametrize("kind", ["policies", "versions"])
def test_a_further_record_is_as_long_as_its_model(root: Path, kind: str) -> None:
    pairs = list(_series(root, kind))
    assert len(pairs) > 80
    for model, further in pairs:
        # The number of the series stands in the id, the short title and the ids that relations name.
        added = len(further.read_bytes()) - len(model.read_bytes())
        assert 0 < added < 100, further


def test_a_further_record_has_as_many_versions_as_its_model(loaded: Loaded) -> None:
    frozen = loaded.registry.frozen
    for id in (policy.id for policy in loaded.registry if f"{policy.id}-1" in frozen):
        assert len(frozen[f"{id}-1"]) == len(frozen[id]), id


def test_relations_lead_to_the_same_series_and_never_out_of_the_registry(loaded: Loaded) -> None:
    by_id = {policy.id: policy for policy in loaded.registry}
    within = 0
    for policy in loaded.registry:
        for target in (relation.target for relation in policy.relations if relation.target):
            assert target in by_id
            if policy.id.endswith("-1"):
                within += target.endswith("-1")
                assert target.endswith("-1") or f"{target}-1" not in by_id
    assert within


def test_fewer_records_than_the_source_holds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least"):
        multiply(SHIPPED, tmp_path, 3)
