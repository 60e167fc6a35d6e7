"""Indexes of the curated rows by what candidates are found by: day, and cell, name, kind, province or actor."""

from __future__ import annotations

import duckdb
import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.columns import Columns
from docmine.reconcile.pairs.joining import Index, Numbers, Several, mixed
from docmine.reconcile.pairs.spots import cells_of


class Indexes:
    """The indexes of curated rows, and the names, actors and provinces that extracted rows are looked up by."""

    def __init__(self, db: duckdb.DuckDBPyConnection, one: Columns, other: Columns) -> None:
        """Take tables as `prepare` leaves them, and their extracted and curated rows."""
        self._other = other
        dated = ~np.isnan(other.earliest) & ~np.isnan(other.latest)
        self._index_names(db, one, np.flatnonzero(dated))
        rows = np.flatnonzero(dated & ~np.isnan(other.lat) & ~np.isnan(other.lon))
        cells, kinds = cells_of(other.lat[rows], other.lon[rows]), other.fine[rows]
        self.by_cell, self.by_cell_and_kind = self._index(rows, *cells), self._index(rows, *cells, kinds)
        self._index_provinces(one, np.flatnonzero(dated & (other.country > 0)))
        self._index_actors(db, one, dated)
        self.kinds = np.arange(int(other.fine.max(initial=0)) + 1)

    def _index_names(self, db: duckdb.DuckDBPyConnection, one: Columns, rows: Numbers) -> None:
        places = int(max(one.place.max(initial=0), self._other.place.max(initial=0))) + 1
        self.names = Several(*_pairs(db, "SELECT CAST(enum_code(place) AS BIGINT), name FROM names"), places)
        at, names = self.names.of(self._other.place[rows])
        rows = rows[at]
        self.by_name, self.by_name_and_kind = self._index(rows, names), self._index(rows, names, self._other.fine[rows])

    def _index_provinces(self, one: Columns, rows: Numbers) -> None:
        country, province = self._other.country[rows].astype(np.int64), self._other.province[rows]
        self.by_province = self._index(rows, country, province, self._other.fine[rows])
        areas = np.unique(country << 32 | province)
        countries = int(max(one.country.max(initial=0), self._other.country.max(initial=0))) + 1
        self.provinces = Several(areas >> 32, areas & 0xFFFFFFFF, countries)

    def _index_actors(self, db: duckdb.DuckDBPyConnection, one: Columns, dated: NDArray[np.bool_]) -> None:
        numbers, keys = _pairs(db, "SELECT n, key FROM extracted_actors")
        self.actors = Several(np.argsort(one.n)[numbers], keys, len(one.fine))
        numbers, keys = _pairs(db, "SELECT n, key FROM curated_actors")
        rows = np.argsort(self._other.n)[numbers]
        self.by_actor = self._index(rows[dated[rows]], keys[dated[rows]])

    def _index(self, rows: Numbers, *group: NDArray[np.signedinteger]) -> Index:
        days = self._other.earliest[rows].astype(np.int64), self._other.latest[rows].astype(np.int64)
        return Index(rows.astype(np.int32), mixed(*group), *days)


def _pairs(db: duckdb.DuckDBPyConnection, sql: str) -> tuple[Numbers, Numbers]:
    """Return the two columns of a query as numbers."""
    first, second = db.execute(sql).fetchnumpy().values()
    return np.asarray(first, np.int64), np.asarray(second, np.int64)
