"""The HTML of every page, judged by a validator that no one here wrote.

Three of its rules are off. `prefer-native-element`: what scrolls is a `div` with a role, for no part of the text is meant.
`unique-landmark`: axe-core judges the landmarks that are shown, this one those of hidden menus too. `wcag/h32`: the form of
the theme for light and dark is never sent.
"""

from __future__ import annotations

from checkers import html_findings
from page_kinds import KINDS
from sites import BuiltSite


def test_every_kind_of_page_is_there(shipped_site: BuiltSite) -> None:
    assert {address.partition("?")[0] for address in KINDS.values()} <= set(shipped_site.pages)


def test_no_page_breaks_a_rule_of_html(shipped_site: BuiltSite) -> None:
    pages = [page.file.relative_to(shipped_site.folder).as_posix() for page in shipped_site.pages.values()]
    found = html_findings(shipped_site.folder, pages)
    assert sorted({(finding.rule, finding.message, finding.selector, finding.page) for finding in found})[:20] == []


def test_the_validator_finds_what_is_wrong(shipped_site: BuiltSite) -> None:
    wrong = shipped_site.folder.parent / "wrong"
    wrong.mkdir()
    html = shipped_site.pages[""].html.replace("<h1", '<img src="x.png"><h1', 1)
    (wrong / "index.html").write_text(html, encoding="utf-8")
    assert {finding.rule for finding in html_findings(wrong, ["index.html"])} == {"wcag/h37"}
