"""The reference to one version of a record as files."""

from __future__ import annotations

from policy_registry.citation import csl_item
from policy_registry.citation_forms import FORMS
from policy_registry.policy import Policy


def citation_files(policy: Policy, author: str, base: str) -> dict[str, bytes]:
    """The reference in every form, by the name of its file."""
    item = csl_item(policy, author, base)
    return {form.file: form.write(item).encode() for form in FORMS}
