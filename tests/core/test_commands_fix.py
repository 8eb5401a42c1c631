from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import SHIPPED, a_policy, record_data, registry_folder, write_record
from policy_registry.cli import main
from policy_registry.mending import mended, repaired_date
from policy_registry.vocabulary_files import load_vocabularies
from policy_registry.writing import policy_data, policy_yaml, yaml_text

VOCABULARIES = load_vocabularies(SHIPPED)
SOUND = policy_yaml(a_policy()).decode()


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "fix", *arguments], env={"SOURCE_DATE_EPOCH": "1795392000"})


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("18.02.2027", "2027-02-18"),
        ("18/2/2027", "2027-02-18"),
        ("02/18/2027", "2027-02-18"),
        ("05.05.2027", "2027-05-05"),
        ("18 February 2027", "2027-02-18"),
        ("Feb 18, 2027", "2027-02-18"),
        ("1st May 2027", "2027-05-01"),
        ("february 2027", "2027-02"),
        ("2027/02/18", "2027-02-18"),
        ("2027-2-8", "2027-02-08"),
        ("2027年2月18日", "2027-02-18"),
        ("2027年2月", "2027-02"),
        ("２０２７-０２-１８", "2027-02-18"),
        ("FY２０３０", "FY2030"),
    ],
)
def test_a_date_with_one_reading_is_repaired(text: str, date: str) -> None:
    assert repaired_date(text) == date


@pytest.mark.parametrize(
    "text", ["03.04.2027", "31.02.2027", "18.02.27", "2010/11", "2027.02", "soon", "32 May 2027", "February", "2027-13", ""]
)
def test_a_date_with_two_readings_or_none_is_left(text: str) -> None:
    assert repaired_date(text) == ""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("value: 16\n", "value: １６\n"),
        ("by: 2031-08-18\n", 'by: "18.08.2031"   \n'),
        ("applies_from: 2027-02-18\n", "applies_from: 18 February 2027\n"),
        ("version: 1\n", "version: １\n"),
        ("summary: An example that", 'summary: "An example   that'),
        ("short_title: Example eu-example\n", "short_title: '  Example  eu-example '\n"),
        ("topics:\n- recycling\n", "topics: [ recycling ]\n"),
        ("\n", "\r\n"),
        ("id: eu-example\n", "\ufeffid: eu-example\n"),
    ],
)
def test_a_fault_of_form_is_repaired_to_the_very_letters(good: str, bad: str) -> None:
    faulty = SOUND.replace(good, bad)
    if bad.startswith("summary"):
        faulty = faulty.replace("recycled cobalt.\n", 'recycled cobalt."\n', 1)
    assert faulty != SOUND
    result = mended(faulty, VOCABULARIES)
    assert (result.letters, result.is_whole) == (SOUND, True)


def test_fields_come_into_their_order_and_keep_their_values() -> None:
    turned = yaml_text(dict(reversed(policy_data(a_policy()).items())))
    assert turned != SOUND
    assert mended(turned, VOCABULARIES).letters == SOUND


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("value: 16", "value: 16 # seen on 18.02.2027"),
        ("value: 16", "value: 1,6"),
        ("value: 16", "value: 16%"),
        ("by: 2031-08-18", "by: 03.04.2031"),
        ("status: in-force", "status: in-froce"),
        ("topics:", "status: adopted\ntopics:"),
        ("by: 2031-08-18", "by: &day 2031-08-18"),
        ("metric: recycled-content", "\tmetric: recycled-content"),
    ],
)
def test_what_only_a_person_can_mend_keeps_every_letter(good: str, bad: str) -> None:
    faulty = SOUND.replace(good, bad, 1).replace("- recycling", "-   recycling")
    result = mended(faulty, VOCABULARIES)
    assert (result.letters, result.is_whole) == (faulty, False)


def test_beside_a_fault_for_a_person_only_the_values_with_one_reading_change() -> None:
    faulty = SOUND.replace("status: in-force", "status:   in-froce").replace("by: 2031-08-18", "by: 18.08.2031")
    result = mended(faulty, VOCABULARIES)
    assert result.letters == faulty.replace("18.08.2031", "2031-08-18")
    assert not result.is_whole


def test_the_shipped_records_are_in_canonical_form() -> None:
    for path in sorted((SHIPPED / "policies").rglob("*.yml")):
        letters = path.read_text(encoding="utf-8")
        assert mended(letters, VOCABULARIES).letters == letters, path


def test_fix_prints_each_changed_line_and_writes_once(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    write_record(root, policy_yaml(a_policy("eu-sound")).decode(), "eu-sound")
    path = write_record(root, SOUND.replace("by: 2031-08-18", "by: 18.08.2031"), "eu-example")
    before = path.read_bytes()
    asked = run(root, "--check")
    assert (asked.exit_code, path.read_bytes()) == (1, before)
    assert asked.stderr == "1 record would change\n"
    done = run(root)
    assert done.exit_code == 0
    assert done.stdout == asked.stdout
    assert "-  by: 18.08.2031\n+  by: 2031-08-18\n" in done.stdout
    assert path.read_text(encoding="utf-8") == SOUND
    again = run(root, "--check")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "no record would change\n")


def test_fix_of_paths_leaves_the_others_and_what_is_no_text(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    one = write_record(root, SOUND.replace("value: 16", "value: １６"), "eu-example")
    other = write_record(root, yaml_text(record_data("eu-other")).replace("value: 16", "value: １６"), "eu-other")
    broken = root / "policies/eu/eu-broken.yml"
    broken.write_bytes(b"id: eu-broken\nby: 18.02.2027\nwhat: \xff\n")
    kept = other.read_bytes(), broken.read_bytes()
    result = run(root, str(one), str(broken))
    assert result.exit_code == 0
    assert "1 record changed; 1 record with faults that only you can mend" in result.stderr
    assert one.read_text(encoding="utf-8") == SOUND
    assert (other.read_bytes(), broken.read_bytes()) == kept


def test_a_draft_that_is_a_link_stays_one_and_its_file_is_mended(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    file, link = tmp_path / "notes/eu-example.yml", tmp_path / "eu-example.yml"
    file.parent.mkdir()
    file.write_text(SOUND.replace("value: 16", "value: １６"), encoding="utf-8")
    link.symlink_to(file)
    assert run(root, str(link)).exit_code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == SOUND


def test_ends_of_lines_alone_are_told(tmp_path: Path) -> None:
    root = registry_folder(tmp_path)
    write_record(root, SOUND, "eu-example").write_bytes(SOUND.replace("\n", "\r\n").encode())
    assert "only the ends of lines differ" in run(root).stdout
