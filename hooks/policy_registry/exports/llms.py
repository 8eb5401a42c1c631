"""What the site holds, for tools that read language: the file `llms.txt` after llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policy_registry import urls
from policy_registry.distribution import Distribution
from policy_registry.excerpts import shortened
from policy_registry.exports.linked_data import ABOUT
from policy_registry.licence import LICENCE_NAME
from policy_registry.markdown_text import escaped
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.shown import HEAVIEST, MOST_OF_ALL, heaviest, rest, share
from policy_registry.wording import counted, date_words

LONGEST_SUMMARY = 200
# What a tool should know before it quotes a record.
NOTES = (
    "To cite, give the version and its permanent address, `{version}`, with `#<fact>` for one fact. Each record below "
    "begins with its reference. A version never changes; the current record does.",
    "What a record says is as recorded on the day of its version. “Checked” in its head says when its sources were last "
    "looked at; what happened since is missing.",
    "“unverified” marks a fact that rests on no source, or on one that was not read: repeat that word with the fact. A "
    "proposal, an estimate and a lapsed value are no law; the weight of each fact says which it is.",
    "A record describes a policy in our own words. It is no official text and no legal advice.",
    "The records are free to use under {licence}: name the registry and link to the version.",
    "Beside each `record.md` stand `record.json` and `record.yml`, the same as data, and without a file name the page.",
)
PAGES = (
    (urls.about("methodology"), "Methodology", "how facts are found, graded, worded, compared and kept"),
    (urls.about("cite"), "How to cite", "which address to cite, and what it promises"),
    (urls.about("reuse"), "How to reuse", "records in pages and programs of others"),
    (urls.about("glossary"), "Glossary", "the words of the registry"),
    (urls.DICTIONARY, "Data dictionary", "every field of a record and every term of the vocabularies"),
    (urls.CORRECTIONS, "Corrections", "what was wrong, what is right, and what shows it"),
    (urls.CHANGELOG, "Changelog", "what changed in the records and why, newest first"),
)


def llms_txt(registry: Registry, files: Iterable[Distribution], base: str) -> bytes:
    """A title, a summary, what to know before citing, and lists of links: records by region, files, pages.

    Such a file is read whole: of very many records it names the weightiest and leads to the files that hold all.
    """
    newest = max((policy.recorded for policy in registry), default=None)
    edition = counted(len(registry), "record") + (f", the newest of {date_words(newest)}" if newest else "")
    version = f"{urls.absolute(base, urls.POLICIES)}<id>/v/<n>/"
    notes = (f"- {note.format(version=version, licence=LICENCE_NAME)}" for note in NOTES)
    blocks = [f"# {escaped(registry.publication.name)}", f"> {escaped(f'{ABOUT} {edition}.')}", "\n".join(notes)]
    held = {region: policies for region in registry.vocabularies["regions"] if (policies := registry.in_region(region.id))}
    each = share(map(len, held.values()), MOST_OF_ALL)
    for region, policies in held.items():
        entries = [_record(policy, registry, base) for policy in heaviest(policies, each)]
        left_off = rest(len(entries), len(policies), "records", HEAVIEST)
        told = f"all of them as JSON. {left_off.words}" if left_off else "all of the above as JSON"
        whole = _entry(base, urls.region_json(region.id), f"Records of {region.label}", told)
        blocks += [f"## {escaped(region.label)}", "\n".join([*entries, whole])]
    blocks += ["## Data files", "\n".join(_files(files, base))]
    blocks += ["## About", "\n".join(_entry(base, *page) for page in PAGES)]
    return ("\n\n".join(blocks) + "\n").encode()


def _record(policy: Policy, registry: Registry, base: str) -> str:
    status = registry.vocabularies["statuses"].label(policy.status)
    words = f"{status}. {shortened(policy.summary, LONGEST_SUMMARY)}"
    return _entry(base, urls.record_markdown(policy.id), policy.short_title, words)


def _files(files: Iterable[Distribution], base: str) -> Iterator[str]:
    """The files of the whole dataset; those of single tables are named by its description."""
    return (_entry(base, file.path, file.name, file.description) for file in files if file.table is None)


def _entry(base: str, path: str, name: str, note: str) -> str:
    return f"- [{escaped(name)}]({urls.absolute(base, path)}): {escaped(note)}"
