"""The pages of the rules."""

from __future__ import annotations

from policy_registry.explanation import explanations
from policy_registry.outputs import page
from policy_registry.views.rule_page import rule_pages, rules_page


def html_of(id: str) -> str:
    view = next(view for view in rule_pages() if view.id == id)
    return page("rule.html", view, id, "").html


def test_every_rule_has_a_page_and_a_line_in_the_list() -> None:
    ids = [told.id for told in explanations()]
    assert [view.path for view in rule_pages()] == [f"rules/{id}/" for id in ids]
    html = page("rules.html", rules_page(), "Rules", "").html
    assert [f'href="{id}/"' in html for id in ids] == [True] * len(ids)


def test_a_page_shows_what_breaks_the_rule_what_is_said_and_what_keeps_it() -> None:
    output = html_of("yaml-anchor")
    bad, message, good = output.partition("The check then says")[0], output, output.rpartition("This keeps it")[2]
    assert "value: &amp;share 16" in bad
    assert "error[yaml-anchor] &#34;&amp;share&#34; is an anchor" in message
    assert "value: 16" in good
    assert "share 16" not in good


def test_code_inside_a_sentence_is_code_and_hostile_examples_are_text() -> None:
    assert "<code>unverified</code>" in html_of("cited")
    assert "<b>here</b>" not in html_of("briefing")
    assert "&lt;b&gt;here&lt;/b&gt;" in html_of("briefing")
    assert "\u202e" not in html_of("text-character")


def test_a_rule_without_example_has_no_empty_frames() -> None:
    assert "<pre>" not in html_of("unreadable")
    assert 'id="why"' in html_of("unreadable")
