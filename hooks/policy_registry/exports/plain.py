"""A record in plain words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import fill

from policy_registry.facing import CONSULTED_LABELS, language_name, status_badge
from policy_registry.phrases import checked_words
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.relations import relations
from policy_registry.rows import Row, event_row, funding_row, obligation_row, target_row
from policy_registry.wording import NO_BREAK, date_words

WIDTH = 100


def plain_text(policy: Policy, registry: Registry, as_of: date) -> str:
    """The record as a page of text: names, status, duties, targets, money, dates, relations, sources and versions."""
    blocks = (
        ("", _names(policy, registry)),
        ("Summary", [_wrapped(policy.summary)]),
        ("Duties", _rows("from", (obligation_row(policy, duty, registry, as_of) for duty in policy.obligations))),
        ("Targets", _rows("by", (target_row(policy, target, registry, as_of) for target in policy.targets))),
        ("Funding", _rows("from", (funding_row(policy, line, registry, as_of) for line in policy.funding))),
        ("Dates", [_wrapped(_event(event_row(policy, event, registry, as_of)), "  ") for event in policy.events]),
        ("Relations", _relations(policy, registry)),
        ("Open questions", [_wrapped(question.text, "  ") for question in policy.open_questions]),
        ("Sources", _sources(policy)),
        ("Versions", _versions(policy, registry)),
    )
    text = "\n\n".join("\n".join([name, *lines] if name else lines) for name, lines in blocks if lines)
    return text.replace(NO_BREAK, " ") + "\n"


def _names(policy: Policy, registry: Registry) -> list[str]:
    vocabularies = registry.vocabularies
    numbers = (
        f"{vocabularies['identifier-schemes'].label(scheme)} {number}"
        for scheme, found in policy.identifiers.items() for number in found
    )  # fmt: skip
    titles = (f"{title.text} ({language_name(title.language)})" for title in (policy.title, *policy.original_titles))
    said = {
        "Title": "\n".join(titles),
        "Also known as": "; ".join(policy.also_known_as),
        "Status": ". ".join(filter(None, (status_badge(policy, vocabularies).text, policy.status_note))),
        "Kind": f"{vocabularies['instruments'].label(policy.instrument)}, "
        f"{vocabularies['bindingness'].label(policy.bindingness).lower()}",
        "Region": vocabularies["regions"].label(policy.region) + (f" ({policy.jurisdiction})" if policy.jurisdiction else ""),
        "Passed by": "; ".join(policy.passed_by),
        "Topics": ", ".join(vocabularies["topics"].label(topic) for topic in policy.topics),
        "Numbers": "; ".join(numbers),
        "Checked": checked_words(policy, vocabularies).removeprefix("Checked ") or "never",
    }
    lines = [policy.short_title, f"{policy.id}, version {policy.version} of {date_words(policy.recorded)}", ""]
    return lines + [
        _wrapped(line, f"{name if first else '':<15}", " " * 15)
        for name, text in said.items() if text for first, line in _lines(text)
    ]  # fmt: skip


def _lines(text: str) -> Iterator[tuple[bool, str]]:
    return ((index == 0, line) for index, line in enumerate(text.split("\n")))


def _rows(since: str, rows: Iterable[Row]) -> list[str]:
    """Each fact with its words first and what belongs to it below; the first word says what its date means."""
    lines = []
    for row in rows:
        value = f": {row.value}" if row.value else ""
        lines.append(_wrapped(f"{row.what}{value}", "  "))
        dates = [f"{since} {row.date.running}"] if row.date else []
        dates += [f"until {row.until.running}"] if row.until else []
        standing = row.standing.text.lower() if row.standing else ""
        details = (f"{name} {text}" for name, text in row.details)
        belongs = (", ".join(dates), ", ".join(row.who), row.who_exactly, standing, row.measured_as, *details)
        lines.append(_wrapped("; ".join(part for part in belongs if part) + f" [{_evidence(row)}]", "      "))
        for earlier in row.earlier:
            before = ", ".join(
                part for part in (earlier.value, f"{since} {earlier.date.running}" if earlier.date else "") if part
            )
            lines.append(_wrapped(f"until {earlier.until.running}: {before or 'not stated'}", "      "))
    return lines


def _evidence(row: Row) -> str:
    evidence = row.evidence
    return f"unverified: {evidence.reason}" if evidence.is_unverified else evidence.label


def _event(row: Row) -> str:
    when = row.date.words if row.date else ""
    return f"{when}: {row.what} [{_evidence(row)}]"


def _relations(policy: Policy, registry: Registry) -> list[str]:
    return [
        _wrapped(f"{view.words} {f'{view.other.text} ({view.other_id})' if view.other else view.text}", "  ")
        for view in relations(policy, registry)
    ]


def _sources(policy: Policy) -> list[str]:
    lines = []
    for source in policy.sources:
        read = CONSULTED_LABELS[source.consulted] + (f" on {date_words(source.consulted_on)}" if source.consulted_on else "")
        lines.append(_wrapped(f"{source.title}. {source.publisher}; {language_name(source.language)}; {read}", "  "))
        lines += [f"      {address}" for address in (source.url, source.archived_url) if address]
    return lines


def _versions(policy: Policy, registry: Registry) -> list[str]:
    causes = registry.vocabularies["causes"]
    return [
        _wrapped(f"{entry.version}  {date_words(entry.recorded)}  {causes.label(entry.cause)}: {entry.summary}", "  ", " " * 5)
        for entry in policy.history
    ]


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=rest or " " * len(first),
                break_long_words=False, break_on_hyphens=False)  # fmt: skip
