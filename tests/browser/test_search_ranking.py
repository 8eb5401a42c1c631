"""What the search of the shipped site finds, asked of its own modules in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from builders import SHIPPED
from policy_registry import urls
from policy_registry.registry import Registry
from policy_registry.search_words import words
from policy_registry.store import load
from search_queries import PAGES, RECORDS

FIRST = """async (queries) => {
  const { openSearchIndex } = await import("./assets/javascripts/search-index.js");
  const { rank } = await import("./assets/javascripts/search-ranking.js");
  const index = await openSearchIndex(async (name) => (await fetch(`search/${name}`)).json());
  const answers = [];
  for (const query of queries) {
    const { full, partial } = await rank(index, query);
    const found = [...full, ...partial];
    const records = found.filter(({ entry }) => index.isPolicy[entry]);
    const paths = (list) => Promise.all(list.slice(0, 3).map(async ({ entry }) => (await index.entry(entry)).path));
    answers.push({ all: await paths(found), records: await paths(records), full: full.length });
  }
  return answers;
}"""

WORDS = """async (texts) => {
  const { runs, isEastAsian } = await import("./assets/javascripts/search-words.js");
  const pairs = (run) => Array.from(run, (_, place) => run.slice(place, place + 2));
  return texts.map((text) => runs(text).flatMap((run) => (isEastAsian(run) ? pairs(run) : run)));
}"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(SHIPPED).registry


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


def test_what_readers_type_finds_its_record_among_the_first_three(page: Page) -> None:
    answers = page.evaluate(FIRST, [query for query, _ in RECORDS])
    missed = [
        (query, id, answer["records"])
        for (query, id), answer in zip(RECORDS, answers, strict=True)
        if urls.policy(id) not in answer["records"]
    ]
    assert missed == []


def test_what_readers_type_finds_its_page_among_the_first_three(page: Page) -> None:
    answers = page.evaluate(FIRST, [query for query, _ in PAGES])
    missed = [(query, path) for (query, path), answer in zip(PAGES, answers, strict=True) if path not in answer["all"]]
    assert missed == []


def test_every_name_and_number_finds_its_record_among_the_first_three(page: Page, registry: Registry) -> None:
    names = [
        (name, policy.id)
        for policy in registry
        for name in (
            policy.id,
            policy.short_title,
            policy.title.text,
            *(title.text for title in policy.original_titles),
            *policy.also_known_as,
            *(number for numbers in policy.identifiers.values() for number in numbers),
        )
    ]
    answers = page.evaluate(FIRST, [name for name, _ in names])
    missed = [(name, id) for (name, id), answer in zip(names, answers, strict=True) if urls.policy(id) not in answer["all"]]
    assert missed == []


@pytest.mark.parametrize("query", ["", "  ", "the", "…", "qqqzzz", "“”", "'\"<script>", "\ud55c", "%E0"])
def test_a_query_that_asks_for_little_or_nothing_is_answered(page: Page, query: str) -> None:
    (answer,) = page.evaluate(FIRST, [query])
    assert len(answer["all"]) <= 3


def test_a_page_with_every_word_stands_before_one_with_some(page: Page) -> None:
    (answer,) = page.evaluate(FIRST, ["recycled content cobalt"])
    assert (answer["full"], answer["records"][0]) == (1, "policies/eu-batteries-regulation/")


def test_a_binding_law_with_matching_duties_stands_before_a_guideline(page: Page) -> None:
    (answer,) = page.evaluate(FIRST, ["battery passport"])
    assert answer["records"][0] == urls.policy("eu-batteries-regulation")


NAMES = """async (query) => {
  const { openSearchIndex } = await import("./assets/javascripts/search-index.js");
  const { rank } = await import("./assets/javascripts/search-ranking.js");
  const index = await openSearchIndex(async (name) => (await fetch(`search/${name}`)).json());
  const { full } = await rank(index, query);
  return Promise.all(full.map(async ({ entry }) => JSON.stringify(await index.entry(entry))));
}"""


@pytest.mark.parametrize("query", ["IRA", "ＩＲＡ", " IRA "])
def test_an_abbreviation_is_a_whole_word(page: Page, query: str) -> None:
    found = page.evaluate(NAMES, query)
    assert found
    assert all(re.search(r"\bIRA\b", entry) for entry in found)


def test_letters_on_the_way_to_an_abbreviation_still_find_it(page: Page) -> None:
    assert any("eu-net-zero-industry-act" in entry for entry in page.evaluate(NAMES, "NZI"))


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("battery industry strategy passport anode dumping", "us-graphite-anode-ad-cvd"),
        ("battery regulation New Jersey cobalt", "us-nj-ev-battery-management-act"),
    ],
)
def test_words_that_nearly_every_record_has_decide_little(page: Page, query: str, id: str) -> None:
    (answer,) = page.evaluate(FIRST, [query])
    assert answer["records"][0] == urls.policy(id)


def test_the_words_of_a_query_are_cut_as_those_of_the_index(page: Page, registry: Registry) -> None:
    texts = [
        text
        for policy in registry
        for text in (
            policy.summary, policy.title.text, *policy.also_known_as, *(title.text for title in policy.original_titles),
            *(duty.what for duty in policy.obligations), *(source.title for source in policy.sources),
        )
    ]  # fmt: skip
    assert page.evaluate(WORDS, texts) == [words(text) for text in texts]
