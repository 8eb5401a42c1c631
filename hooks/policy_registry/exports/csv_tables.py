"""A table as CSV, after RFC 4180."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from policy_registry.columns import Cell
from policy_registry.tables import Table
from policy_registry.texts import LIST_SEPARATOR


def csv_bytes(table: Table) -> bytes:
    """The table in UTF-8 with a line of names; an empty cell is nothing, and parts of a list stand between bars."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_words(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return LIST_SEPARATOR.join(cell)
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
