"""The frozen versions on disk: canonical bytes, each with its SHA-256, written once and never again."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path

from policy_registry.disk_faults import UnwritableError, writing
from policy_registry.drafts import alone_in, create, replace
from policy_registry.frozen import FrozenFiles
from policy_registry.plain_file import RefusedFileError, link_problem, plain_bytes
from policy_registry.policy import Policy
from policy_registry.problems import COMMAND, Problem, Where
from policy_registry.writing import policy_yaml

# The form of the tool sha256sum, so that anyone can check the folder without us.
SUMS = "SHA256SUMS"
_VERSION_FILE = re.compile(r"([1-9][0-9]{0,3})\.yml", re.ASCII)
_SUM_LINE = re.compile(r"([0-9a-f]{64})  ([1-9][0-9]{0,3})\.yml", re.ASCII)


class Archive:
    """The file of every frozen version, and the hash that was written when it was frozen.

    The versions of an id are read when they are first asked for; what is damaged or does not belong there becomes a problem.
    """

    def __init__(self, root: Path) -> None:
        self.frozen: dict[str, FrozenFiles] = {}
        self.sums: dict[str, dict[int, str]] = {}
        self.problems: list[Problem] = []
        self._folder = root / "versions"
        self._read: set[str] = set()

    def versions(self, id: str) -> FrozenFiles | None:
        """The frozen versions of an id, if it has any."""
        folder = self._folder / id
        if id not in self._read and folder.is_dir() and not folder.is_symlink():
            self._read_folder(folder)
        self._read.add(id)
        return self.frozen.get(id)

    def read(self, known: Collection[str], unread: Collection[str] = ()) -> None:
        """Read the versions of all ids that are known, apart from those that are to stay unread."""
        for name, is_link in self._folders():
            folder = self._folder / name
            if is_link:
                self.problems.append(link_problem(folder))
            elif name in unread or name in self._read:
                continue
            elif name in known:
                self.versions(name)
            elif any(folder.iterdir()):
                message = f'"{name}" has versions, but no record'
                hint = (
                    f"restore policies/…/{name}.yml, or say in retired.yml what became of it (`moved` where it has "
                    "another name now): what was published keeps its address"
                )
                self.problems.append(Problem(Where(str(folder)), "versions", "", message, hint))

    def _folders(self) -> list[tuple[str, bool]]:
        """The name of each folder of versions, and whether it is a link to one."""
        if not self._folder.is_dir():
            return []
        with os.scandir(self._folder) as entries:
            return sorted((entry.name, entry.is_symlink()) for entry in entries if entry.is_dir())

    def _read_folder(self, folder: Path) -> None:
        id, problems = folder.name, self.problems
        frozen = FrozenFiles()
        refused: set[str] = set()
        for path in sorted(folder.iterdir()):
            name = _VERSION_FILE.fullmatch(path.name)
            if path.name.startswith("."):
                continue
            if name is None and path.name != SUMS:
                message = f'"{path.name}" is no version'
                hint = "versions are named 1.yml, 2.yml; move it away"
                problems.append(Problem(Where(str(path)), "versions", "", message, hint))
                continue
            try:
                if name:
                    frozen.add(int(name[1]), path)
                else:
                    self.sums[id] = _sums(path, plain_bytes(path), problems)
            except RefusedFileError as error:
                problems.append(error.problem)
                refused.add(path.name)
        if frozen:
            self.frozen[id] = frozen
        if SUMS not in refused:
            problems.extend(_damages(folder, frozen, self.sums.get(id, {}), refused))


def _damages(folder: Path, frozen: FrozenFiles, sums: dict[int, str], refused: Collection[str]) -> Iterator[Problem]:
    """The versions that are damaged, without those whose file was refused already."""
    was_gone = False
    for number in range(1, max([*frozen, *sums], default=0) + 1):
        path = folder / f"{number}.yml"
        found = frozen.digest(number) if number in frozen else None
        message = "" if path.name in refused else _damage(number, found, sums.get(number))
        is_gone = number not in frozen
        # Of a row of versions that are gone, the first is told.
        if message and not (is_gone and was_gone):
            hint = f"restore {folder}/ as it was published"
            if number in frozen and number > max(sums, default=0):
                hint = f"run: {COMMAND} freeze {folder.name}, which ends a freeze that broke off; if that does not help, {hint}"
            yield Problem(Where(str(path)), "versions", "", message, hint)
        was_gone = is_gone


def _damage(number: int, found: str | None, wanted: str | None) -> str:
    """What is wrong with a frozen version: each number from 1 on has a file, and each file the hash of its freezing."""
    if found is None:
        return f"the frozen version {number} is gone"
    if wanted is None:
        return f"the frozen version {number} has no hash in {SUMS}"
    if found != wanted:
        return f"the frozen version {number} was edited: its hash is not the one of its freezing"
    return ""


def _sums(path: Path, content: bytes, problems: list[Problem]) -> dict[int, str]:
    sums: dict[int, str] = {}
    letters = content.decode("utf-8", "replace").replace("\r\n", "\n").removesuffix("\n")
    for line, text in enumerate(letters.split("\n") if letters else (), start=1):
        match = _SUM_LINE.fullmatch(text)
        if match and int(match[2]) not in sums:
            sums[int(match[2])] = match[1]
            continue
        message = f'"{text[:80]}" is no hash of a version' if not match else f"version {match[2]} stands here twice"
        hint = "restore the file as it was; `registry freeze` writes it"
        problems.append(Problem(Where(str(path), line), "versions", "", message, hint, excerpt=text[:120]))
    return sums


def freeze(root: Path, policy: Policy) -> Path | None:
    """Write the canonical bytes and the hash of a version that is not frozen yet; None if it already is.

    The file appears whole or not at all, and one that exists is never written again. Where a freeze was ended between
    the file and its hash, the next one writes the hash, provided that the file holds the record as it is.

    Raises:
        UnwritableError: the disk refuses, or the version is there with other words and no hash; nothing is lost.
    """
    path = root / "versions" / policy.id / f"{policy.version}.yml"
    content = policy_yaml(policy)
    sums = path.parent / SUMS
    with alone_in(path.parent):
        with writing(path):
            there = path.read_bytes() if path.exists() else None
            kept = sums.read_bytes() if sums.exists() else b""
        if there is not None and policy.version in _sums(sums, kept, []):
            return None
        if there is None:
            create(path, content)
        elif there != content:
            raise UnwritableError(path, "it is there without a hash and is not the record as it is", f"restore {path.parent}/")
        # Whoever mended the file by hand may have left its last line without an end.
        end = b"\n" if kept and not kept.endswith(b"\n") else b""
        replace(sums, kept + end + f"{sha256(content).hexdigest()}  {path.name}\n".encode())
    return path
