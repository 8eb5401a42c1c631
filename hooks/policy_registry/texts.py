"""Text as records hold it: one line, trimmed, without control characters; web addresses; language codes."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from policy_registry.bad_examples import refuses
from policy_registry.invisible import is_invisible

# A spreadsheet that opens a table takes a cell for a formula which begins with one of them.
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# Between the parts of a list in one cell of a table.
LIST_SEPARATOR = " | "


def _clean(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("text-empty", "is empty", {"help": "write the text or leave the field out"})
    # Every invisible letter is one that Python does not print; only a text with such is read letter by letter.
    for letter in "" if text.isprintable() else text:
        if is_invisible(letter):
            raise PydanticCustomError(
                "text-character",
                "holds the invisible character {code}",
                {"code": f"U+{ord(letter):04X}", "help": "delete it; a text is one line (use `>-` to fold long ones)"},
            )
    if text != text.strip() or "  " in text:
        raise PydanticCustomError(
            "text-spacing", "begins or ends with a space, or has two in a row", {"help": "use single spaces"}
        )
    if text.startswith(FORMULA_SIGNS):
        raise PydanticCustomError("text-sign", 'begins with "{sign}"', {"sign": text[0], "help": "begin with a word"})
    if LIST_SEPARATOR in text:
        raise PydanticCustomError("text-sign", "holds a bar between spaces", {"help": "write a comma or a semicolon"})
    return text


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or text.split() != [text]:
        raise PydanticCustomError(
            "url-malformed", '"{text}" is not a web address', {"text": text, "help": "write the whole address, https://…"}
        )
    return text


def _truth(value: object) -> object:
    if isinstance(value, str) and value not in {"true", "false"}:
        raise PydanticCustomError(
            "field-shape", '"{text}" is neither true nor false', {"text": value, "help": "write true or false"}
        )
    return value


Truth = Annotated[bool, BeforeValidator(_truth), Field(examples=[True, False], json_schema_extra=refuses("no", "yes"))]
Text = Annotated[
    str,
    Field(min_length=1, max_length=4000, json_schema_extra=refuses("", "two  spaces in a row")),
    AfterValidator(_clean),
]
WebAddress = Annotated[
    Text,
    AfterValidator(_web_address),
    Field(json_schema_extra={"format": "uri", **refuses("eur-lex.europa.eu", "see the Official Journal")}),
]
LanguageCode = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?$",
        examples=["en", "zh", "ja", "ko"],
        json_schema_extra=refuses("English", "EN"),
    ),
]
