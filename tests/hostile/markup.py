"""What a page is made of apart from its words, and texts that would like to be more than words."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

# Each tries to leave the place that it was put into.
PIECES = (
    "</script><script>window.slipped=1</script>",
    '"><img src=x onerror=window.slipped=1>',
    "'><svg onload=window.slipped=1>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "<?php",
    "{{7*7}}",
    "{% raw %}",
    "{# x #}",
    "${7*7}",
    "#{7*7}",
    "`id`",
    "$(id)",
    "&amp;",
    "&lt;",
    "&#60;",
    "&",
    "%00",
    "%0d%0aX: y",
    "\\",
    "\\n",
    "\\u003c",
    "\\N",
    "\\;",
    "\\,",
    ";",
    ",",
    ":",
    "::error::x",
    "|",
    "a|b",
    "javascript:window.slipped=1",
    "data:text/html,x",
    "[x](javascript:window.slipped=1)",
    "![x](y)",
    "**b**",
    "__b__",
    "# h",
    "\\input{/etc/passwd}",
    "}",
    "{",
    "@article{x,",
    "$x$",
    "%",
    "^",
    "~",
    "ER -",
    "TY - JOUR",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "'; DROP TABLE policies; --",
    '"',
    "'",
    "''",
    '""',
    "</title>",
    "</style>",
    "</textarea>",
    "<base href=//x>",
    "</svg>",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "__proto__",
    "constructor",
    "null",
    "NaN",
    "電池",
    "배터리",
    "ﷺ",
    "🔋",
    "é",
    "ß",
    "İ",
    "\u00a0",
)

SIGNS = "<>\"'&`{}[]()\\/|$%#@!*_~^=+-;:,?.\u00a0"
# One letter for each sign, so that two texts which differ still differ, and each word stays as long as it was.
_HARMLESS = str.maketrans(dict(zip(SIGNS, "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿāă", strict=True)))

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
LINKS = ("href", "src", "action", "formaction", "data", "srcdoc", "xlink:href")


def harmless(text: str) -> str:
    """A text of the same shape without any sign."""
    return text.translate(_HARMLESS)


class Anatomy(HTMLParser):
    """The elements of a page with the names of their attributes, what could act, and what is out of order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.scripts: list[str] = []
        self.acting: list[str] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is never closed" for tag in self._open if tag not in {"p", "li", "dt", "dd", "html", "body"}]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements[tag, tuple(sorted(name for name, _ in attributes))] += 1
        for name, value in attributes:
            scheme = urlsplit((value or "").strip()).scheme if name in LINKS else ""
            if name.startswith("on") or scheme not in {"", "https", "http"}:
                self.acting.append(f"{tag} {name}={value}")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "script":
            self.scripts.append(data)
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements["!--", ()] += 1

    def handle_decl(self, decl: str) -> None:
        self.elements[f"!{decl.lower()}", ()] += 1

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"<![{data}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}")

    @property
    def text(self) -> str:
        """All words, with single spaces."""
        return " ".join("".join(self.words).split())
