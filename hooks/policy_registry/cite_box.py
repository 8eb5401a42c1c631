"""The box "Cite this" of a page, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policy_registry import urls
from policy_registry.citation import CslItem, csl_item
from policy_registry.citation_forms import FORMS, CitationForm
from policy_registry.evidence import ItemId
from policy_registry.facts import Event, Funding, Obligation, Target
from policy_registry.phrases import phrase
from policy_registry.policy import Policy
from policy_registry.registry import Registry
from policy_registry.wording import date_words


@dataclass(frozen=True)
class CitationText:
    """The reference in one form: its text, its file, and the name under which a reader keeps that."""

    name: str
    read_by: str
    text: str
    file: str
    path: str
    kept_as: str


@dataclass(frozen=True)
class CiteBox:
    """The parts of the formatted reference, the reference in every form, and each fact that can be cited in one phrase."""

    author: str
    title: str
    record: str
    version: int
    recorded: str
    address: str
    page: str
    texts: tuple[CitationText, ...]
    facts: Mapping[ItemId, str]


def cite_box(registry: Registry, policy: Policy, page: str, base: str) -> CiteBox:
    """The references to the version that a policy is, with their files beside the page at a path."""
    author = registry.publication.name
    item = csl_item(policy, author, base)
    facts: tuple[Event | Target | Obligation | Funding, ...]
    facts = (*policy.events, *policy.targets, *policy.obligations, *policy.funding)
    return CiteBox(
        author=author,
        title=item["title"],
        record=policy.id,
        version=policy.version,
        recorded=date_words(policy.recorded),
        address=item["URL"],
        page=urls.version(policy.id, policy.version),
        texts=tuple(_text(form, item, page) for form in FORMS),
        facts={fact.id: phrase(fact, policy, registry.vocabularies) for fact in facts},
    )


def _text(form: CitationForm, item: CslItem, page: str) -> CitationText:
    return CitationText(
        name=form.name,
        read_by=form.read_by,
        # A page has no carriage returns, and a clipboard has the line ends of its system.
        text=form.write(item).replace("\r\n", "\n"),
        file=form.file,
        path=urls.citation_file(page, form.file),
        kept_as=f"{item['id']}.{form.file.rpartition('.')[2]}",
    )
