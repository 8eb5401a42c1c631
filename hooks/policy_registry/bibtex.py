"""References in BibTeX."""

from __future__ import annotations

from policy_registry.citation import CslItem, author_name, issued

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts braces even after a backslash, so that they too are written as commands.
ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
})  # fmt: skip


def bibtex(item: CslItem) -> str:
    """An item as `@misc`: classic BibTeX and Zotero do not know `@dataset`.

    Names and titles stand in two pairs of braces, so that no style changes their letters; the address is verbatim.
    """
    year, *month_and_day = issued(item)
    fields = [
        ("author", f"{{{{{_latex(author_name(item))}}}}}"),
        ("title", f"{{{{{_latex(item['title'])}}}}}"),
        ("type", f"{{{_latex(item['genre'])}}}"),
        ("version", f"{{{item['version']}}}"),
        ("year", f"{{{year}}}"),
    ]
    if month_and_day:
        fields.append(("month", MONTHS[month_and_day[0] - 1]))
    if len(month_and_day) > 1:
        fields.append(("day", f"{{{month_and_day[1]}}}"))
    fields.append(("url", f"{{{item['URL']}}}"))
    lines = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"@misc{{{item['id']},\n{lines}}}\n"


def _latex(text: str) -> str:
    return text.translate(ESCAPES)
