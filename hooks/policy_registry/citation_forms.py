"""The forms in which a reference is offered, each with the file that holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policy_registry.bibtex import bibtex
from policy_registry.citation import CslItem
from policy_registry.ris import ris
from policy_registry.urls import CITATION_FILES
from policy_registry.writing import json_text


@dataclass(frozen=True)
class CitationForm:
    """A form with its name, the programs that read it, the name of its file, and its writer."""

    name: str
    read_by: str
    file: str
    write: Callable[[CslItem], str]


def csl_json(item: CslItem) -> str:
    """An item as CSL-JSON, which is always a list of items."""
    return json_text([item])


_BIB, _RIS, _JSON = CITATION_FILES
FORMS = (
    CitationForm("BibTeX", "LaTeX, JabRef", _BIB, bibtex),
    CitationForm("RIS", "Zotero, EndNote, Mendeley", _RIS, ris),
    CitationForm("CSL-JSON", "Zotero, Pandoc", _JSON, csl_json),
)
