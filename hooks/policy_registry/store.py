"""The registry folder on disk: only this module and `archive` open files under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import Field

from policy_registry.archive import draft, read_archive
from policy_registry.briefing import Briefing, read_briefing
from policy_registry.coverage import Corrections, Coverage
from policy_registry.evidence import Part
from policy_registry.policy import Policy
from policy_registry.problems import COMMAND, Finding, Problem, Where
from policy_registry.publication import Publication
from policy_registry.reading import Reading, Text, read_part, read_policy
from policy_registry.registry import Record, Registry
from policy_registry.retirement import Retirements
from policy_registry.vocabulary import Concept, ConceptScheme, Vocabularies
from policy_registry.writing import policy_yaml

SCHEMES = (
    "regions", "topics", "instruments", "bindingness", "statuses", "event-kinds", "relations", "causes", "comparators",
    "standings", "actors", "funding-forms", "metrics", "units", "identifier-schemes", "verification-methods",
    "verification-results",
)  # fmt: skip

SIDE_FILES: dict[str, type[Part]] = {
    "coverage.yml": Coverage,
    "corrections.yml": Corrections,
    "retired.yml": Retirements,
    "publication.yml": Publication,
}


BRIEFINGS = "briefings"


class UnreadableRegistryError(Exception):
    """The folder is no registry, or its vocabularies are broken: nothing can be checked or built."""


@dataclass(frozen=True)
class Loaded:
    """What was read: the registry of all records that could be typed, the texts, and the problems of reading."""

    registry: Registry
    texts: dict[str, Text]
    problems: tuple[Problem, ...]


def load(root: Path, also: tuple[Path, ...] = ()) -> Loaded:
    """Read a registry folder, and further record files that take the place of records with the same id.

    Raises:
        UnreadableRegistryError: the folder or a vocabulary is missing or broken.
    """
    if not (root / "policies").is_dir():
        raise UnreadableRegistryError(f'"{root}" is no registry: it has no folder "policies"')
    vocabularies = load_vocabularies(root)
    problems: list[Problem] = []
    own = [(_read(path, vocabularies), path.relative_to(root).as_posix()) for path in _record_files(root, problems)]
    further = [(_read(path, vocabularies), str(path.resolve())) for path in also]
    replaced = {reading.policy.id for reading, _ in further if reading.policy}
    readings = [pair for pair in own if pair[0].policy is None or pair[0].policy.id not in replaced] + further
    records = tuple(
        Record(reading.policy, place, reading.is_whole, reading.is_old) for reading, place in readings if reading.policy
    )
    problems.extend(_old_format(reading.text) for reading, _ in readings if reading.is_old)
    problems.extend(problem for reading, _ in own + further for problem in reading.problems)
    texts = {place: reading.text for reading, place in own + further}
    side: dict[type[Part], Any] = dict.fromkeys(SIDE_FILES.values())
    for name, model in SIDE_FILES.items():
        if (root / name).is_file():
            side[model], texts[name], faults = read_part(_letters(root / name), str(root / name), model, vocabularies)
            problems.extend(faults)
    retirements = (side[Retirements] or Retirements()).retired
    unreadable = frozenset(Path(place).stem for reading, place in readings if reading.policy is None)
    known = unreadable | {record.policy.id for record in records} | {retirement.id for retirement in retirements}
    archive = read_archive(root, known, problems)
    registry = Registry(
        records,
        vocabularies,
        archive.frozen,
        archive.sums,
        unreadable,
        (side[Coverage] or Coverage()).cells,
        (side[Corrections] or Corrections()).corrections,
        retirements,
        side[Publication] or Publication(),
        _briefings(root, texts, problems),
    )
    problems.extend(_unreadable_versions(registry, root))
    return Loaded(registry, texts, tuple(problems))


def load_vocabularies(root: Path) -> Vocabularies:
    """Read every vocabulary of a registry folder.

    Raises:
        UnreadableRegistryError: one of them is missing or broken.
    """
    return {id: _scheme(root / "vocabularies" / f"{id}.yml") for id in SCHEMES}


def write_schema(root: Path, content: bytes) -> Path:
    """Write the JSON Schema that editors use; returns where."""
    path = root / "schema" / "policy.schema.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def save(root: Path, record: Record) -> Path:
    """Write a current record in canonical form; the file changes as a whole or not at all."""
    path = root / record.path
    with draft(path, policy_yaml(record.policy)) as finished:
        finished.replace(path)
    return path


def add(root: Path, policy: Policy) -> Path:
    """Write the file of a record that has none yet.

    Raises:
        FileExistsError: there is one, and it keeps its bytes.
    """
    path = root / "policies" / policy.region / f"{policy.id}.yml"
    with draft(path, policy_yaml(policy)) as finished:
        path.hardlink_to(finished)
    return path


def rewrite(path: Path, letters: str) -> None:
    """Write the text of a record anew; the file changes as a whole or not at all."""
    with draft(path, letters.encode()) as finished:
        finished.replace(path)


def _record_files(root: Path, problems: list[Problem]) -> Iterator[Path]:
    folder = root / "policies"
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name.startswith("."):
            continue
        if path.suffix != ".yml" or not path.is_file():
            where = Where(str(path))
            problems.append(Problem(where, "id-file", "", f'"{path.name}" is no record', "name it <id>.yml or move it away"))
            continue
        yield path


def _briefings(root: Path, texts: dict[str, Text], problems: list[Problem]) -> dict[str, Briefing]:
    briefings = {}
    for path in sorted((root / BRIEFINGS).glob("[!.]*")):
        if path.suffix != ".md":
            where = Where(str(path))
            problems.append(
                Problem(where, "briefing", "", f'"{path.name}" is no briefing', "name it <region>.md or move it away")
            )
            continue
        place = path.relative_to(root).as_posix()
        texts[place] = Text(str(path), _letters(path), None)
        briefings[path.stem] = read_briefing(texts[place].letters, path.stem, place)
    return briefings


def _unreadable_versions(registry: Registry, root: Path) -> Iterator[Problem]:
    for id, frozen in registry.frozen.items():
        for number, content in frozen.items():
            if sha256(content).hexdigest() != registry.sums.get(id, {}).get(number):
                continue  # The archive has told of it.
            policy = registry.version(id, number)
            if policy is None or (policy.id, policy.version) != (id, number):
                path = root / "versions" / id / f"{number}.yml"
                message = f"cannot be read as version {number} of {id}"
                yield Problem(Where(str(path)), "versions", "", message, f"restore {path.parent}/ as it was published")


def _old_format(text: Text) -> Problem:
    finding = Finding(("format",), "the record is written in an older format", f"run: {COMMAND} upgrade")
    return text.problem("format", finding)


def _read(path: Path, vocabularies: Vocabularies) -> Reading:
    name = str(path)
    try:
        letters = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
        problem = Problem(Where(name, line, column), "yaml-syntax", "", message, "save the file as UTF-8 text")
        return Reading(Text(name, "", None), None, False, (problem,))
    except OSError as error:
        problem = Problem(Where(name), "unreadable", "", f"cannot be read: {error.strerror}", "check the name and the rights")
        return Reading(Text(name, "", None), None, False, (problem,))
    return read_policy(letters, name, vocabularies)


class _SchemeFile(Part):
    """A vocabulary as its file holds it."""

    id: str = Field(description="The name of the file.")
    title: str = Field(description="The name of the list.")
    definition: str = Field(description="What the list is for.")
    concepts: tuple[Concept, ...] = Field(description="The terms, in the order in which they are shown.")


def _scheme(path: Path) -> ConceptScheme:
    file, text, problems = read_part(_letters(path), str(path), _SchemeFile, {})
    if file:
        problems += tuple(text.problem("vocabulary", finding) for finding in _scheme_faults(file, path.stem))
    if file is None or problems:
        raise UnreadableRegistryError("\n".join(_sentence(problem) for problem in problems))
    return ConceptScheme(file.id, file.title, file.definition, file.concepts)


def _scheme_faults(file: _SchemeFile, name: str) -> Iterator[Finding]:
    if file.id != name:
        yield Finding(("id",), f'"{file.id}" is not the name of the file, "{name}"', f"write {name}")
    uses = Counter(concept.id for concept in file.concepts)
    for index, concept in enumerate(file.concepts):
        if uses[concept.id] > 1:
            yield Finding(("concepts", index, "id"), f'"{concept.id}" is listed twice', "give each term an id of its own")


def _sentence(problem: Problem) -> str:
    said = ": ".join(part for part in (str(problem.where), problem.field, problem.message) if part)
    return f"{said}; {problem.help}" if problem.help else said


def _letters(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableRegistryError(f"{path}: cannot be read: {error}") from error
