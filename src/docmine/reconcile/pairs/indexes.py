"""Indexes of the curated rows by what candidates are found by: day, and cell, name, kind, province or side."""

from __future__ import annotations

import duckdb
import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.columns import Columns
from docmine.reconcile.pairs.joining import Index, Numbers, Several, mixed, touching
from docmine.reconcile.pairs.spots import cells_of, numbered


class Indexes:
    """The indexes of curated rows, and the names, sides and provinces that extracted rows are looked up by."""

    def __init__(self, db: duckdb.DuckDBPyConnection, one: Columns, other: Columns, days: float) -> None:
        """Take tables as `prepare` leaves them, their rows, and by how many days events may miss each other."""
        self._other = other
        self.kinds = np.arange(int(max(one.fine.max(initial=0), other.fine.max(initial=0))) + 1)
        dated = ~np.isnan(other.earliest) & ~np.isnan(other.latest)
        self._index_names(db, one, np.flatnonzero(dated))
        rows = np.flatnonzero(dated & ~np.isnan(other.lat) & ~np.isnan(other.lon))
        cells = numbered(*cells_of(other.lat[rows], other.lon[rows]))
        self.by_cell = self._index(rows, cells)
        self.by_cell_and_kind = self._index(rows, self.of_kind(cells, other.fine[rows]))
        self._index_provinces(one, np.flatnonzero(dated & (other.country > 0)))
        self._index_actors(db, one, dated, days)

    def _index_names(self, db: duckdb.DuckDBPyConnection, one: Columns, rows: Numbers) -> None:
        places = int(max(one.place.max(initial=0), self._other.place.max(initial=0))) + 1
        self.names = Several(*_pairs(db, "SELECT CAST(enum_code(place) AS BIGINT), name FROM names"), places)
        at, names = self.names.of(self._other.place[rows])
        rows = rows[at]
        self.by_name = self._index(rows, names)
        self.by_name_and_kind = self._index(rows, self.of_kind(names, self._other.fine[rows]))

    def _index_provinces(self, one: Columns, rows: Numbers) -> None:
        country, province = self._other.country[rows].astype(np.int64), self._other.province[rows]
        self.by_province = self._index(rows, mixed(country, province, self._other.fine[rows]))
        areas = np.unique(country << 32 | province)
        countries = int(max(one.country.max(initial=0), self._other.country.max(initial=0))) + 1
        self.provinces = Several(areas >> 32, areas & 0xFFFFFFFF, countries)

    def _index_actors(self, db: duckdb.DuckDBPyConnection, one: Columns, dated: NDArray[np.bool_], days: float) -> None:
        """Index the sides of the rows that extracted ones can be found by, those about their days alone."""
        numbers, wordings = _pairs(db, "SELECT n, CAST(enum_code(side) AS BIGINT) FROM extracted_sides")
        lost = np.argsort(one.n)[numbers]
        self.wordings = Several(lost, wordings, len(one.fine))
        lost = lost[~np.isnan(one.latest[lost] - one.earliest[lost])]
        spans = np.floor(one.earliest[lost] - days), np.ceil(one.latest[lost] + days)
        about = np.flatnonzero(dated)
        about = about[touching(*spans, self._other.earliest[about], self._other.latest[about])]
        sides = [codes[about] for codes in (self._other.side_a, self._other.side_b)]
        named = [np.flatnonzero(np.isin(codes, wordings)) for codes in sides]
        groups = [codes[at] for codes, at in zip(sides, named, strict=True)]
        self.by_side = self._index(about[np.concatenate(named)], np.concatenate(groups))

    def of_kind(self, groups: NDArray[np.signedinteger], kinds: NDArray[np.signedinteger]) -> Numbers:
        """Return one number for each group, a cell or a name, and kind; those of a group lie together."""
        return groups.astype(np.int64) * len(self.kinds) + kinds

    def _index(self, rows: Numbers, groups: NDArray[np.signedinteger]) -> Index:
        days = self._other.earliest[rows].astype(np.int64), self._other.latest[rows].astype(np.int64)
        return Index(rows.astype(np.int32), groups.astype(np.int64), *days)


def _pairs(db: duckdb.DuckDBPyConnection, sql: str) -> tuple[Numbers, Numbers]:
    """Return the two columns of a query as numbers."""
    first, second = db.execute(sql).fetchnumpy().values()
    return np.asarray(first, np.int64), np.asarray(second, np.int64)
