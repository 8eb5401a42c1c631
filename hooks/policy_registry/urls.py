"""Every address of the site, relative to its root; no other module makes one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, urlencode

HOME = ""
POLICIES = "policies/"
REGIONS = "regions/"
COMPARE = "compare/"
COMPARE_POLICIES = "compare/policies/"
CALENDAR = "calendar/"
CHANGELOG = "changelog/"
CORRECTIONS = "about/corrections/"
DUE = "about/due/"
RULES = "rules/"
DATA = "data/"
DICTIONARY = "data/dictionary/"
ALL_POLICIES_JSON = "data/policies.json"
SCHEMA = "data/policy.schema.json"
OPENAPI = "data/openapi.json"
VERSIONS_JSON = "data/versions.json"
LLMS = "llms.txt"
EXPLORER_JSON = "data/explorer.json"
SEARCH_CONTENTS = "search/contents.json"
IDENTIFIERS = "id/"
DATASET = "data/#Dataset"
ICON = "assets/mark.svg"
SITE_CARD = "assets/card.png"
EMBEDS = "embed/"
EMBED_STYLES = "assets/stylesheets/embed.css"
CALENDAR_FILE = "calendar/deadlines.ics"
REPORT = "about/contribute/#without-a-text-editor"
FEEDS = "feeds/"
TOPICS = "compare/topics/"
METRICS = "compare/metrics/"
LONGEST_NAME, LONGEST_WAY = 255, 1024
# Beside the page of a record and beside that of each version.
YAML_FILE, MARKDOWN_FILE = "record.yml", "record.md"
CITATION_FILES = ("cite.bib", "cite.ris", "cite.json")
CORRECTION_FORM = "correct-a-value.yml"


def data(name: str) -> str:
    """A file of the dataset."""
    return f"{DATA}{name}"


def region(id: str) -> str:
    """The page of a region."""
    return f"{REGIONS}{id}/"


def policy(id: str) -> str:
    """The page of the current record."""
    return f"policies/{id}/"


def version(id: str, number: int | str) -> str:
    """The page of a frozen version; a text may stand for any number."""
    return f"policies/{id}/v/{number}/"


def anchor(page: str, item: str) -> str:
    """One item on a page."""
    return f"{page}#{item}"


def fact(id: str, item: str) -> str:
    """One item on the page of the current record."""
    return anchor(policy(id), item)


def version_fact(id: str, number: int, item: str) -> str:
    """One item on the page of a frozen version."""
    return f"{version(id, number)}#{item}"


def record_json(id: str) -> str:
    """The record as JSON."""
    return f"{policy(id)}record.json"


def record_yaml(id: str) -> str:
    """The record as canonical YAML."""
    return policy(id) + YAML_FILE


def record_markdown(id: str) -> str:
    """The record as Markdown."""
    return policy(id) + MARKDOWN_FILE


def version_yaml(id: str, number: int | str) -> str:
    """The frozen bytes of a version."""
    return version(id, number) + YAML_FILE


def version_markdown(id: str, number: int | str) -> str:
    """A frozen version as Markdown."""
    return version(id, number) + MARKDOWN_FILE


def compared_json(id: str) -> str:
    """The record as a column of a comparison."""
    return f"{policy(id)}compare.json"


def compare_with(id: str) -> str:
    """The comparison that begins with a policy."""
    return f"{COMPARE_POLICIES}?p={id}"


def changes(id: str) -> str:
    """The steps from version to version, each in words."""
    return f"{policy(id)}changes/"


def step(id: str, number: int) -> str:
    """What a version changed."""
    return anchor(changes(id), f"v{number}")


def changes_json(id: str) -> str:
    """The steps from version to version as data."""
    return f"{policy(id)}changes.json"


def timemap_json(id: str) -> str:
    """The list of versions with their days, as JSON."""
    return f"{policy(id)}timemap.json"


def timemap_link(id: str) -> str:
    """The list of versions with their days, in the link format of RFC 7089."""
    return f"{policy(id)}timemap.link"


def card(id: str) -> str:
    """The picture of a record that other sites show beside a link to it."""
    return f"{policy(id)}card.png"


def embed(id: str) -> str:
    """The small page of a record that stands in a frame on pages of others."""
    return f"{EMBEDS}{id}/"


def citation_file(page: str, name: str) -> str:
    """One of the citation files beside the page of a record or of a version."""
    return f"{page}{name}"


def policy_feed(id: str, form: str) -> str:
    """The feed of one policy; the form is `atom` or `json`."""
    return f"{policy(id)}feed.{form}"


def feed(form: str) -> str:
    """The feed of all changes; the form is `atom` or `json`."""
    return f"{FEEDS}changes.{form}"


def region_feed(id: str, form: str) -> str:
    """The feed of one region; the form is `atom` or `json`."""
    return f"{FEEDS}regions/{id}.{form}"


def topic_feed(id: str, form: str) -> str:
    """The feed of one topic; the form is `atom` or `json`."""
    return f"{FEEDS}topics/{id}.{form}"


def policy_calendar(id: str) -> str:
    """The deadlines of one policy as a calendar file."""
    return f"{policy(id)}deadlines.ics"


def region_calendar(id: str) -> str:
    """The deadlines of one region as a calendar file."""
    return f"{region(id)}deadlines.ics"


def topic_calendar(id: str) -> str:
    """The deadlines of one topic as a calendar file."""
    return f"{topic(id)}deadlines.ics"


def region_json(id: str) -> str:
    """The records of one region as JSON."""
    return f"{region(id)}policies.json"


def topic_json(id: str) -> str:
    """The records on one topic as JSON."""
    return f"{topic(id)}policies.json"


def topic(id: str) -> str:
    """The comparison of regions on a topic."""
    return f"{TOPICS}{id}/"


def policies_where(**chosen: str | Sequence[str]) -> str:
    """The explorer with answers chosen by the names of its facets, or with a `name`."""
    return f"{POLICIES}?{urlencode(chosen, doseq=True, quote_via=quote, safe='')}"


def deadlines_of(actor: str) -> str:
    """The calendar, narrowed to the duties of one kind of actor."""
    return f"{CALENDAR}?who={actor}#years"


def metric(id: str) -> str:
    """The comparison of numbers of one metric."""
    return f"{METRICS}{id}/"


def law(id: str) -> str:
    """The law itself, as against the page on it: a name for linked data. No item can have that id, for its capital."""
    return f"{policy(id)}#Law"


def identifier(scheme: str, value: str) -> str:
    """The address that leads from an official number to its record, percent-encoded; empty where no file can bear it.

    Slashes part folders, so that a server that decodes finds the same file for `/` and `%2F`. An ELI counts from
    what follows its `/eli/`.
    """
    way = value.partition("/eli/")[2] or value if scheme == "eli" else value
    is_short = len(way.encode(errors="replace")) <= LONGEST_WAY
    fits = is_short and all(_can_be_folder(name) for name in f"{scheme}/{way}".split("/"))
    return quote(f"{IDENTIFIERS}{scheme}/{way}/") if fits else ""


def _can_be_folder(name: str) -> bool:
    # The category C of Unicode: control characters, and what no text should hold.
    is_text = not any(letter == "\\" or unicodedata.category(letter).startswith("C") for letter in name)
    return is_text and name.lower() not in {"", ".", "..", "index.html"} and len(name.encode()) <= LONGEST_NAME


def explorer_names(folder: str, name: str) -> str:
    """Names of policies that the explorer fetches when it needs them."""
    return f"data/explorer/{folder}/{name}"


def search_volume(folder: str, name: str) -> str:
    """A part of the index of the search."""
    return f"search/{folder}/{name}"


def rule(id: str) -> str:
    """What a rule wants, and why."""
    return f"{RULES}{id}/"


def about(page: str) -> str:
    """A page of prose about the registry."""
    return f"about/{page}/"


def relative(target: str, page: str) -> str:
    """The way from one page to another, so that the site works from any folder."""
    path, hash, anchor = target.partition("#")
    if path == page and hash:
        return f"#{quote(anchor)}"
    way = _way(path, page)
    slash = "/" if (not path or path.endswith("/")) and not way.endswith("/") else ""
    return f"{way}{slash}{hash}{quote(anchor)}"


@lru_cache(maxsize=10_000)
def _way(path: str, page: str) -> str:
    to, here = ([step for step in one.split("/") if step] for one in (path, page))
    same = next((place for place, (a, b) in enumerate(zip(to, here, strict=False)) if a != b), min(len(to), len(here)))
    return "/".join([*[".."] * (len(here) - same), *to[same:]]) or "."


def absolute(base: str, path: str) -> str:
    """The whole address of a page or file of the site that stands at a base."""
    way, hash, anchor = path.partition("#")
    return f"{base.rstrip('/')}/{quote(way)}{hash}{quote(anchor)}"


def edit(repository: str, path: str) -> str:
    """The host's web editor for a file of the repository; empty where no repository is set."""
    return f"{repository.rstrip('/')}/edit/main/{path}" if repository else ""


def report(repository: str, id: str, number: int, item: str, words: str) -> str:
    """The issue form for a wrong value, with what the page knows filled in; empty where no repository is set.

    GitHub fills a form from query parameters that are named like the ids of its fields.
    """
    answers = {"template": CORRECTION_FORM, "title": f"{id}: {item}", "record": id, "version": str(number), "fact": item}
    query = urlencode(answers | {"value": words}, quote_via=quote, safe="")
    return f"{repository.rstrip('/')}/issues/new?{query}" if repository else ""
