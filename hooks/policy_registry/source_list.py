"""The sources of a record, each with the depth to which it was read."""

from __future__ import annotations

from dataclasses import dataclass

from policy_registry.evidence import Source
from policy_registry.facing import CONSULTED_LABELS, Badge, TitleView, language_name, shown_url
from policy_registry.wording import date_words


@dataclass(frozen=True)
class SourceView:
    """A source ready to print."""

    id: str
    title: TitleView
    publisher: str
    url: str
    url_withheld: bool
    archived_url: str
    kind: str
    depth: Badge
    consulted_on: str
    supports: str
    note: str


def source_view(source: Source) -> SourceView:
    """A source; its address is withheld where the record says that it is not to be linked."""
    return SourceView(
        id=source.id,
        title=TitleView(source.title, source.language, language_name(source.language)),
        publisher=source.publisher,
        url=shown_url(source),
        url_withheld=bool(source.url) and not source.linkable,
        archived_url=source.archived_url or "",
        kind=source.kind.value,
        depth=Badge(CONSULTED_LABELS[source.consulted], f"depth-{source.consulted.value}"),
        consulted_on=date_words(source.consulted_on) if source.consulted_on else "",
        supports=", ".join(name.replace("_", " ") for name in source.supports),
        note=source.note or "",
    )
