"""Promises of the code about itself."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from builders import PROJECT, SHIPPED
from policy_registry import urls
from policy_registry.exports.records import record_json
from policy_registry.exports.schema import schema_json
from policy_registry.store import load
from policy_registry.vocabulary_files import load_vocabularies

CORE = PROJECT / "hooks" / "policy_registry"
SCHEMA = SHIPPED / "schema" / "policy.schema.json"
# Names with a number sign that are no addresses: the id of an entry for ever, and a source as a terminal names it.
ANCHORED_NAMES = {"calendars.py": ["{}#{}"], "links.py": ["{}#{}"]}


def test_the_hooks_folder_holds_the_adapter_and_the_core() -> None:
    """MkDocs puts the folder on the import path: a module with another name could hide one of the standard library."""
    names = {path.name for path in (PROJECT / "hooks").iterdir() if not path.name.startswith(("__", "."))}
    others = {name for name in names if not name.endswith(".egg-info") and not re.fullmatch(r"mkdocs_[a-z]+\.py", name)}
    assert others == {"policy_registry"}
    assert "mkdocs_hooks.py" in names


def test_the_schema_in_the_registry_is_the_model_of_today() -> None:
    assert SCHEMA.read_bytes() == schema_json(load_vocabularies(SHIPPED)), "run: make schema"


def test_every_shipped_record_satisfies_the_schema() -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for policy in load(SHIPPED).registry:
        errors = [error.message for error in validator.iter_errors(json.loads(record_json(policy)))]
        assert errors == [], policy.id


def test_every_field_has_one_sentence_of_help() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for name, part in [("Policy", schema), *schema["$defs"].items()]:
        for field, property in part.get("properties", {}).items():
            help = property.get("description", "")
            assert re.fullmatch(r"[A-Z].*\.", help), f"{name}.{field}: {help!r}"


def test_the_schema_knows_the_terms_of_the_vocabularies() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    topics = schema["properties"]["topics"]["items"]
    assert topics["enum"] == [topic.id for topic in load_vocabularies(SHIPPED)["topics"]]


def test_only_the_store_opens_files() -> None:
    opening = re.compile(r"(?<!tarfile\.)(?<!archive\.)(?<!opener\.)\b(open|read_text|read_bytes|write_text|write_bytes)\(")
    found = [path.name for path in CORE.rglob("*.py") if opening.search(path.read_text(encoding="utf-8"))]
    # Two commands work outside the registry: `check` reads what a site published, `export` writes what it was asked to.
    # The examples of the rules are part of the package, as the templates are. `drafts` and `replacement` write what others
    # hand them. `sqlite` reads back its own temporary file, which a database cannot do without.
    assert sorted(found) == [
        "archive.py", "check.py", "drafts.py", "explanation.py", "export.py", "materialise.py", "plain_file.py",
        "replacement.py", "seal.py", "sqlite.py",
    ]  # fmt: skip


def test_few_modules_make_temporary_files() -> None:
    making = re.compile(r"\b(SpooledTemporaryFile|TemporaryDirectory|NamedTemporaryFile|TemporaryFile|mkstemp|mkdtemp)\(")
    found = [path.name for path in CORE.rglob("*.py") if making.search(path.read_text(encoding="utf-8"))]
    # Drafts of files, the revision that `diff` compares with, and what is too large for memory.
    assert sorted(found) == ["diff.py", "drafts.py", "spool.py", "sqlite.py"]


def test_only_the_hosts_read_a_clock() -> None:
    clock = re.compile(r"\bdate\.today\(|\btime\(\)|datetime\.now\(|os\.environ")
    found = [path.name for path in CORE.rglob("*.py") if clock.search(path.read_text(encoding="utf-8"))]
    assert found == ["console.py"]


@pytest.mark.parametrize("path", sorted(CORE.rglob("*.py")), ids=lambda path: path.name)
def test_a_module_is_short_and_named_by_its_noun(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


def test_templates_make_no_addresses() -> None:
    for path in (CORE / "templates").glob("*.html"):
        literal = re.findall(r'(?:href|src)="(?!#|\{\{)[^"]*"', path.read_text(encoding="utf-8"))
        assert literal == [], path.name


@pytest.mark.parametrize("path", sorted(set(CORE.rglob("*.py")) - {CORE / "urls.py"}), ids=lambda path: path.name)
def test_modules_make_no_addresses(path: Path) -> None:
    """No text begins with a folder of the site, and none adds an anchor to what another text says."""
    # The folder of records has the name of that of their pages, and the ids that tags are made of begin with those of feeds.
    folders = {str(value).partition("/")[0] for name, value in vars(urls).items() if name.isupper() and "/" in str(value)}
    address = re.compile(rf"(?:{'|'.join(sorted(folders - {'policies', 'feeds'}))})/\S*")
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and address.fullmatch(node.value):
            found.append(node.value)
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            found += re.findall(r"\{\}/?#.+", text)
    assert found == ANCHORED_NAMES.get(path.name, [])
