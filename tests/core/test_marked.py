from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_registry.marked import Mapping, Mark, locate, plain, read_marked
from policy_registry.reading import read_policy


def test_every_scalar_stays_the_letters_that_it_is() -> None:
    text = "a: NO\nb: on\nc: 010\nd: 12:30\ne: 2027-02-18\nf: 1e3\ng: 'null'\nh: null\ni: ~\nj:\n"
    tree = read_marked(text).tree
    assert tree is not None
    assert plain(tree) == {
        "a": "NO", "b": "on", "c": "010", "d": "12:30", "e": "2027-02-18", "f": "1e3", "g": "null", "h": None,
        "i": None, "j": None,
    }  # fmt: skip


def test_every_value_knows_its_line_and_column() -> None:
    tree = read_marked("一: x\nlist:\n  - {id: a, value: 16}\n").tree
    assert isinstance(tree, Mapping)
    node, key, walked = locate(tree, ("list", 0, "value"))
    assert node.start == Mark(3, 20)
    assert key is not None
    assert key.start == Mark(3, 13)
    assert walked == ("list", 0, "value")


def test_a_missing_field_leads_to_what_lacks_it() -> None:
    tree = read_marked("list:\n  - {id: a}\n").tree
    assert tree is not None
    node, _, walked = locate(tree, ("list", 0, "value"))
    assert (node.start, walked) == (Mark(2, 5), ("list", 0))


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("a: 1\na: 2\n", "duplicate-key", 2, 1),
        ("a: &x 1\n", "yaml-anchor", 1, 4),
        ("a: [1]\nb: *a\n", "yaml-anchor", 2, 4),
        ("a: !!python/object:os.system x\n", "yaml-tag", 1, 4),
        ("a: x # y\n", "comment", 1, 6),
        ("# y\na: x\n", "comment", 1, 1),
        ("a: 'x\n", "yaml-syntax", 1, 4),
        ("a: x\n\tb: y\n", "yaml-syntax", 2, 1),
        ("a: x\n b: y\n", "yaml-syntax", 2, 2),
        ("a: 1\n---\nb: 2\n", "yaml-syntax", 2, 1),
        ("a: x\x00y\n", "yaml-syntax", 1, 5),
        ("a: 電池\nb: 電\x89y\n", "yaml-syntax", 2, 5),
        ("a: \U000100ff \ud800\n", "yaml-syntax", 1, 6),
        ("[" * 50 + "]" * 50, "yaml-syntax", 1, 21),
        ("? [a]\n: b\n", "yaml-syntax", 1, 3),
    ],
)
def test_a_fault_of_the_text_has_its_rule_and_place(text: str, rule: str, line: int, column: int) -> None:
    faults = read_marked(text).faults
    assert [(fault.rule, fault.mark) for fault in faults] == [(rule, Mark(line, column))]


def test_a_number_sign_inside_a_text_is_no_comment() -> None:
    assert read_marked('a: x#y\nb: "x # y"\nc: >-\n  x # y\n  z\nd: https://x/#y\n').faults == []


def test_a_text_that_never_ends_is_refused_unread() -> None:
    marked = read_marked("a: " + "x" * 3_000_000)
    assert [fault.rule for fault in marked.faults] == ["yaml-syntax"]
    assert marked.tree is None


def test_aliases_do_not_multiply() -> None:
    laughs = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))
    marked = read_marked(laughs)
    assert {fault.rule for fault in marked.faults} == {"yaml-anchor"}
    assert len(str(marked.tree)) < 10_000


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: x\n\tb: y\n", 2, 1, "a tab stands where only spaces may"),
        ("a: @x\n", 1, 4, 'no text may begin with "@" unless it stands between quotes'),
        ("a: > 5\n", 1, 4, 'no text may begin with ">" unless it stands between quotes'),
        ("a: &, x\n", 1, 4, 'no text may begin with "&" unless it stands between quotes'),
        ("a: ] x\n", 1, 4, 'no text may begin with "]" unless it stands between quotes'),
        ("a: - x\n", 1, 4, "a list begins in a line of its own"),
        ("a: 'x\nb: y\n", 1, 4, "the quote that opens here is never closed"),
        ("a: 'x\nb: 'y'\n", 1, 4, "the quote that opens here is only closed in line 2"),
        ('a: "x\\m"\n', 1, 6, "a backslash between double quotes begins a special sign"),
        ("a: x\nb:y\nc: z\n", 2, 1, "this line is no field, for no colon and space follow its name"),
        ("a:\n- x\n-y\nb: z\n", 3, 1, "this line is no item, for no space follows its dash"),
        ("a: [x\nb: y\n", 1, 4, "the bracket that opens here is not closed in its line"),
        ("a: {b: c d: e}\n", 1, 11, "between brackets a comma or a bracket is missing here"),
        ("a: x\n  b: y\n", 2, 3, "this line is not indented as the one before it allows"),
        ("a: x: y\n", 1, 5, "a second colon in one line"),
        ("- a: x\n  b: y\n c: z\n", 3, 2, "this line is not indented like the fields or items that it stands among"),
        ("a: [x] y\nb: z\n", 1, 8, "something follows here after a closing quote or bracket"),
    ],
)
def test_what_the_parser_refuses_is_said_in_plain_words(text: str, line: int, column: int, message: str) -> None:
    (fault,) = read_marked(text).faults
    assert (fault.mark, fault.message) == (Mark(line, column), message)
    assert fault.help


def test_a_colon_of_full_width_is_named() -> None:
    (fault,) = read_marked("a: x\nb：y\nc: z\n").faults
    assert fault.help == "write a plain colon instead of the one of full width"


@given(st.text(alphabet="ab:- \n'\"[]{},&*!|>#\t@%", max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for fault in read_marked(text).faults:
        assert 1 <= fault.mark.line <= text.count("\n") + 2
        assert fault.message


def test_a_file_full_of_comments_is_told_line_by_line() -> None:
    lines = 15_000  # As many looks at as many values would take a minute.
    *problems, last = read_policy("- x # y\n" * lines, "eu-example.yml").problems
    assert [problem.where.line for problem in problems] == list(range(1, 1_001))
    assert last.message == "the file has 14,000 further faults, which are not shown"
