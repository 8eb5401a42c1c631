"""What the YAML parser refuses, in words for people who do not know YAML, at the place where they have to look."""

from __future__ import annotations

from typing import NamedTuple

import yaml

SPACES = "give it as many spaces as the lines that belong beside it"
# Signs that mean something to YAML where a text begins; each has an error of its own.
SIGNS = ("cannot start any token", "node content", "an alias", "an anchor", "a tag", "a directive", "block scalar")
QUOTE = "put the whole text between double quotes"


class SyntaxWords(NamedTuple):
    """A fault with its help, and its place; line and column count from 1."""

    message: str
    help: str
    line: int
    column: int


def syntax_words(error: yaml.MarkedYAMLError, text: str, last: tuple[int, int] | None) -> SyntaxWords:
    """The fault that an error of libyaml stands for; `last` is where the last value begins that could be read."""
    lines = text.split("\n")
    context, problem = error.context or "", error.problem or ""
    here = _place(error.problem_mark) or _place(error.context_mark) or (1, 1)
    opened = _place(error.context_mark) or here
    line = _line(lines, here)
    begins = (here[0], len(line) - len(line.lstrip()) + 1)
    if "tab character" in problem or line[here[1] - 1 : here[1]] == "\t":
        return SyntaxWords("a tab stands where only spaces may", "indent with spaces", *here)
    if any(word in f"{context} {problem}" for word in SIGNS):
        begin = opened if error.context_mark and "node" not in context else here
        sign = _line(lines, begin)[begin[1] - 1 : begin[1]]
        return SyntaxWords(f'no text may begin with "{sign}" unless it stands between quotes', QUOTE, *begin)
    if "sequence entries are not allowed" in problem:
        return SyntaxWords("a list begins in a line of its own", "write each item in a line that begins with `- `", *here)
    if "end of stream" in problem and "quoted" in context:
        return SyntaxWords("the quote that opens here is never closed", "close it where the text ends", *opened)
    if "escape" in problem:
        return SyntaxWords("a backslash between double quotes begins a special sign", "use single quotes, or write \\\\", *here)
    if "expected ':'" in problem:
        return _no_field(_line(lines, opened), opened)
    if "flow" in context:
        return _open_bracket(opened, here)
    if "mapping values are not allowed" in problem:
        if ":" not in line[: here[1] - 1]:
            return SyntaxWords("this line is not indented as the one before it allows", SPACES, *begins)
        return SyntaxWords("a second colon in one line", f"{QUOTE}, for the colon belongs to it", *here)
    if "expected key" in problem or "expected '-' indicator" in problem:
        if here == begins:
            return SyntaxWords("this line is not indented like the fields or items that it stands among", SPACES, *here)
        if last and last[0] < here[0] and _line(lines, last)[last[1] - 1] in "'\"":
            return SyntaxWords(
                f"the quote that opens here is only closed in line {here[0]}", "close it where the text ends", *last
            )
        return SyntaxWords("something follows here after a closing quote or bracket", QUOTE, *here)
    return SyntaxWords(f"{context} {problem}".strip(), "check the indentation, the colons and the quotes", *here)


def _no_field(line: str, place: tuple[int, int]) -> SyntaxWords:
    message = "this line is no field, for no colon and space follow its name"
    if "：" in line:
        return SyntaxWords(message, "write a plain colon instead of the one of full width", *place)
    if line.lstrip().startswith("-"):
        return SyntaxWords("this line is no item, for no space follows its dash", "write a space after the dash", *place)
    return SyntaxWords(message, "write `name: value`; the further lines of a long text are indented", *place)


def _open_bracket(opened: tuple[int, int], here: tuple[int, int]) -> SyntaxWords:
    if opened[0] < here[0]:
        return SyntaxWords("the bracket that opens here is not closed in its line", "close it with ] or }", *opened)
    return SyntaxWords("between brackets a comma or a bracket is missing here", "put a comma between two values", *here)


def _line(lines: list[str], place: tuple[int, int]) -> str:
    return lines[place[0] - 1] if place[0] <= len(lines) else ""


def _place(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return (mark.line + 1, mark.column + 1) if mark else None
