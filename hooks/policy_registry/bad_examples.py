"""What a field refuses, in examples: beside the `examples` of JSON Schema, which are what it takes."""

from __future__ import annotations

from pydantic.config import JsonDict
from pydantic.types import JsonValue

BAD_EXAMPLES = "x-bad-examples"


def refuses(*examples: JsonValue) -> JsonDict:
    """The part of a schema that names what people write there by mistake; the prefix `x-` marks a word of our own."""
    return {BAD_EXAMPLES: [*examples]}
