"""The vocabularies on disk: a file for each list of terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from policy_registry.evidence import Part
from policy_registry.invisible import is_invisible
from policy_registry.plain_file import plain_letters
from policy_registry.problems import Finding
from policy_registry.reading import read_part
from policy_registry.texts import FORMULA_SIGNS
from policy_registry.vocabulary import Concept, ConceptScheme, Vocabularies

SCHEMES = (
    "regions", "topics", "instruments", "bindingness", "statuses", "event-kinds", "relations", "causes", "comparators",
    "standings", "actors", "funding-forms", "metrics", "units", "identifier-schemes", "verification-methods",
    "verification-results",
)  # fmt: skip


class UnreadableRegistryError(Exception):
    """The folder is no registry, or its vocabularies are broken: nothing can be checked or built."""


def load_vocabularies(root: Path) -> Vocabularies:
    """Read every vocabulary of a registry folder.

    Raises:
        UnreadableRegistryError: one of them is missing or broken.
    """
    return {id: _scheme(root / "vocabularies" / f"{id}.yml") for id in SCHEMES}


class _SchemeFile(Part):
    """A vocabulary as its file holds it."""

    id: str = Field(description="The name of the file.")
    title: str = Field(description="The name of the list.")
    definition: str = Field(description="What the list is for.")
    concepts: tuple[Concept, ...] = Field(description="The terms, in the order in which they are shown.")


def _scheme(path: Path) -> ConceptScheme:
    letters, refused = plain_letters(path)
    if refused:
        raise UnreadableRegistryError(refused.sentence)
    file, text, problems = read_part(letters, str(path), _SchemeFile, {})
    if file:
        problems += tuple(text.problem("vocabulary", finding) for finding in _scheme_faults(file, path.stem))
    if file is None or problems:
        raise UnreadableRegistryError("\n".join(problem.sentence for problem in problems))
    return ConceptScheme(file.id, file.title, file.definition, file.concepts)


def _scheme_faults(file: _SchemeFile, name: str) -> Iterator[Finding]:
    if file.id != name:
        yield Finding(("id",), f'"{file.id}" is not the name of the file, "{name}"', f"write {name}")
    uses = Counter(concept.id for concept in file.concepts)
    for index, concept in enumerate(file.concepts):
        if uses[concept.id] > 1:
            yield Finding(("concepts", index, "id"), f'"{concept.id}" is listed twice', "give each term an id of its own")
        for name, value in concept:
            words = value if isinstance(value, tuple) else (str(value),)
            if letter := next(filter(is_invisible, "".join(words)), ""):
                yield Finding(("concepts", index, name), f"holds the invisible character U+{ord(letter):04X}", "delete it")
            elif any(len(one) > 1 and one.startswith(FORMULA_SIGNS) for one in words):
                yield Finding(("concepts", index, name), "begins with the sign of a formula", "begin with a word")
