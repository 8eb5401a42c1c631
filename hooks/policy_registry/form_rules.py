"""What is demanded beside the rules that look at the meaning of a record: by the reader, and of what was published."""

from __future__ import annotations

from typing import NamedTuple


class FormRule(NamedTuple):
    """One demand in one sentence, and what would go wrong without it in another."""

    statement: str
    why: str


FORM_RULES = {
    "unreadable": FormRule(
        "The registry holds plain files that can be read, each of at most a million bytes, and no links.",
        "What cannot be opened cannot be checked, and a link can lead to a file that nobody meant to publish.",
    ),
    "yaml-syntax": FormRule(
        "A record is one UTF-8 YAML document of fields, with at most 20 levels and 20,000 names and values.",
        "One misplaced space or quote can move every following line to another place.",
    ),
    "yaml-anchor": FormRule(
        "A record writes every value out, without anchors and aliases.",
        "Whoever mends a value in one place must not change another without seeing it.",
    ),
    "yaml-tag": FormRule(
        "A record has no tags; the model knows the type of each value.",
        "A tag can turn a value into something else, or make a program run code.",
    ),
    "duplicate-key": FormRule(
        "A field stands once.",
        "Of two values one would be dropped, and nobody could tell which was meant.",
    ),
    "comment": FormRule(
        "A record has no comments; a remark belongs into the `note` of the fact it is about.",
        "Our commands write records anew and would lose it; a note is kept and reaches the reader.",
    ),
    "format": FormRule(
        "A record is written in the newest format; `registry upgrade` brings it there.",
        "Everything then has one meaning, and the code reads one format only.",
    ),
    "field-missing": FormRule(
        "A field that every record needs is there.",
        "Pages and tables show it of every policy; a gap would look like a statement about the law.",
    ),
    "field-unknown": FormRule(
        "A field is one that the data dictionary knows.",
        "A mistyped name would be passed over in silence, and its value with it.",
    ),
    "field-shape": FormRule(
        "A list is a list, a mapping is a mapping, a text is a text, and true or false is true or false.",
        "Pages and data files count on one shape; a single name can be a list of one.",
    ),
    "text-empty": FormRule(
        "A field that is there holds something.",
        "An empty field does not say whether there is nothing or whether nobody has looked.",
    ),
    "text-length": FormRule(
        "A text or list is neither too short nor too long.",
        "An empty list says nothing, and a text without end is most often pasted by mistake.",
    ),
    "text-form": FormRule(
        "An id, a language or a place code has its form.",
        "Ids become addresses, and codes are read by machines; both must be the same everywhere.",
    ),
    "text-character": FormRule(
        "A text is one line without invisible characters.",
        "They come along when text is copied, break searches, and can make a line read other than it is.",
    ),
    "text-spacing": FormRule(
        "A text has single spaces, and none at its ends.",
        "Two texts that look alike are then alike, for the search and for the list of changes.",
    ),
    "text-sign": FormRule(
        "A text begins with none of the signs = + - @, of any width, and has no bar between spaces.",
        "Spreadsheets take a cell that begins so for a formula, and in tables bars stand between the parts of a list.",
    ),
    "date-malformed": FormRule(
        "A date is a year, a month, a day or a fiscal year that the calendar has.",
        "In some countries 03/04/2027 is in March, in others in April; year, month, day is read alike everywhere.",
    ),
    "rule-malformed": FormRule(
        "A date that waits for an event counts either months or days, from an event that is dated well enough for that.",
        "The day is worked out once the event has happened, and two intervals, or a vague beginning, would give two days.",
    ),
    "number-malformed": FormRule(
        "A number is digits with a point, from a million up with a word if you like.",
        "Signs and commas mean different things in different countries; unit and comparator have fields of their own.",
    ),
    "url-malformed": FormRule(
        "An address on the web begins with http:// or https:// and names a host.",
        "Anything else is a link that leads nowhere.",
    ),
    "vocabulary-term": FormRule(
        "A term stands in its vocabulary.",
        "Policies can only be counted, filtered and compared where the same thing has the same word.",
    ),
    "listed-twice": FormRule(
        "A list names nothing twice.",
        "A repeated name is a slip: most often another one was meant.",
    ),
    "published": FormRule(
        "What was published keeps its address and its bytes.",
        "Papers and filings have cited it, and must find what they cited.",
    ),
}
