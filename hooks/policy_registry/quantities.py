"""Numbers without floats: what a source prints, as an exact decimal.

A record writes plain digits, `16`, `1.35`, `600000`, and for large sums a word: `40.6 trillion`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from policy_registry.bad_examples import refuses

SCALES = {"trillion": 12, "billion": 9, "million": 6}
MAXIMUM_DIGITS = 20
_FORM = re.compile(r"(?P<digits>-?(?:0|[1-9]\d*)(?:\.\d+)?)(?: (?P<scale>million|billion|trillion))?", re.ASCII)
JSON_PATTERN = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?( (million|billion|trillion))?$"


def parse_quantity(text: object) -> Decimal:
    """The exact number that a text states; raises PydanticCustomError `number-malformed` with a proposal."""
    if isinstance(text, Decimal):
        return text
    match = _FORM.fullmatch(text) if isinstance(text, str) and len(text) < 40 else None
    if match is None or len(match["digits"]) > MAXIMUM_DIGITS:
        shown = text if isinstance(text, str) else "a list or mapping"
        raise PydanticCustomError("number-malformed", '"{text}" is not a number', {"text": shown, "help": _proposal(shown)})
    return Decimal(match["digits"]).scaleb(SCALES.get(match["scale"] or "", 0))


def _proposal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)  # Digits and signs of full width become plain ones.
    digits = plain.removesuffix("%").rstrip()
    if _FORM.fullmatch(digits) and digits != text:
        return f"write {digits}" if digits == plain else f"write {digits} and say the rest in `unit`"
    if re.fullmatch(r"\d+,\d{1,2}", digits, re.ASCII):
        return f"write {digits.replace(',', '.')}, with a point"
    # Where it was written 1,000 may be a thousand or one; three digits after a single comma do not tell.
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", digits, re.ASCII):
        return f"write {digits.replace(',', '')} if the commas part thousands"
    return "write digits with a point, such as 16, 1.35 or 40.6 trillion; the unit has a field of its own"


def quantity_text(value: Decimal) -> str:
    """The one written form of a number: digits, from a million up with a word."""
    for scale, exponent in SCALES.items():
        if abs(value) >= Decimal(1).scaleb(exponent):
            return f"{_digits(value.scaleb(-exponent).normalize())} {scale}"
    return _digits(value)


def _digits(value: Decimal) -> str:
    return format(value, "f")


Quantity = Annotated[
    Decimal,
    BeforeValidator(parse_quantity),
    PlainSerializer(quantity_text, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "number"],
            "pattern": JSON_PATTERN,
            "examples": ["16", "1.35", "40.6 trillion"],
            **refuses("16%", "1,600", "about 16"),
        }
    ),
]


def _whole_number(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"0|[1-9][0-9]{0,8}", value, re.ASCII):
        raise PydanticCustomError(
            "number-malformed", '"{text}" is not a whole number', {"text": value, "help": "write digits only"}
        )
    return value


WholeNumber = Annotated[int, BeforeValidator(_whole_number), Field(json_schema_extra=refuses("1.0", "two"))]
