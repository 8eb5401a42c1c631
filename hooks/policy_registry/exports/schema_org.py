"""The words of schema.org that several pages share, and how a page carries them: as JSON-LD inside a script element."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from babel import Locale

from policy_registry.dates import PartialDate
from policy_registry.vocabulary import Concept

SCHEMA_ORG = "https://schema.org/"
Node = dict[str, Any]

_TERRITORIES = Locale("en").territories
# A script element must not hold what could end it, nor the line ends that old scripts stumble over.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def json_ld(*nodes: Node) -> str:
    """Nodes as one graph, without what is not known, fit to stand inside a script element."""
    data = {"@context": SCHEMA_ORG.rstrip("/"), "@graph": [_known(node) for node in nodes]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _known(node: Mapping[str, Any]) -> Node:
    return {name: _only(value) for name, value in node.items() if value not in ("", [], {}, None)}


def _only(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def term(concept: Concept) -> str:
    """The word of schema.org for a term of a vocabulary; empty where the vocabulary names none."""
    matches = (*concept.exact_match, *concept.close_match)
    return next((match.removeprefix(SCHEMA_ORG) for match in matches if match.startswith(SCHEMA_ORG)), "")


def iso(date: PartialDate) -> str:
    """A date as ISO 8601 writes it; empty for a fiscal year, which that norm does not know."""
    return "" if date.is_fiscal_year else str(date)


def organization(name: str) -> Node:
    """A body by its name."""
    return {"@type": "Organization", "name": name}


def place(code: str) -> Node:
    """A place by its code of ISO 3166, where `EU` is kept for the Union, which is no country."""
    country, _, part = code.partition("-")
    kind = "AdministrativeArea" if country == "EU" else "Country"
    whole = _known({"@type": kind, "identifier": country, "name": _TERRITORIES.get(country, "")})
    return {"@type": "AdministrativeArea", "identifier": code, "containedInPlace": whole} if part else whole
