"""Who publishes the registry, and the name under which its feeds mint ids that outlive its address."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from policy_registry.evidence import Part
from policy_registry.place import Place
from policy_registry.texts import Text


class Publication(Part):
    """The file that a publisher fills in once, before the first publication."""

    name: Text = Field(default=Place.name, description="The author of every record, as citations name it.")
    tag_authority: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")] = Field(
        default="battery-policy-registry.example",
        description="A domain name of the publisher, for the tag URIs of RFC 4151; it never changes, wherever the site moves.",
    )
    tag_year: Annotated[str, Field(pattern=r"^[0-9]{4}$")] = Field(
        default="2026", description="A year on whose first day the publisher held that name; it never changes."
    )

    def tag(self, name: str) -> str:
        """A permanent id after RFC 4151."""
        return f"tag:{self.tag_authority},{self.tag_year}:{name}"
