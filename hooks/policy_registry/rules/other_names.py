"""The names of a policy."""

from __future__ import annotations

from collections.abc import Iterator

from policy_registry.problems import Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule


def check(record: Record, context: Context) -> Iterator[Finding]:
    """No name is given twice among the title, the short title and the other names.

    These names are what the search looks through; a repeated one adds nothing and makes the page longer.
    """
    policy = record.policy
    seen = {policy.title.text.casefold(): "title", policy.short_title.casefold(): "short_title"}
    seen |= {title.text.casefold(): "original_titles" for title in policy.original_titles}
    for index, name in enumerate(policy.also_known_as):
        if name.casefold() in seen:
            first = seen[name.casefold()]
            yield Finding(("also_known_as", index), f'"{name}" already stands under `{first}`', "remove it here")
        seen.setdefault(name.casefold(), "also_known_as")


RULE = Rule("other-names", check)
