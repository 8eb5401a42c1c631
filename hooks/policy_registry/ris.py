"""References in RIS."""

from __future__ import annotations

from policy_registry.citation import CslItem, author_name, issued


def ris(item: CslItem) -> str:
    """An item in the tags of RIS for a data file: `ET` holds its version.

    Each tag has a line of its own, which ends with carriage return and line feed; `TY` is the first and `ER` the last;
    the slashes of a date stay where its month or day is not known.
    """
    year, month, day = (*issued(item), None, None)[:3]
    lines = (
        ("TY", "DATA"),
        ("AU", author_name(item)),
        ("TI", item["title"]),
        ("ET", item["version"]),
        ("PY", f"{year}"),
        ("DA", f"{year}/{_two(month)}/{_two(day)}/"),
        ("UR", item["URL"]),
        ("LA", item["language"]),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _two(number: int | None) -> str:
    return f"{number:02}" if number else ""
