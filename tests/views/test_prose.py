"""Briefings as region pages print them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import (
    CITATION,
    TODAY,
    event_data,
    obligation_data,
    record_data,
    registry_folder,
    source_data,
    target_data,
    write_briefing,
)
from policy_registry.macros import UnanswerableError
from policy_registry.prose import Piece, prose
from policy_registry.registry import Registry
from policy_registry.rendering import render
from policy_registry.store import load
from policy_registry.views.region_page import region_page

WAITS = {"later_of": ["2025-02-18", {"months": "12", "after": "the delegated act", "happened": None}]}
EXPECTED = {"days": "1", "after": "the end of the pause", "expected": "2026-11-27"}
LATER = {"id": "later", "text": "Will it come?"}


def registry_of(folder: Path, text: str, **changes: Any) -> Registry:
    root = registry_folder(folder, record_data(**changes))
    write_briefing(root, text)
    return load(root).registry


def pieces(folder: Path, text: str, day: date = TODAY, **changes: Any) -> tuple[Piece, ...]:
    (paragraph,) = prose(registry_of(folder, text, **changes), "eu", day)
    return paragraph.pieces


def page(registry: Registry) -> str:
    view = region_page(registry, "eu", TODAY)
    return render("region.html", view, view.path)


@pytest.mark.parametrize(
    ("macro", "printed"),
    [
        ('policy("eu-example")', Piece("Example eu-example", "policies/eu-example/")),
        ('policy("eu-example", "the act")', Piece("the act", "policies/eu-example/")),
        ('status("eu-example")', Piece("in force")),
        (
            'value("eu-example", "recycled-cobalt-2031")',
            Piece("at least 16\u00a0%", "policies/eu-example/#recycled-cobalt-2031"),
        ),
        (
            'date("eu-example", "recycled-cobalt-2031")',
            Piece("18\u00a0August 2031", "policies/eu-example/#recycled-cobalt-2031", "2031-08-18"),
        ),
        ('date("eu-example", "passport")', Piece("18\u00a0February 2027", "policies/eu-example/#passport", "2027-02-18")),
        ('end("eu-example", "passport")', Piece("2030", "policies/eu-example/#passport", "2030")),
        ('before("eu-example", "passport")', Piece("18\u00a0August 2025", "policies/eu-example/#passport", "2025-08-18")),
        (
            'before("eu-example", "recycled-cobalt-2031")',
            Piece("at least 20\u00a0%", "policies/eu-example/#recycled-cobalt-2031"),
        ),
        (
            'date("eu-example", "entry-into-force")',
            Piece("17\u00a0August 2023", "policies/eu-example/#entry-into-force", "2023-08-17"),
        ),
        ('value("eu-example", "grant")', Piece("EUR\u00a03\u00a0billion", "policies/eu-example/#grant")),
        ('end("eu-example", "grant")', Piece("fiscal year\u00a02028", "policies/eu-example/#grant")),
        ('fact("eu-example", "later", "open")', Piece("open", "policies/eu-example/#later")),
    ],
)
def test_a_macro_prints_what_the_record_says_and_leads_to_it(tmp_path: Path, macro: str, printed: Piece) -> None:
    earlier = {"until": "2025-07-31", "citation": CITATION}
    assert pieces(
        tmp_path,
        f"{{{{ {macro} }}}}",
        targets=[target_data(earlier=[earlier | {"value": "20", "comparator": "at-least", "unit": "percent"}])],
        obligations=[obligation_data(applies_until="2030", earlier=[earlier | {"applies_from": "2025-08-18"}])],
        funding=[
            {"id": "grant", "form": "grant", "what": "Plants", "value": "3 billion", "unit": "EUR", "ends": "FY2028"}
            | {"citation": CITATION}
        ],
        open_questions=[LATER],
    ) == (printed,)


@pytest.mark.parametrize(
    ("applies_from", "day", "words", "doubt"),
    [
        (WAITS, TODAY, "a day not yet settled", "date passed, still pending"),
        (WAITS, date(2025, 1, 1), "a day not yet settled", "pending, not before 18\u00a0February 2025"),
        (EXPECTED, TODAY, "28\u00a0November 2026", "expected"),
        (
            EXPECTED,
            date(2026, 12, 1),
            "1\u00a0day after the end of the pause",
            "was expected 28\u00a0November 2026, not confirmed",
        ),
        ({"months": "6", "after": "the act", "happened": "2026-01-01"}, TODAY, "1\u00a0July 2026", ""),
        (
            {"taxable_years_beginning_after": "2025-07-04"},
            TODAY,
            "taxable years beginning after 4\u00a0July 2025",
            "",
        ),
    ],
)
def test_a_date_that_is_not_certain_says_so(
    tmp_path: Path, applies_from: dict[str, Any], day: date, words: str, doubt: str
) -> None:
    duty = obligation_data(applies_from=applies_from)
    (piece,) = pieces(tmp_path, '{{ date("eu-example", "passport") }}', day, obligations=[duty])
    assert (piece.text, piece.doubt) == (words, doubt)


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({}, ""),
        ({"standing": "proposal"}, "proposed"),
        ({"standing": "estimate"}, "estimated"),
        ({"standing": "lapsed"}, "lapsed"),
        ({"citation": {"source": "unread"}}, "unverified"),
        ({"standing": "proposal", "citation": {"source": "unread"}}, "proposed, unverified"),
    ],
)
def test_a_value_that_is_not_certain_says_so_once(tmp_path: Path, changes: dict[str, Any], doubt: str) -> None:
    unread = source_data(id="unread", consulted="not-consulted")
    del unread["consulted_on"]
    value, _, by = pieces(
        tmp_path,
        '{{ value("eu-example", "recycled-cobalt-2031") }} by {{ date("eu-example", "recycled-cobalt-2031") }}',
        targets=[target_data(**changes)],
        sources=[source_data(), unread],
    )
    assert (value.doubt, by.doubt) == (doubt, "")


def test_an_unverified_event_is_doubted_where_it_is_named(tmp_path: Path) -> None:
    event = event_data(unverified="No page was found.")
    del event["citation"]
    (piece,) = pieces(tmp_path, '{{ fact("eu-example", "entry-into-force", "it began") }}', events=[event])
    assert (piece.text, piece.doubt) == ("it began", "unverified")


def test_prose_follows_the_record(tmp_path: Path) -> None:
    text = 'It wants {{ value("eu-example", "recycled-cobalt-2031") }}.'
    for value in ("16", "18"):
        folder = tmp_path / value
        folder.mkdir()
        registry = registry_of(folder, text, targets=[target_data(value=value)])
        assert f'recycled-cobalt-2031" class="briefing__fact">at least {value}\u00a0%</a>.' in page(registry)


def test_links_lead_from_the_region_to_the_record(tmp_path: Path) -> None:
    html = page(registry_of(tmp_path, '**Soon.** {{ policy("eu-example") }} from {{ date("eu-example", "passport") }}\non.'))
    assert (
        '<p><strong>Soon.</strong> <a href="../../policies/eu-example/">Example eu-example</a> from '
        '<a href="../../policies/eu-example/#passport" class="briefing__fact">'
        '<time datetime="2027-02-18">18\u00a0February 2027</time></a> on.</p>' in html
    )


def test_a_region_without_a_briefing_has_none_on_its_page(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, record_data())).registry
    assert region_page(registry, "eu", TODAY).briefing == ()
    assert "briefing" not in page(registry)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ ''.__class__ }}", "{{ &#39;&#39;.__class__ }}"),
        ("{{ 7 * 7 }} {% set a = 1 %}", "{{ 7 * 7 }} {% set a = 1 %}"),
        ("<script>alert()</script>", "&lt;script&gt;alert()&lt;/script&gt;"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ('**<i>**{{ policy("eu-example", "<b onclick=a>") }}', ">&lt;b onclick=a&gt;</a>"),
        ("&amp;lt;", "&amp;amp;lt;"),
    ],
)
def test_nothing_in_a_briefing_is_run_or_becomes_markup(tmp_path: Path, text: str, printed: str) -> None:
    # The check refuses all of these; what it would let through must still be only words.
    html = page(registry_of(tmp_path, text)).partition('<section class="briefing"')[2].partition("</section>")[0]
    assert printed in html
    assert not [tag for tag in ("<script", "<i>", "<b", 'href="javascript') if tag in html]


def test_a_question_without_an_answer_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(UnanswerableError, match="no record"):
        page(registry_of(tmp_path, '{{ policy("eu-gone") }}'))
