"""The script of original titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_registry.policy import Title
from policy_registry.problems import FieldPath, Finding
from policy_registry.registry import Record
from policy_registry.rule import Context, Rule

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
SCRIPTS = {"zh": re.compile(f"[{_HAN}]"), "ja": re.compile(rf"[{_HAN}\u3040-\u30ff]"), "ko": re.compile(r"[\uac00-\ud7af]")}


def check(record: Record, context: Context) -> Iterator[Finding]:
    """A title in Chinese, Japanese or Korean is written in its own script.

    People search for a law by its own name in its own script; a transcription or a translation is not found.
    """
    policy = record.policy
    titles: list[tuple[FieldPath, Title]] = [(("title", "text"), policy.title)]
    titles += [(("original_titles", index, "text"), title) for index, title in enumerate(policy.original_titles)]
    for path, title in titles:
        script = SCRIPTS.get(title.language)
        if script and not script.search(title.text):
            message = f'"{title.text}" holds no letter of the script of "{title.language}"'
            yield Finding(path, message, "write the title in its own script, or mend the language")


RULE = Rule("title-script", check)
