"""A filled-in form as a record: `registry from-issue`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from builders import PROJECT, SHIPPED, record_data, registry_folder, source_data, target_data
from policy_registry.cli import main
from policy_registry.evidence import Citation
from policy_registry.filled_forms import FACTS
from policy_registry.issue_forms import CORRECTION, FORMS, LONGEST_BODY, NO_ANSWER, PROPOSAL, FormError, IssueForm, read_form
from policy_registry.policy import Policy
from policy_registry.store import load
from policy_registry.vocabulary_files import load_vocabularies

EPOCH = {"SOURCE_DATE_EPOCH": "1795392000"}
ISSUE_FORMS = PROJECT / ".github" / "ISSUE_TEMPLATE"
SOURCE = {
    "source_title": "Corrigendum",
    "source_publisher": "Official Journal",
    "source_url": "https://example.org/corrigendum",
    "locator": "Art. 8(2)",
    "source_language": "English (en)",
    "source_kind": "The act, or who made it (primary)",
    "consulted": "The provisions that matter (provisions)",
    "consulted_on": "2026-11-20",
}
WRONG = {
    "record": "eu-example",
    "version": "1",
    "fact": "recycled-cobalt-2031",
    "value": "16 %",
    "field": "The number (value)",
    "right": "18",
    "summary": "The share was given as 16 %; Art. 8(2) says 18 %.",
    "cause": "The record was wrong (correction)",
    **SOURCE,
}
NEW = {
    "id": "kr-plan",
    "region": "Korea (kr)",
    "title": "Battery Plan",
    "original_title": "이차전지 산업 혁신전략",
    "original_language": "Korean (ko)",
    "short_title": "Battery Plan",
    "passed_by": "Ministry of Trade\n- Ministry of Environment",
    "instrument": "Regulation (regulation)",
    "bindingness": "Binding (binding)",
    "status": "In force (in-force)",
    "topics": "Recycling (recycling), Safety (safety)",
    "summary": "A plan that asks for more recycling.\n\nIt does not bind: plants may choose.",
    "event_kind": "Entry into force (in-force)",
    "event_date": "2023-08",
    "event_what": "Enters into force",
    **SOURCE,
    "more": "60 % of cobalt by 2030,\nArt. 4 \x1b[31m",
}


def body(form: IssueForm, answers: dict[str, str]) -> str:
    """What GitHub makes of a filled-in form."""
    return "\n\n".join(f"### {label}\n\n{answers.get(id) or NO_ANSWER}" for id, label in form.labels.items()) + "\n"


def run(root: Path, text: str | bytes) -> Result:
    given = text.encode() if isinstance(text, str) else text
    return CliRunner().invoke(main, ["--root", str(root), "from-issue", "-"], input=given, env=EPOCH)


def frozen(folder: Path, *records: dict[str, Any]) -> Path:
    root = registry_folder(folder, *(records or (record_data(),)))
    assert CliRunner().invoke(main, ["--root", str(root), "freeze"], env=EPOCH).exit_code == 0
    return root


def policy(root: Path, id: str = "eu-example") -> Policy:
    found = load(root).registry.policy(id)
    assert found
    return found


def is_sound(root: Path) -> bool:
    return CliRunner().invoke(main, ["--root", str(root), "check"], env=EPOCH).exit_code == 0


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_the_questions_are_those_of_the_form(form: IssueForm) -> None:
    data = yaml.safe_load((ISSUE_FORMS / form.file).read_text(encoding="utf-8"))
    asked = {item["id"]: item["attributes"]["label"] for item in data["body"] if item["type"] != "markdown"}
    assert list(asked.items()) == list(form.labels.items())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_each_choice_is_read_as_its_term(form: IssueForm) -> None:
    for item in yaml.safe_load((ISSUE_FORMS / form.file).read_text(encoding="utf-8"))["body"]:
        if options := item["attributes"].get("options"):
            terms = read_form(body(form, {item["id"]: ", ".join(options)})).terms(item["id"])
            assert [option.rpartition("(")[2].rstrip(")") for option in options] == terms


def test_each_field_that_can_be_corrected_is_one_of_a_fact() -> None:
    items = yaml.safe_load((ISSUE_FORMS / CORRECTION.file).read_text(encoding="utf-8"))["body"]
    options = next(item["attributes"]["options"] for item in items if item.get("id") == "field")
    fields = {option.rpartition("(")[2].rstrip(")") for option in options} - {"other"}
    models = [Policy.model_fields[name].annotation.__args__[0] for name in FACTS]  # type: ignore[union-attr]
    assert fields <= {field for model in models for field in model.model_fields}
    causes = next(item["attributes"]["options"] for item in items if item.get("id") == "cause")
    known = load_vocabularies(SHIPPED)["causes"]
    assert all(option.rpartition("(")[2].rstrip(")") in known for option in causes)


def test_a_correction_becomes_the_next_version(tmp_path: Path) -> None:
    root = frozen(tmp_path)
    result = run(root, body(CORRECTION, WRONG))
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert result.stdout.endswith("eu-example.yml: version 2 opened\n")
    after = policy(root)
    (target,) = after.targets
    assert str(target.value) == "18"
    assert target.citation is not None
    assert (target.citation.source, target.citation.locator) == ("corrigendum", "Art. 8(2)")
    assert [source.id for source in after.sources] == ["oj", "corrigendum"]
    assert (after.version, after.history[0].cause, after.history[0].summary) == (2, "correction", WRONG["summary"])
    assert is_sound(root)


def test_a_source_that_is_there_is_cited_and_not_listed_twice(tmp_path: Path) -> None:
    root = frozen(tmp_path)
    assert run(root, body(CORRECTION, WRONG | {"source_url": "https://example.org/act"})).exit_code == 0
    (source,) = policy(root).sources
    assert (source.id, str(source.consulted_on)) == ("oj", "2026-11-20")
    assert is_sound(root)


def test_a_source_on_which_nothing_rests_any_more_goes_and_its_id_is_not_used_again(tmp_path: Path) -> None:
    old = source_data(id="corrigendum", url="https://example.org/old")
    data = record_data(
        targets=[target_data(citation={"source": "corrigendum"})],
        sources=[source_data(), old],
    )
    root = frozen(tmp_path, data)
    assert run(root, body(CORRECTION, WRONG)).exit_code == 0
    assert [source.id for source in policy(root).sources] == ["oj", "corrigendum-2"]
    assert is_sound(root)


def test_a_fact_that_was_unverified_gets_its_source(tmp_path: Path) -> None:
    root = frozen(tmp_path, record_data(targets=[target_data(citation=None, unverified="No source was found")]))
    assert run(root, body(CORRECTION, WRONG)).exit_code == 0
    assert policy(root).targets[0].unverified is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"right": "18 %"}, "error[number-malformed] targets[recycled-cobalt-2031].value"),
        ({"field": "The first day of a duty (applies_from)"}, "error[field-unknown]"),
        ({"consulted_on": ""}, "error[sources]"),
        ({"source_language": "Latin"}, "error[text-form]"),
        ({"summary": "It was 16 %\u200b."}, "the summary cannot be kept: holds the invisible character U+200B"),
        ({"summary": "Mended."}, "does not say what was wrong"),
        ({"cause": "Because"}, '"Because" is not a cause'),
        ({"version": "2"}, 'has no version "2"'),
        ({"version": "9" * 5000}, "has no version"),
        ({"fact": "nothing"}, "of that name"),
        ({"field": "Something else (other)"}, "a person has to edit"),
        ({"field": ""}, "a person has to edit"),
        ({"record": "eu-none"}, 'there is no record "eu-none"'),
        ({"record": "../../etc/passwd"}, "there is no record"),
        ({"record": "\x1b[2J"}, 'there is no record "⟨U+001B⟩[2J"'),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(tmp_path: Path, answers: dict[str, str], said: str) -> None:
    root = frozen(tmp_path)
    before = (root / "policies/eu/eu-example.yml").read_bytes()
    result = run(root, body(CORRECTION, WRONG | answers))
    assert result.exit_code in {1, 2}
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert said in result.output
    assert (root / "policies/eu/eu-example.yml").read_bytes() == before


def test_a_fact_that_changed_since_it_was_read_is_left_to_a_person(tmp_path: Path) -> None:
    root = frozen(tmp_path)
    assert run(root, body(CORRECTION, WRONG)).exit_code == 0
    unfrozen = run(root, body(CORRECTION, WRONG | {"version": "2", "right": "19"}))
    assert "has no version" in unfrozen.output or "not frozen yet" in unfrozen.output
    CliRunner().invoke(main, ["--root", str(root), "freeze"], env=EPOCH)
    late = run(root, body(CORRECTION, WRONG | {"right": "19"}))
    assert late.exit_code == 2
    assert "since then the fact has changed" in late.stderr


def test_a_proposal_becomes_a_record_and_the_rest_is_told(tmp_path: Path) -> None:
    root = frozen(tmp_path)
    result = run(root, body(PROPOSAL, NEW).replace("\n", "\r\n"))
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("policies/kr/kr-plan.yml: written\n")
    assert "    60 % of cobalt by 2030,\n    Art. 4 ⟨U+001B⟩[31m\n" in result.stderr
    new = policy(root, "kr-plan")
    assert new.passed_by == ("Ministry of Trade", "Ministry of Environment")
    assert new.topics == ("recycling", "safety")
    assert new.summary == "A plan that asks for more recycling. It does not bind: plants may choose."
    assert new.original_titles[0].language == "ko"
    assert (str(new.events[0].date), new.events[0].citation) == ("2023-08", Citation(source="source", locator="Art. 8(2)"))
    assert (new.version, new.history[0].cause) == (1, "new")
    assert is_sound(root)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"id": "eu-example"}, 'the id "eu-example" is taken'),
        ({"id": "../../outside"}, "error[text-form] id"),
        ({"id": "eu-plan"}, "error[id-file]"),
        ({"region": "Atlantis (at)"}, "error[vocabulary-term] region"),
        ({"topics": ""}, "error[field-missing]"),
        ({"source_url": "javascript:alert(1)"}, "error[url-malformed]"),
        ({"event_date": "soon"}, "error[date-malformed]"),
        ({"status": "Repealed (repealed)"}, "error[status-event]"),
        ({"original_language": ""}, "error[field-missing]"),
    ],
)
def test_a_faulty_proposal_gets_the_messages_of_the_check(tmp_path: Path, answers: dict[str, str], said: str) -> None:
    root = frozen(tmp_path)
    files = {path for path in tmp_path.rglob("*") if path.is_file()}
    result = run(root, body(PROPOSAL, NEW | answers))
    assert result.exit_code in {1, 2}
    assert said in result.output
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == files


def test_yaml_in_answers_stays_text(tmp_path: Path) -> None:
    root = frozen(tmp_path)
    title = "!!python/object/apply:os.system [echo] &a *a {x: y} # remark |> - ? 'q' \"d\""
    assert (
        run(root, body(PROPOSAL, NEW | {"title": title, "short_title": "null", "summary": "no\n---\nid: eu-other"})).exit_code
        == 0
    )
    new = policy(root, "kr-plan")
    assert (new.title.text, new.short_title, new.summary) == (title, "null", "no --- id: eu-other")
    assert is_sound(root)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no filled-in form"),
        ("Hello\n\n" + body(CORRECTION, WRONG), "begins with something else"),
        ("---\nid: eu-x\n---\n" + body(CORRECTION, WRONG), "begins with something else"),
        (body(CORRECTION, WRONG | {"value": "16 <!-- 17 -->"}), "HTML comment"),
        ("<!--\n### Record\n\ncn-example\n-->\n" + body(CORRECTION, WRONG), "HTML comment"),
        (body(CORRECTION, WRONG | {"value": "16\n\n### Record\n\ncn-example"}), 'the question "Record" stands twice'),
        (body(CORRECTION, WRONG).replace("### Fact\n", "### Thing\n"), 'the question "Fact" is missing'),
        ("### Other\n\nanswer\n", "no filled-in form"),
        (body(CORRECTION, WRONG | {"value": "x" * LONGEST_BODY}), "more than 65,536"),
        ("### Record\n\n" + "池" * (2 * LONGEST_BODY), "more than 65,536"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_form_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    result = run(frozen(tmp_path), text)
    assert result.exit_code == 2
    assert result.stderr.startswith("registry: the form cannot be used: ")
    assert said in result.stderr


def test_a_heading_in_an_answer_that_is_no_question_is_part_of_it() -> None:
    assert read_form(body(CORRECTION, WRONG | {"value": "16\n### Note\nmore"})).line("value") == "16 ### Note more"


@given(st.text(max_size=400))
def test_any_text_is_a_form_or_is_refused_in_words(text: str) -> None:
    for whole in (text, body(CORRECTION, {"value": text}), body(PROPOSAL, {"summary": text, "topics": text})):
        try:
            form = read_form(whole)
        except FormError:
            continue
        assert "\n" not in form.line("value") + form.line("summary")
        assert form.terms("topics") == [] or form.line("topics")
