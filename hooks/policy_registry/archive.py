"""The frozen versions on disk: canonical bytes, each with its SHA-256, written once and never again."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from policy_registry.policy import Policy
from policy_registry.problems import Problem, Where
from policy_registry.writing import policy_yaml

# The form of the tool sha256sum, so that anyone can check the folder without us.
SUMS = "SHA256SUMS"
_VERSION_FILE = re.compile(r"([1-9][0-9]{0,5})\.yml", re.ASCII)
_SUM_LINE = re.compile(r"([0-9a-f]{64})  ([1-9][0-9]{0,5})\.yml", re.ASCII)


@dataclass(frozen=True)
class Archive:
    """The bytes of every frozen version, and the hash that was written when it was frozen."""

    frozen: dict[str, dict[int, bytes]] = field(default_factory=dict)
    sums: dict[str, dict[int, str]] = field(default_factory=dict)


def read_archive(root: Path, known: Collection[str], problems: list[Problem]) -> Archive:
    """Read every frozen version of a registry folder; what is damaged or does not belong there becomes a problem."""
    archive = Archive()
    for folder in sorted((root / "versions").glob("*/")):
        if folder.name in known:
            _read_folder(folder, archive, problems)
        elif any(folder.iterdir()):
            message = f'"{folder.name}" has versions, but no record'
            hint = (
                f"restore policies/…/{folder.name}.yml, or say in retired.yml what became of it (`moved` where it has another "
                "name now): what was published keeps its address"
            )
            problems.append(Problem(Where(str(folder)), "versions", "", message, hint))
    return archive


def _read_folder(folder: Path, archive: Archive, problems: list[Problem]) -> None:
    id = folder.name
    for path in sorted(folder.iterdir()):
        name = _VERSION_FILE.fullmatch(path.name)
        if path.name.startswith("."):
            continue
        if path.name == SUMS and path.is_file():
            archive.sums[id] = _sums(path, problems)
        elif name is None or not path.is_file():
            message = f'"{path.name}" is no version'
            problems.append(Problem(Where(str(path)), "versions", "", message, "versions are named 1.yml, 2.yml; move it away"))
        else:
            archive.frozen.setdefault(id, {})[int(name[1])] = path.read_bytes()
    frozen: dict[int, bytes] = archive.frozen.get(id, {})
    sums: dict[int, str] = archive.sums.get(id, {})
    for number in range(1, max([*frozen, *sums], default=0) + 1):
        message = _damage(number, frozen.get(number), sums.get(number))
        if message:
            path = folder / f"{number}.yml"
            problems.append(Problem(Where(str(path)), "versions", "", message, f"restore {folder}/ as it was published"))


def _damage(number: int, content: bytes | None, wanted: str | None) -> str:
    """What is wrong with a frozen version: each number from 1 on has a file, and each file the hash of its freezing."""
    if content is None:
        return f"the frozen version {number} is gone"
    if wanted is None:
        return f"the frozen version {number} has no hash in {SUMS}"
    if sha256(content).hexdigest() != wanted:
        return f"the frozen version {number} was edited: its hash is not the one of its freezing"
    return ""


def _sums(path: Path, problems: list[Problem]) -> dict[int, str]:
    sums: dict[int, str] = {}
    for line, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
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
    the file and its hash, the check tells of the file without a hash; it can be deleted and frozen anew.
    """
    path = root / "versions" / policy.id / f"{policy.version}.yml"
    content = policy_yaml(policy)
    if path.exists():
        return None
    with draft(path, content) as file:
        os.link(file, path)
    sums = path.parent / SUMS
    kept = sums.read_bytes() if sums.exists() else b""
    # Whoever mended the file by hand may have left its last line without an end.
    end = b"\n" if kept and not kept.endswith(b"\n") else b""
    with draft(sums, kept + end + f"{sha256(content).hexdigest()}  {path.name}\n".encode()) as file:
        file.replace(sums)
    return path


@contextmanager
def draft(path: Path, content: bytes) -> Iterator[Path]:
    """A finished file beside the one that is to be written, gone at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            unfinished.chmod(0o644)
            yield unfinished
        finally:
            unfinished.unlink(missing_ok=True)
