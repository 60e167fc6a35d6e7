"""The columns of the tables of parts, as Arrow types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from docmine.errors import StoreError
from docmine.schema import TABLES, Row
from docmine.store import INTERNAL

if TYPE_CHECKING:
    import pyarrow as pa

_COLUMN = re.compile(r'"?(\w+)"? (TEXT|INTEGER|REAL|BLOB)\b')


@cache
def column_types(table: str) -> dict[str, str]:
    """Return name -> type (text, integer, real, boolean, list, blob) of the columns of a table."""
    if table in TABLES:
        return {column.name: column.dtype for column in TABLES[table].columns}
    return {name: kind.lower() for name, kind in _COLUMN.findall(INTERNAL[table])}


def to_arrow(table: str, rows: Iterable[Row]) -> pa.Table:
    """Return rows as an Arrow table; what is missing is null.

    Raises:
        StoreError: Arrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise StoreError("parts need pyarrow", remedy="pip install 'docmine[ray]'") from error
    types: dict[str, Any] = {
        "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_(),
        "list": pa.list_(pa.string()), "blob": pa.binary(),
    }  # fmt: skip
    columns = column_types(table)
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    make = [(name, _MAKE.get(kind, _as_is)) for name, kind in columns.items()]
    return pa.Table.from_pylist([{name: cell(row.get(name)) for name, cell in make} for row in rows], schema=schema)


def _as_is(value: object) -> object:
    return value


def _bool(value: object) -> bool | None:
    return None if value is None else bool(value)


def _strings(value: Iterable[object] | None) -> list[str]:
    return [str(item) for item in value or ()]


_MAKE: Mapping[str, Callable[[Any], object]] = {"boolean": _bool, "list": _strings}
"""How cells become what Arrow takes; the store, which has no such types, takes them as they are."""
