"""The reference to one version of a record as files."""

from __future__ import annotations

from policy_registry.citation import csl_item
from policy_registry.citation_forms import FORMS
from policy_registry.exports.closed_object import ADDRESS, TEXT, Schema, closed_object, list_of
from policy_registry.policy import Policy

_DAY: Schema = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
CSL_SCHEMA = closed_object(
    "A reference in the fields of the Citation Style Language 1.0.2.",
    {
        "id": TEXT,
        "type": {"const": "dataset"},
        "author": list_of(closed_object("A name that is not taken apart.", {"literal": TEXT})),
        "title": TEXT,
        "genre": TEXT,
        "version": TEXT,
        "issued": closed_object("Year, month and day, as far as they are known.", {"date-parts": list_of(_DAY)}),
        "URL": {**ADDRESS, "description": "The page of the version."},
        "language": {"const": "en"},
    },
)


def citation_files(policy: Policy, author: str, base: str) -> dict[str, bytes]:
    """The reference in every form, by the name of its file."""
    item = csl_item(policy, author, base)
    return {form.file: form.write(item).encode() for form in FORMS}
