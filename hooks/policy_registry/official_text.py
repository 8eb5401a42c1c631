"""Which source of a record is the official text of the policy, as a link that may be followed."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from policy_registry.evidence import Source, SourceKind
from policy_registry.policy import Policy

# Names that only governments and the institutions of the EU may bear; a copy elsewhere is not the official text.
OFFICIAL_HOSTS = (".europa.eu", ".gov", ".gov.cn", ".go.jp", ".go.kr")
# What speaks about the text or came before it, as the records call it.
ABOUT = re.compile(r"\b(page|release|proposal|reprint|initiation)\b")
REMARK = re.compile(r"\s*[(（][^()（）]*[)）]$")
# Of a title that holds that of the policy, the least part that must be it: a notice that issues it, not a report on it.
LEAST_SHARE = 0.4


def official_text(policy: Policy) -> Source | None:
    """The primary source that stands with a public body and bears a number or title of the policy; None without one.

    The consolidated text comes first, the newest of them before others; then the act by its ELI or CELEX number, by another
    number, by its original title, by its title.
    """
    graded = [(_grade(source, policy), source) for source in policy.sources if _may_be(source)]
    fitting = [(grade, source) for grade, source in graded if grade]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _may_be(source: Source) -> bool:
    host = urlsplit(source.url or "").hostname or ""
    return source.kind is SourceKind.PRIMARY and source.linkable and f".{host}".endswith(OFFICIAL_HOSTS)


def _grade(source: Source, policy: Policy) -> tuple[int, str] | None:
    """How well a source fits, and for consolidated texts the day that their number ends with; None where it does not."""
    address, title = unquote(source.url or ""), _folded(source.title)
    numbers = policy.identifiers
    acts = [number[1:] for number in numbers.get("celex", ())] + [_way(number) for number in numbers.get("eli", ())]
    if any(act in address for act in acts):
        day = re.search(r"-(\d{8})$", address)
        return (5, day[1] if day else "") if "consolidated" in f"{source.id} {title}" else (4, "")
    if acts or ABOUT.search(title):
        return None
    if any(_folded(number) in title for found in numbers.values() for number in found):
        return 3, ""
    if any(_is_titled(title, _folded(original.text)) for original in policy.original_titles):
        return 2, ""
    return (1, "") if _is_titled(title, _folded(policy.title.text)) else None


def _way(eli: str) -> str:
    """What names the act in an ELI, whatever the server and the version."""
    return f"/eli/{eli.partition('/eli/')[2].removesuffix('/oj')}"


def _is_titled(title: str, name: str) -> bool:
    bare = REMARK.sub("", title)
    return bare.startswith(name) or (name in title and len(name) >= LEAST_SHARE * len(title))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
