from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import record_data, registry_folder, retire
from policy_registry.archive import freeze
from policy_registry.cli import main
from policy_registry.first_version import proposed_id
from policy_registry.policy import Policy
from policy_registry.store import load

GIVEN = {
    "--region": "kr",
    "--title": "Battery industry plan",
    "--language": "ko",
    "--original-title": "이차전지 산업 계획",
    "--short-title": "Battery Industry Plan",
    "--instrument": "plan",
    "--status": "adopted",
    "--since": "2024-02",
    "--bindingness": "non-binding",
    "--topic": "recycling",
    "--passed-by": "Ministry of Trade",
    "--summary": "A plan. It asks for recycling.",
    "--source-title": "계획",
    "--source-publisher": "Ministry of Trade",
    "--source-url": "https://example.org/plan",
    "--source-language": "ko",
    "--source-kind": "primary",
    "--source-consulted": "excerpt",
    "--id": "kr-battery-industry-plan",
}


def run(root: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], input=answers, env={"SOURCE_DATE_EPOCH": "1795392000"})


def options(**changes: str | None) -> list[str]:
    given = GIVEN | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return [word for name, value in given.items() if value is not None for word in (name, value)]


def test_options_alone_make_a_record_that_the_check_accepts(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    result = run(root, "new", *options(), "--topic", "safety")
    assert result.exit_code == 0, result.output
    assert run(root, "check").exit_code == 0
    assert run(root, "fix", "--check").exit_code == 0
    (policy,) = load(root).registry.policies
    assert (policy.id, policy.version, policy.topics) == ("kr-battery-industry-plan", 1, ("recycling", "safety"))
    assert [(title.text, title.language) for title in policy.original_titles] == [("이차전지 산업 계획", "ko")]
    assert [(event.kind, str(event.date)) for event in policy.events] == [("adopted", "2024-02")]
    assert (policy.sources[0].consulted, str(policy.sources[0].consulted_on)) == ("excerpt", "2026-11-23")
    assert policy.verified == ()


def test_what_no_option_says_is_asked_until_the_answer_will_do(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    answers = ["eu", "Battery Act", "", "Battery Act", "regulatoin", "regulation", "in-force", "18.02.2024", "2024-02-18"]
    answers += ["binding", "recycling, safety", "Parliament; Council", "It asks.", "The act", "Journal", "example", ""]
    answers += ["", "", "not-consulted", ""]
    result = run(root, "new", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert 'did you mean "regulation"?' in result.stderr
    assert "write 2024-02-18" in result.stderr
    assert '"example" is not a web address' in result.stderr
    policy = load(root).registry.policy("eu-battery-act")
    assert policy is not None
    assert (policy.topics, policy.passed_by) == (("recycling", "safety"), ("Parliament", "Council"))
    assert (policy.original_titles, policy.sources[0].url, policy.sources[0].consulted_on) == ((), None, None)
    assert run(root, "check").exit_code == 0


@pytest.mark.parametrize("status", ["announced", "proposed", "adopted", "in-force", "suspended", "repealed", "active"])
def test_every_status_gets_the_event_that_it_needs(tmp_path: Path, status: str) -> None:
    root = registry_folder(tmp_path)
    assert run(root, "new", *options(status=status)).exit_code == 0
    assert run(root, "check").exit_code == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"region": "kp"}, '--region: "kp" is not in vocabularies/regions.yml'),
        ({"topic": "recyclng"}, '--topic: "recyclng" is not in vocabularies/topics.yml; did you mean "recycling"?'),
        ({"since": "18.02.2024"}, '--since: "18.02.2024" is not a date; write 2024-02-18'),
        ({"source_url": "example.org"}, '--source-url: "example.org" is not a web address'),
        ({"source_consulted": "some"}, '--source-consulted: "some" is not one of full, provisions'),
        ({"id": "eu-plan"}, '--id: "eu-plan" does not begin with its region'),
        ({"id": "kr-Plan"}, '--id: "kr-Plan" does not have the form that `id` needs'),
        ({"title": None}, "--title is missing, and there is nobody to ask"),
    ],
)
def test_an_option_that_will_not_do_ends_with_2_and_writes_nothing(
    tmp_path: Path, changes: dict[str, str | None], said: str
) -> None:
    root = registry_folder(tmp_path)
    result = run(root, "new", *options(**changes))
    assert result.exit_code == 2
    assert said in result.stderr
    assert list((root / "policies").rglob("*.yml")) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"original_title": "Icheonjiji"}, "holds no letter of the script"),
        ({"since": "2027-01-01"}, "no event of kind adopted or published has happened"),
    ],
)
def test_what_a_rule_refuses_is_not_written(tmp_path: Path, changes: dict[str, str | None], said: str) -> None:
    root = registry_folder(tmp_path)
    result = run(root, "new", *options(**changes))
    assert result.exit_code == 1
    assert said in result.stderr
    assert list((root / "policies").rglob("*.yml")) == []


def test_a_record_that_exists_or_did_keeps_its_id(tmp_path: Path) -> None:
    old = record_data("kr-old")
    root = registry_folder(tmp_path, record_data("kr-one"), old)
    freeze(root, Policy.model_validate(old))
    retire(root, {"id": "kr-old", "name": "Old", "kind": "withdrawn", "on": "2026-11-22", "reason": "Gone."})
    (root / "policies/kr/kr-broken.yml").write_text("id: [", encoding="utf-8")
    before = {path: path.read_bytes() for path in (root / "policies").rglob("*.yml")}
    for id in ("kr-one", "kr-old", "kr-broken"):
        result = run(root, "new", *options(id=id))
        assert result.exit_code == 2
        assert f'"{id}" is the id of another record, now or before' in result.stderr
    assert {path: path.read_bytes() for path in (root / "policies").rglob("*.yml")} == before


def test_a_cell_that_says_there_is_none_is_named(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    (root / "coverage.yml").write_text("cells:\n- topic: recycling\n  region: kr\n  state: not-checked\n", encoding="utf-8")
    result = run(root, "new", *options())
    assert result.exit_code == 1
    assert "kr-battery-industry-plan.yml: written" in result.stdout
    assert "error[coverage]" in result.stdout


@pytest.mark.parametrize(
    ("region", "short_title", "id"),
    [
        ("eu", "EU Batteries Regulation", "eu-batteries-regulation"),
        ("us", "Inflation Reduction Act, §45X", "us-inflation-reduction-act-45x"),
        ("kr", "이차전지", "kr"),
        ("eu", "Règlement d'exécution", "eu-reglement-dexecution"),
        ("jp", "word " * 30, "jp" + "-word" * 11),
    ],
)
def test_the_id_is_proposed_from_region_and_short_title(region: str, short_title: str, id: str) -> None:
    assert proposed_id(region, short_title) == id
