"""A table as Apache Parquet, with types that data frames know."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as arrow
from pyarrow import parquet

from policy_registry.columns import Cell, Column, Kind
from policy_registry.tables import Table

TYPES = {
    Kind.TEXT: arrow.string(),
    Kind.WHOLE: arrow.int64(),
    Kind.NUMBER: arrow.float64(),
    Kind.DAY: arrow.date32(),
    Kind.TRUTH: arrow.bool_(),
    Kind.LIST: arrow.list_(arrow.string()),
}


def parquet_bytes(table: Table) -> bytes:
    """The table with the description of each column as its metadata."""
    places = range(len(table.columns))
    schema = arrow.schema([_field(column) for column in table.columns], {"description": table.description})
    arrays = [
        arrow.array([_value(row[place]) for row in table.rows], field.type) for place, field in zip(places, schema, strict=True)
    ]
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    # Arrow keeps what it had for the next table, which is half of what this process needs besides the registry.
    del arrays, sink
    arrow.default_memory_pool().release_unused()
    return content


def _field(column: Column) -> arrow.Field:
    return arrow.field(column.name, TYPES[column.kind], not column.is_required, {"description": column.description})


def _value(cell: Cell) -> Cell | float:
    return float(cell) if isinstance(cell, Decimal) else cell
