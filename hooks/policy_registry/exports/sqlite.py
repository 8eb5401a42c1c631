"""All tables as one SQLite database, with a full-text table of the policies; it opens in Datasette."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from policy_registry.columns import Cell, Column, Kind
from policy_registry.disk_faults import UnwritableError
from policy_registry.registry import Registry
from policy_registry.search_text import policy_entry
from policy_registry.spool import PIECE, Spool
from policy_registry.tables import Reference, Table

TYPES = {
    Kind.TEXT: "TEXT",
    Kind.WHOLE: "INTEGER",
    Kind.NUMBER: "NUMERIC",
    Kind.DAY: "TEXT",
    Kind.TRUTH: "INTEGER",
    Kind.LIST: "TEXT",
}
# Three letters are the least that it finds; words of Chinese, Japanese and Korean need no spaces between them.
FULL_TEXT = "CREATE VIRTUAL TABLE full_text USING fts5(policy UNINDEXED, title, names, body, tokenize = 'trigram')"


class Database:
    """A database in which lists are JSON, days are ISO 8601 and truth is 0 or 1, filled table by table."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="registry-")
        self._path = Path(self._folder.name) / "registry.sqlite"
        self._database = sqlite3.connect(self._path)
        # If this process is ended, nobody misses the file.
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA foreign_keys = ON")

    def add(self, table: Table) -> None:
        """Add a table; those that it refers to have been added."""
        with _on_disk(self._path):
            _add(table, self._database)

    def finish(self, registry: Registry) -> Spool:
        """Add the full text of the records; gives the file and closes the database."""
        with self._folder, closing(self._database) as database, _on_disk(self._path):
            database.execute(FULL_TEXT)
            database.executemany("INSERT INTO full_text VALUES (?, ?, ?, ?)", _texts(registry))
            database.execute("INSERT INTO full_text(full_text) VALUES ('optimize')")
            database.commit()
            database.execute("VACUUM")
            return Spool(_pieces(self._path))


@contextmanager
def _on_disk(path: Path) -> Iterator[None]:
    """SQLite has codes of its own for what the disk refuses (sqlite.org/rescode.html); their last byte is the kind."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
            raise
        remedy = "make room where temporary files stand, or name another folder for them in TMPDIR"
        raise UnwritableError(path, str(error), remedy) from error


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _add(table: Table, database: sqlite3.Connection) -> None:
    parts = [*map(_column, table.columns), f"PRIMARY KEY ({_names(table.key)})", *map(_reference, table.references)]
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)}) WITHOUT ROWID')
    for reference in table.references:
        index = "_".join((table.name, *reference.columns))
        database.execute(f'CREATE INDEX "{index}" ON "{table.name}" ({_names(reference.columns)})')
    places = ", ".join("?" * len(table.columns))
    database.executemany(
        f'INSERT INTO "{table.name}" VALUES ({places})', ([_value(cell) for cell in row] for row in table.rows)
    )


def _column(column: Column) -> str:
    return f'"{column.name}" {TYPES[column.kind]}{" NOT NULL" if column.is_required else ""}'


def _reference(reference: Reference) -> str:
    return f'FOREIGN KEY ({_names(reference.columns)}) REFERENCES "{reference.table}"'


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, tuple):
        return json.dumps(cell, ensure_ascii=False)
    if isinstance(cell, Decimal):
        # A float holds the fifteen digits that the largest quantity has.
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _texts(registry: Registry) -> Iterator[tuple[str, str, str, str]]:
    for policy in registry:
        entry = policy_entry(policy, registry)
        title, *names = entry.every_name
        facts = (f"{fact.label} {fact.text}" for fact in entry.facts)
        yield policy.id, title, "\n".join(names), "\n".join((entry.summary, entry.about, *facts))
