"""Which curated events are worth comparing with an extracted one, found by keys instead of by comparing all.

Two events are candidates when their dates are within reach of each other and they lie near each other, bear the
same place name, or are of one kind and in one province. An event also lies where most events of its place name lie. An
event without two bounds of a date, or with bounds far apart, is compared with those of its kind at its place; a day
exactly a year off is taken for a slip of the year where place and kind are the same. An event without point, province
and country is compared with those of its actors too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import duckdb
import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.columns import Columns
from docmine.reconcile.pairs.indexes import Indexes
from docmine.reconcile.pairs.joining import Index, Numbers, Rows, mixed
from docmine.reconcile.pairs.spots import cells_within, numbered, within_km

Pairs = tuple[Rows, Rows]
"""Rows of the extracted table and, beside them, rows of the curated one."""

_WIDE = 45
"""Days: an interval that is wider is compared by place and kind."""
_FEW = 10
"""Days: an interval of up to so many may sum up events of any kind."""
_MOST = 200
"""An event without a date that more curated rows fit is compared with none: it could not be told which it is."""
_YEARS = (-366, -365, 365, 366)
_EVER = 10**7
"""Days from 1970 to a day, before or after it, that is beyond all others."""
_ELSEWHERE = 0.05
"""Degrees by which a point must miss that of its place name for both to be looked around."""
_Found = tuple[Numbers, Rows]
_Days = tuple[Numbers, Numbers]
_Ints = NDArray[np.signedinteger]
_Test = Callable[[Numbers, Rows], NDArray[np.bool_]]


def blocks(
    db: duckdb.DuckDBPyConnection, one: Columns, other: Columns, size: int, reach: Mapping[str, float]
) -> Iterator[Pairs]:
    """Yield the candidates of so many extracted rows at a time, in the order of row numbers.

    Args:
        db: tables as `prepare` leaves them.
        one: the extracted rows.
        other: the curated rows.
        size: extracted rows at a time.
        reach: `days` and `km` by which dates and places may miss each other.
    """
    finder = _Finder(db, one, other, reach)
    for first in range(0, len(one.fine), size):
        yield finder.pairs(np.arange(first, min(first + size, len(one.fine))))


class _Finder:
    """Finds the candidates of extracted rows by each of the rules."""

    def __init__(self, db: duckdb.DuckDBPyConnection, one: Columns, other: Columns, reach: Mapping[str, float]) -> None:
        self._one, self._other = one, other
        self._days, self._km = reach["days"], reach["km"]
        self._in = Indexes(db, one, other, self._days)

    def pairs(self, rows: Numbers) -> Pairs:
        """Return the candidates of some rows, each pair once."""
        width = self._one.latest[rows] - self._one.earliest[rows]
        wide = ~(width <= _WIDE)
        found = [*self._about(rows[~wide]), *self._a_year_off(rows[width == 0]), self._some_time(rows[wide])]
        a, b = _once(found)
        return a.astype(np.int32), b

    def _about(self, rows: Numbers) -> Iterator[_Found]:
        """Yield what happened about the days of rows: near, at the same name, or of the kind in a wider area."""
        one, kinds = self._one, self._in.kinds
        for found in (self._near(rows, self._days_of(rows)), self._named(rows, self._days_of(rows))):
            yield _only(found, self._in_reach, self._likely)
        area = rows[(one.country[rows] > 0) & (one.province[rows] > 0)]
        a = area[one.fine[area] > 0]
        yield _only(
            self._of(self._in.by_province, a, mixed(one.country[a], one.province[a], one.fine[a])), self._in_reach
        )
        width = one.latest[area] - one.earliest[area]
        several = (width >= 1) & (width <= _FEW)
        for chosen, tests in (
            (area[several], (self._inside,)),
            (area[one.fine[area] == 0], (self._in_reach, self._one_kind)),
        ):
            a, kind = np.repeat(chosen, len(kinds)), np.tile(kinds, len(chosen))
            yield _only(self._of(self._in.by_province, a, mixed(one.country[a], one.province[a], kind)), *tests)
        lost = rows[(one.province[rows] == 0) & np.isnan(one.lat[rows])]
        a = lost[(one.country[lost] > 0) & (one.fine[lost] > 0)]
        at, province = self._in.provinces.of(one.country[a])
        a = a[at]
        yield _only(self._of(self._in.by_province, a, mixed(one.country[a], province, one.fine[a])), self._in_reach)
        nowhere = lost[one.country[lost] == 0]
        at, sides = self._in.wordings.of(nowhere)
        yield _only(self._of(self._in.by_side, nowhere[at], sides), self._in_reach)

    def _a_year_off(self, rows: Numbers) -> Iterator[_Found]:
        """Yield what happened on the day of another year, where kind and place are the same."""
        one, other = self._one, self._other
        rows = rows[one.fine[rows] > 0]
        for shift in _YEARS:

            def on_the_day(a: Numbers, b: Rows, shift: int = shift) -> NDArray[np.bool_]:
                day = one.earliest[a] + shift
                return np.asarray(
                    (other.earliest[b] <= day) & (other.latest[b] >= day) & (one.fine[a] == other.fine[b])
                )

            day = one.earliest[rows].astype(np.int64) + shift
            for find in (self._near, self._named):
                yield _only(find(rows, (day, day), one.fine[rows]), on_the_day)

    def _some_time(self, rows: Numbers) -> _Found:
        """Return what is of one kind and place with rows of which the time is hardly known; too many are none."""
        rows, kinds = self._kinds_of(rows)
        found = (find(rows, self._days_of(rows), kinds) for find in (self._near, self._named))
        a, b = _once([_only(pairs, self._one_kind, self._in_reach) for pairs in found])
        few = np.bincount(a, minlength=1)[a] <= _MOST if len(a) else np.zeros(0, np.bool_)
        return a[few], b[few]

    def _kinds_of(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return rows and, beside each, the kinds that curated rows of its kind are of, as finely as both say."""
        fine = self._one.fine[rows]
        known, left_open = rows[fine > 0], rows[fine == 0]
        kinds = np.r_[fine[fine > 0], np.zeros(len(known), np.int64), np.tile(self._in.kinds, len(left_open))]
        return np.r_[known, known, np.repeat(left_open, len(self._in.kinds))], kinds

    def _days_of(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return the first and last days within reach of rows."""
        first, last = self._one.earliest[rows] - self._days, self._one.latest[rows] + self._days
        return np.floor(np.nan_to_num(first, nan=-_EVER)).astype(np.int64), np.ceil(
            np.nan_to_num(last, nan=_EVER)
        ).astype(np.int64)

    def _of(self, index: Index, rows: Numbers, groups: Numbers) -> _Found:
        at, b = index.find(groups, *self._days_of(rows))
        return rows[at], b

    def _near(self, rows: Numbers, days: _Days, kinds: _Ints | None = None) -> _Found:
        """Return what is near rows, or near where their place name mostly lies; of the kinds beside them, if given."""
        one, other = self._one, self._other
        here = ~np.isnan(one.lat[rows]) & ~np.isnan(one.lon[rows])
        off = np.abs(one.named_lat[rows] - one.lat[rows]) + np.abs(one.named_lon[rows] - one.lon[rows])
        there = ~np.isnan(one.named_lat[rows]) & (np.isnan(one.lat[rows]) | (off > _ELSEWHERE))
        places = np.r_[np.flatnonzero(here), np.flatnonzero(there)]
        lat = np.r_[one.lat[rows[here]], one.named_lat[rows[there]]]
        lon = np.r_[one.lon[rows[here]], one.named_lon[rows[there]]]
        point, i, j = cells_within(lat, lon, self._km)
        row = places[point]
        index, groups = self._in.by_cell, numbered(i, j)
        if kinds is not None:
            index, groups = self._in.by_cell_and_kind, self._in.of_kind(groups, kinds[row])
        at, b = index.find(groups, days[0][row], days[1][row])
        point = point[at]
        near = within_km((lat, lon), (other.lat, other.lon), point, b, self._km)
        return rows[places[point[near]]], b[near]

    def _named(self, rows: Numbers, days: _Days, kinds: _Ints | None = None) -> _Found:
        """Return what bears one of the place names of rows; of the kinds beside them, if given."""
        row, names = self._in.names.of(self._one.place[rows])
        index, groups = self._in.by_name, names
        if kinds is not None:
            index, groups = self._in.by_name_and_kind, self._in.of_kind(names, kinds[row])
        at, b = index.find(groups, days[0][row], days[1][row])
        return rows[row[at]], b

    def _in_reach(self, a: Numbers, b: Rows) -> NDArray[np.bool_]:
        return self._apart(a, b, self._days)

    def _apart(self, a: Numbers, b: Rows, days: float) -> NDArray[np.bool_]:
        """Return which pairs are at most so many days apart; a bound that is not known excludes none."""
        one, other = self._one, self._other
        return np.asarray(~((other.earliest[b] - one.latest[a] > days) | (one.earliest[a] - other.latest[b] > days)))

    def _likely(self, a: Numbers, b: Rows) -> NDArray[np.bool_]:
        """Return which pairs are at most a day apart, or may be of one broad kind."""
        return self._apart(a, b, 1) | _may_be_same(self._one.broad[a], self._other.broad[b])

    def _one_kind(self, a: Numbers, b: Rows) -> NDArray[np.bool_]:
        """Return which pairs may be of one kind, as finely as both say."""
        fine, fine2 = self._one.fine[a], self._other.fine[b]
        broad = _may_be_same(self._one.broad[a], self._other.broad[b])
        return np.asarray(np.where((fine == 0) | (fine2 == 0), broad, fine == fine2))

    def _inside(self, a: Numbers, b: Rows) -> NDArray[np.bool_]:
        one, other = self._one, self._other
        return np.asarray((other.earliest[b] >= one.earliest[a]) & (other.latest[b] <= one.latest[a]))


def _may_be_same(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.bool_]:
    return np.asarray((one == 0) | (other == 0) | (one == other))


def _only(pairs: _Found, *tests: _Test) -> _Found:
    """Return the pairs that pass one test after the other."""
    a, b = pairs
    for test in tests:
        passed = test(a, b)
        a, b = a[passed], b[passed]
    return a, b


def _once(found: list[_Found]) -> _Found:
    """Return each pair once, in order."""
    keys = np.sort(np.concatenate([a << 32 | b for a, b in found]))
    keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
    return keys >> 32, (keys & 0xFFFFFFFF).astype(np.int32)
