"""A table as CSV, after RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from policy_registry.columns import Cell
from policy_registry.tables import Table
from policy_registry.texts import LIST_SEPARATOR

# A table may have a hundred thousand rows.
ROWS_AT_ONCE = 1000


def csv_pieces(table: Table) -> Iterator[bytes]:
    """The table in UTF-8 with a line of names; an empty cell is nothing, and parts of a list stand between bars."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    for start in range(0, len(table.rows) or 1, ROWS_AT_ONCE):
        writer.writerows([_words(cell) for cell in row] for row in table.rows[start : start + ROWS_AT_ONCE])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return LIST_SEPARATOR.join(cell)
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
