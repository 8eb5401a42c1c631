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
    """Read every frozen version of a registry folder; what does not belong there becomes a problem."""
    archive = Archive()
    for path in sorted((root / "versions").glob("*/*")):
        id, number = path.parent.name, _VERSION_FILE.fullmatch(path.name)
        if path.name.startswith("."):
            continue
        if id not in known:
            message = f'"{id}" has versions, but no record'
            hint = f"restore policies/…/{id}.yml, or say in retired.yml what became of it: what was published keeps its address"
            problems.append(Problem(Where(str(path)), "versions", "", message, hint))
        elif path.name == SUMS and path.is_file():
            archive.sums[id] = _sums(path, problems)
        elif number is None or not path.is_file():
            message = f'"{path.name}" is no version'
            problems.append(Problem(Where(str(path)), "versions", "", message, "versions are named 1.yml, 2.yml; move it away"))
        else:
            archive.frozen.setdefault(id, {})[int(number[1])] = path.read_bytes()
    return archive


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

    The file appears whole or not at all, and one that exists is never written again. A freeze that was ended
    between the file and its hash is finished by the next.
    """
    path = root / "versions" / policy.id / f"{policy.version}.yml"
    content = policy_yaml(policy)
    is_new = not path.exists()
    if is_new:
        with draft(path, content) as file:
            os.link(file, path)
    if _has_sum(path) or path.read_bytes() != content:
        return path if is_new else None
    with (path.parent / SUMS).open("ab", buffering=0) as sums:
        sums.write(f"{sha256(content).hexdigest()}  {path.name}\n".encode())
    return path


def _has_sum(path: Path) -> bool:
    sums = path.parent / SUMS
    return sums.is_file() and f"  {path.name}\n" in sums.read_text(encoding="utf-8", errors="replace")


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
