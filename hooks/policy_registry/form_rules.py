"""What the reader itself demands of a record, before any rule looks at its meaning."""

FORM_RULES = {
    "unreadable": "A record is a file that can be read.",
    "yaml-syntax": "A record is one UTF-8 YAML document of fields, with at most 20 levels and two million characters.",
    "yaml-anchor": "A record writes every value out, without anchors and aliases.",
    "yaml-tag": "A record has no tags; the model knows the type of each value.",
    "duplicate-key": "A field stands once.",
    "comment": "A record has no comments; a remark belongs into the `note` of the fact it is about.",
    "field-missing": "A field that every record needs is there.",
    "field-unknown": "A field is one that the data dictionary knows.",
    "field-shape": "A list is a list, a mapping is a mapping, a text is a text, and true or false is true or false.",
    "text-empty": "A field that is there holds something.",
    "text-length": "A text or list is neither too short nor too long.",
    "text-form": "An id, a language or a place code has its form.",
    "text-character": "A text is one line without invisible characters.",
    "text-spacing": "A text has single spaces, and none at its ends.",
    "date-malformed": "A date is a year, a month, a day or a fiscal year that the calendar has.",
    "rule-malformed": "A date that waits for an event counts either months or days.",
    "number-malformed": "A number is digits with a point, from a million up with a word if you like.",
    "url-malformed": "An address on the web begins with http:// or https:// and names a host.",
    "vocabulary-term": "A term stands in its vocabulary.",
    "listed-twice": "A list names nothing twice.",
}
