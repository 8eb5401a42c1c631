"""Texts that make a careless search for a pattern take hours, each read in a process that may work for a few seconds."""

from __future__ import annotations

import resource
import subprocess
import sys
from contextlib import suppress
from importlib import import_module

import pytest

SECONDS = 5
SPACES, SIGNS = " " * 60_000, 20_000

# What reads texts of strangers by a pattern, and the texts that it could try in most ways.
CASES = {
    "excerpts:shortened": ("a. A" * SIGNS, "a.) A " * SIGNS),
    "place:site_address": ("https://" + "a." * SIGNS, "http://[" + ":" * SIGNS, "https://a/" + "/" * SIGNS + " "),
    "mending:repaired_date": ("1" * SIGNS, "2027年 " * SIGNS, "1 May" * SIGNS, "01/" * SIGNS, "May " * SIGNS),
    "quantities:parse_quantity": ("1" + ",000" * SIGNS + "x", "9" * SIGNS, "１" * SIGNS + "%"),
    "markdown_text:escaped": ("&a" * SIGNS, "1" * SIGNS + ".", "[" * SIGNS, "_*" * SIGNS),
    "search_words:words": ("電" * SIGNS, "AB" * SIGNS, "é" * SIGNS, "a-" * SIGNS),
    "search_words:acronyms": ("A" * SIGNS, "AB" * SIGNS, "AB-" * SIGNS),
    "issue_forms:read_form": (
        "### a" + SPACES + "x",
        "###" + SPACES,
        "### a" + " b" * SIGNS,
        "### Record" + SPACES + "\n### b",
    ),
    "marked:read_marked": (
        "a: " + "#" * SIGNS,
        "a: |\n" + " #\n" * SIGNS,
        "a" + SPACES + ": b",
        "a: '" + "''" * SIGNS,
        "\t" * SIGNS,
    ),
    "canonical:read_canonical": (
        "a: b\n" * SIGNS,
        "a:\n" + "- " * SIGNS + "\n",
        "a:\n" + "- b\n" * SIGNS + " c\n",
        "a: '" + "''" * SIGNS + "\n",
        "a: >-\n" + "  b\n\n" * SIGNS,
        "a: b" + SPACES + "#\n",
    ),
    "briefing:read_briefing": ('{{a("' * SIGNS, '{{a(","' + '",' * SIGNS, "{{ " * SIGNS, "**" * SIGNS, "\n" + SPACES + "x"),
    "word_runs:compared": ("a " * 700, "a b " * 700),
}
# What the functions ask for beside the text.
BESIDE = {"excerpts:shortened": (200,), "briefing:read_briefing": ("eu", "eu.md"), "word_runs:compared": ("b a " * 700,)}


@pytest.mark.parametrize("name", CASES)
def test_no_text_keeps_a_pattern_busy(name: str) -> None:
    done = subprocess.run([sys.executable, __file__, name], capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()


def read(name: str) -> None:
    """Give every text of a case to its function; a refusal is an answer."""
    module, function = name.split(":")
    reader = getattr(import_module(f"policy_registry.{module}"), function)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for text in CASES[name]:
        with suppress(ValueError):
            reader(text, *BESIDE.get(name, ()))


if __name__ == "__main__":
    read(sys.argv[1])
