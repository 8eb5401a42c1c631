"""The registry folder on disk: this module, `vocabulary_files`, `archive` and `frozen` open files under it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from dataclasses import replace as with_fields
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from policy_registry.archive import Archive
from policy_registry.briefing import LONGEST_BRIEFING, Briefing, read_briefing
from policy_registry.coverage import Corrections, Coverage
from policy_registry.drafts import alone_in, create, replace, replace_read
from policy_registry.evidence import Part, PolicyId
from policy_registry.frozen import FrozenFiles
from policy_registry.plain_file import link_problem, plain_letters
from policy_registry.policy import Policy
from policy_registry.problems import COMMAND, Finding, Problem, Where
from policy_registry.publication import Publication
from policy_registry.reading import Reading, Text, read_part, read_policy
from policy_registry.registry import Record, Registry
from policy_registry.retirement import Retirements
from policy_registry.vocabulary import Vocabularies
from policy_registry.vocabulary_files import UnreadableRegistryError, load_vocabularies
from policy_registry.writing import policy_yaml

SIDE_FILES: dict[str, type[Part]] = {
    "coverage.yml": Coverage,
    "corrections.yml": Corrections,
    "retired.yml": Retirements,
    "publication.yml": Publication,
}


BRIEFINGS = "briefings"
_ID = re.compile(r"[a-z]{2}(?:-[a-z0-9]+)+")


@dataclass(frozen=True)
class Loaded:
    """What was read: the registry of all records that could be typed, the texts, and the problems of reading."""

    registry: Registry
    texts: dict[str, Text]
    problems: tuple[Problem, ...]
    root: Path


def load(root: Path, also: tuple[Path, ...] = (), only: Collection[str] | None = None) -> Loaded:
    """Read a registry folder, and further record files that take the place of records with the same id.

    `only` names the ids whose records are read; of the others it is known that they are there, but not what they say.

    Raises:
        UnreadableRegistryError: the folder or a vocabulary is missing or broken.
    """
    if not (root / "policies").is_dir():
        raise UnreadableRegistryError(f'"{root}" is no registry: it has no folder "policies"')
    for name in ("policies", "vocabularies", BRIEFINGS, "versions"):
        if (root / name).is_symlink():
            raise UnreadableRegistryError(link_problem(root / name).sentence)
    vocabularies = load_vocabularies(root)
    problems: list[Problem] = []
    paths = tuple(_record_files(root, problems))
    read = [path for path in paths if only is None or path.stem in only]
    unread = frozenset(path.stem for path in paths if only is not None and path.stem not in only)
    archive = Archive(root)
    own = [_file(_read(path, vocabularies), path.relative_to(root).as_posix(), archive) for path in read]
    further = [_file(_read(path, vocabularies, may_be_link=True), str(path), archive) for path in also]
    replaced = {file.record.policy.id for file in further if file.record}
    files = [file for file in own if file.record is None or file.record.policy.id not in replaced] + further
    records = tuple(file.record for file in files if file.record)
    unread = unread.difference(record.policy.id for record in records)
    problems.extend(_old_format(file.text) for file in files if file.record and file.record.is_old)
    problems.extend(problem for file in own + further for problem in file.problems)
    texts = {file.place: file.text for file in own + further}
    side: dict[type[Part], Any] = dict.fromkeys(SIDE_FILES.values())
    for name, model in SIDE_FILES.items():
        if (letters := _side_letters(root / name, problems)) is not None:
            side[model], texts[name], faults = read_part(letters, str(root / name), model, vocabularies)
            problems.extend(faults)
    retirements = (side[Retirements] or Retirements()).retired
    unreadable = unread.union(Path(file.place).stem for file in files if file.record is None)
    known = unreadable | {record.policy.id for record in records} | {retirement.id for retirement in retirements}
    archive.read(known, unread)
    problems.extend(archive.problems)
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
    return Loaded(registry, texts, tuple(problems), root)


def read_again(loaded: Loaded, places: Collection[str]) -> Loaded:
    """What was read, with the records at some places read anew; nothing else may have changed on the disk."""
    known = loaded.registry
    readings = {place: _read(loaded.root / place, known.vocabularies) for place in places}
    anew = {place: _record(reading, place) for place, reading in readings.items()}
    records = (anew.get(record.path, record) for record in known.records)
    lost = {Path(place).stem for place, record in anew.items() if record is None}
    registry = with_fields(known, records=tuple(filter(None, records)), unreadable=known.unreadable | lost)
    texts = {place: reading.text for place, reading in readings.items()}
    old = [_old_format(reading.text) for reading in readings.values() if reading.is_old]
    problems = (*loaded.problems, *old, *(problem for reading in readings.values() for problem in reading.problems))
    return Loaded(registry, loaded.texts | texts, problems, loaded.root)


def write_schema(root: Path, content: bytes) -> Path:
    """Write the JSON Schema that editors use; returns where."""
    path = root / "schema" / "policy.schema.json"
    with alone_in(path.parent):
        replace(path, content)
    return path


def save(root: Path, record: Record, read: Text) -> Path:
    """Write a current record in canonical form over the text that was read; an edit made since then stays."""
    path = root / record.path
    replace_read(path, policy_yaml(record.policy), read.letters)
    return path


def add(root: Path, policy: Policy) -> Path:
    """Write the file of a record that has none yet; one that is there keeps its bytes, and the call fails."""
    path = root / "policies" / policy.region / f"{policy.id}.yml"
    with alone_in(path.parent):
        create(path, policy_yaml(policy))
    return path


def rewrite(path: Path, letters: str, read: Text) -> None:
    """Write the text of a record anew over the one that was read; an edit made since then stays.

    Of a draft that is a link, the file is written to which it leads.
    """
    replace_read(path.resolve(), letters.encode(), read.letters)


def record_ids(root: Path) -> tuple[PolicyId, ...]:
    """The ids that the names of the record files give."""
    return tuple(dict.fromkeys(path.stem for path in _record_files(root, [])))


def named_ids(root: Path, ids: Collection[PolicyId]) -> frozenset[PolicyId]:
    """The ids that files of the registry name which are no records: briefings, and what stands beside the folders."""
    files = [*(root / BRIEFINGS).glob("*.md"), *(root / name for name in SIDE_FILES)]
    words = {word for path in files for word in _ID.findall(_side_letters(path, []) or "")}
    return frozenset(words.intersection(ids))


def _record_files(root: Path, problems: list[Problem]) -> Iterator[Path]:
    for entry in sorted(_entries(root / "policies"), key=lambda entry: Path(entry.path).parts):
        path, is_link = Path(entry.path), entry.is_symlink()
        if is_link and path.suffix != ".yml":
            problems.append(link_problem(path))
            continue
        if not is_link and (path.suffix != ".yml" or not entry.is_file()):
            where = Where(str(path))
            problems.append(Problem(where, "id-file", "", f'"{path.name}" is no record', "name it <id>.yml or move it away"))
            continue
        yield path


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder and the folders in it, without what is hidden."""
    found: list[os.DirEntry[str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                found += _entries(Path(entry.path))
            else:
                found.append(entry)
    return found


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
        if (letters := _side_letters(path, problems)) is None:
            continue
        if len(letters) > LONGEST_BRIEFING:
            message = f"holds {len(letters):,} characters, more than {LONGEST_BRIEFING:,}"
            problems.append(Problem(Where(str(path)), "briefing", "", message, "a briefing is a page or two; say less"))
            continue
        texts[place] = Text(str(path), letters.replace("\r\n", "\n"))
        briefings[path.stem] = read_briefing(texts[place].letters, path.stem, place)
    return briefings


@dataclass(frozen=True)
class _File:
    """What was read of one file, under the name that the registry has for it."""

    place: str
    text: Text
    record: Record | None
    problems: tuple[Problem, ...]


def _file(reading: Reading, place: str, archive: Archive) -> _File:
    """A file with its record; where its letters stand in a frozen version too, which does not change, they are not kept."""
    text, record = reading.text, _record(reading, place)
    if record and (frozen := archive.versions(record.policy.id)) and _is_frozen(record, frozen):
        text = Text(text.path, partial(_frozen_letters, frozen, record.policy.version))
    return _File(place, text, record, reading.problems)


def _record(reading: Reading, place: str) -> Record | None:
    """A record and where it lies, as far as it could be read."""
    if reading.policy is None:
        return None
    return Record(reading.policy, place, reading.is_whole, reading.is_old, reading.is_canonical, _digest(reading.text))


def _is_frozen(record: Record, frozen: FrozenFiles) -> bool:
    number = record.policy.version
    return record.is_whole and not record.is_old and number in frozen and frozen.digest(number) == record.digest


def _frozen_letters(frozen: FrozenFiles, number: int) -> str:
    return frozen[number].decode()


def _digest(text: Text) -> str:
    return sha256(text.letters.encode()).hexdigest()


def _old_format(text: Text) -> Problem:
    finding = Finding(("format",), "the record is written in an older format", f"run: {COMMAND} upgrade")
    return text.problem("format", finding)


def _read(path: Path, vocabularies: Vocabularies, may_be_link: bool = False) -> Reading:
    letters, problem = plain_letters(path, may_be_link)
    if problem:
        return Reading(Text(str(path), ""), None, False, (problem,))
    return read_policy(letters, str(path), vocabularies)


def _side_letters(path: Path, problems: list[Problem]) -> str | None:
    """The text of a file that need not be there; None where it is not, or cannot be read."""
    if not path.exists() and not path.is_symlink():
        return None
    letters, problem = plain_letters(path)
    problems.extend([problem] if problem else [])
    return None if problem else letters
