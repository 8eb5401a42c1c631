"""Which source of a record is the official text, and what the fact box links to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import TODAY, a_policy, record_data, registry_folder, source_data
from policy_registry.official_text import official_text
from policy_registry.place import Place
from policy_registry.rendering import render
from policy_registry.store import load
from policy_registry.views.policy_page import policy_page

EU = {"celex": "32023R1542", "eli": "http://data.europa.eu/eli/reg/2023/1542/oj"}
TEXT = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX"
OJ = source_data(id="oj", url="https://eur-lex.europa.eu/eli/reg/2023/1542/oj")
OLD = source_data(id="old", title="Consolidated text of 2024", url=f"{TEXT}%3A02023R1542-20240718")
NEW = source_data(id="new", title="Consolidated text of 2026", url=f"{TEXT}:02023R1542-20260813")
NAMES = {"original_titles": [{"text": "中国制造2025", "language": "zh"}]}


@pytest.mark.parametrize(
    ("changes", "sources", "chosen"),
    [
        ({"identifiers": EU}, [OJ, NEW, OLD], "new"),
        ({"identifiers": EU}, [OLD, OJ], "old"),
        ({"identifiers": EU}, [OJ], "oj"),
        ({"identifiers": EU}, [OJ | {"linkable": "false"}], None),
        ({"identifiers": EU}, [OJ | {"kind": "secondary"}], None),
        ({"identifiers": EU}, [OJ | {"url": "https://copies.example.org/eli/reg/2023/1542/oj"}], None),
        ({"identifiers": EU}, [OJ | {"url": "https://data.europa.eu.example.org/eli/reg/2023/1542/oj"}], None),
        ({"identifiers": EU}, [OJ | {"url": "https://eur-lex.europa.eu/eli/reg/2025/1561/oj"}], None),
        (
            {"identifiers": {"public-law": "117-169"}},
            [source_data(title="Public Law 117-169", url="https://www.congress.gov/x")],
            "oj",
        ),
        (NAMES, [source_data(title="国务院关于印发《中国制造2025》的通知", url="http://www.gov.cn/x")], "oj"),
        (NAMES, [source_data(title="国务院新闻办公室就落实中国制造2025举行新闻发布会", url="http://www.gov.cn/x")], None),
        ({}, [source_data(title="Example of eu-example (final report, PDF)", url="https://ec.europa.eu/x")], "oj"),
        ({}, [source_data(title="Example of eu-example (policy page)", url="https://ec.europa.eu/x")], None),
    ],
)
def test_the_official_text_is_one_that_stands_with_a_public_body_and_bears_a_number_or_title(
    changes: dict[str, Any], sources: list[dict[str, Any]], chosen: str | None
) -> None:
    source = official_text(a_policy(sources=sources, **changes))
    assert (source.id if source else None) == chosen


def test_the_fact_box_leads_to_the_official_text_and_to_numbers_that_are_addresses(tmp_path: Path) -> None:
    registry = load(registry_folder(tmp_path, record_data(identifiers=EU, sources=[OJ]))).registry
    page = policy_page(registry, registry.policies[0], TODAY, Place())
    values = {fact.name: fact.values for fact in page.facts}
    (text,) = values["Official text"]
    assert (text.address, text.remark) == (OJ["url"], "English; relevant provisions read for this record")
    html = render("policy.html", page, page.path)
    box = html[html.index('class="factbox"') :].partition("</dl>")[0]
    assert f'<a href="{EU["eli"]}" rel="noopener">{EU["eli"]}</a>' in box
    assert "<dd>32023R1542</dd>" in box
