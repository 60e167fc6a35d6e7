"""Checks tables that DuckDB reads by itself, as `curated` checks others: each cell, then cells against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from docmine.reconcile.cells import YEARS
from docmine.reconcile.curated import MAX_PROBLEMS, Problem
from docmine.reconcile.sheets import SheetError, read_sheet
from docmine.reconcile.swapped import country_middles, swapped

_KINDS = {
    **dict.fromkeys(("start", "end"), "day"),
    **dict.fromkeys(("lat", "lon"), "degrees"),
    **dict.fromkeys(("killed", "killed_low", "killed_high"), "count"),
}
_WRONG = {
    "day": (
        "coalesce(year(try_cast(left({{c}}, 10) AS DATE)) NOT BETWEEN {} AND {}, true)".format(*YEARS),
        "is not a day such as 2021-03-14, of a year from {} to {}".format(*YEARS),
    ),
    "degrees": ("NOT coalesce(isfinite(try_cast({c} AS DOUBLE)), false)", "is not a number of degrees such as 36.25"),
    "count": (r"NOT regexp_full_match({c}, '\d{{1,9}}(\.0+)?')", "is not a whole number"),
    "formula": ("{c} >= '=' AND {c} < '>'", "is a spreadsheet formula; save its value instead"),
}
"""Kind of cell -> SQL of a cell that cannot be used, and what is wrong with it."""

_CODES = {"day_precision": "slack_days", "point_precision": "radius_km"}
_LEAST_TURN = 5
"""Degrees between latitude and longitude from which on exchanging them moves a point far enough to be told."""
_NEAR, _AWAY = 10, 5
"""Degrees from a country's middle within which a turned point must lie, and beyond which it does as it stands.

They are wider than what `swapped` asks for, which takes too long to be asked of every row.
"""


def torn(path: Path) -> Iterator[Problem]:
    """Yield the rows of a CSV file that are not as wide as its header, and what ends its reading."""
    try:
        header, _, rows = read_sheet(path)
        for number, cells in rows:
            if len(cells) != len(header):
                said = (
                    f"has {len(cells)} cells, the header has {len(header)}; put cells that hold commas in double quotes"
                )
                yield Problem(f"{path}:{number}", said)
    except SheetError as error:
        yield Problem(error.where, error.text)


class Checker:
    """Finds what is wrong with a table of a layout, whose file is the view `{role}_file` in the database.

    The table has a column of what `wrong` returns: only where that is true of a row is the file read again.
    """

    def __init__(
        self, db: duckdb.DuckDBPyConnection, role: str, path: Path, header: Sequence[str], layout: Mapping[str, Any]
    ) -> None:
        self._db = db
        self._role = role
        self._path = path
        self._layout = layout
        self._columns = {
            field: [name for name in names if name in header] for field, names in layout["columns"].items()
        }

    def problems(self) -> list[Problem]:
        """Return the problems in the order of the rows, 20 at most of each sort: of cells, or else of rows."""
        checks = (self._ids, self._days, self._points, self._figures, self._turned)
        cells = self._cells() if self._rows("NULL", "wrong") else ()
        found = sorted(cells) or sorted(problem for check in checks for problem in check())
        return [Problem(f"{self._path}:{row}", text) for row, text in found]

    def wrong(self) -> str:
        """Return the SQL of whether a row of the file has a cell that cannot be used."""
        return f"coalesce({' OR '.join(f'({where})' for _, where, _ in self._tests())}, false)"

    def _rows(self, what: str, where: str, table: str = "{role}") -> list[tuple[Any, ...]]:
        source = table.format(role=self._role)
        sql = f"SELECT n + 2, {what} FROM {source} WHERE {where} ORDER BY n LIMIT {MAX_PROBLEMS}"
        return self._db.execute(sql).fetchall()

    def _name(self, field: str) -> str:
        return " and ".join(self._columns.get(field) or [field])

    def _cells(self) -> Iterator[tuple[int, str]]:
        tests = list(self._tests())
        counts = ", ".join(f"count(*) FILTER ({where})" for _, where, _ in tests)
        found = self._db.execute(f"SELECT {counts} FROM {self._role}_file").fetchone() or ()
        for (name, where, said), count in zip(tests, found, strict=True):
            for row, value in self._rows(f'"{name}"', where, "{role}_file") if count else ():
                yield row, f"{name}: {value!r} {said}"

    def _tests(self) -> Iterator[tuple[str, str, str]]:
        """Yield column, the SQL of a cell of it that cannot be used, and what is wrong with that."""
        for field, names in self._columns.items():
            tests = [_WRONG["formula"], *([_WRONG[_KINDS[field]]] if field in _KINDS else []), *self._code(field)]
            for name in names:
                cell = f'"{name}"'
                for wrong, said in tests:
                    yield name, f"{cell} <> 'NA' AND {wrong.format(c=cell)}", said

    def _code(self, field: str) -> Iterator[tuple[str, str]]:
        meaning = self._layout.get(_CODES.get(field, ""))
        if meaning:
            listed = ", ".join(f"'{code}'" for code in meaning)
            yield f"{{c}} NOT IN ({listed})", f"is no code of this column; codes are {', '.join(meaning)}"

    def _ids(self) -> Iterator[tuple[int, str]]:
        double = f"SELECT id, min(n) + 2 AS first FROM {self._role} GROUP BY id HAVING count(*) > 1 OR id IS NULL"
        joined = f"{self._role} t JOIN ({double}) d ON t.id IS NOT DISTINCT FROM d.id"
        for row, key, first in self._rows("t.id, first", "n + 2 > first OR t.id IS NULL", joined):
            said = f"{key!r} stands in line {first} too; ids must differ" if key else "is empty; give each row an id"
            yield row, f"{self._name('id')}: {said}"

    def _days(self) -> Iterator[tuple[int, str]]:
        day = "CAST(DATE '1970-01-01' + CAST({} AS INTEGER) AS VARCHAR)"
        both = f"{day.format('earliest')}, {day.format('latest')}"
        for row, first, last in self._rows(both, "latest < earliest"):
            yield row, f"{self._name('end')}: {last} is before {first}"
        if self._role == "curated":
            for row, _ in self._rows("NULL", "earliest IS NULL"):
                yield row, f"{self._name('start')}: is empty; every event needs a day"

    def _points(self) -> Iterator[tuple[int, str]]:
        for field, most in (("lat", 90), ("lon", 180)):
            for row, value in self._rows(field, f"abs({field}) > {most}"):
                hint = "latitude and longitude may be swapped"
                yield row, f"{self._name(field)}: {value:g} is beyond {most}; {hint}"
        names = f"{self._name('lat')}, {self._name('lon')}"
        for row, _ in self._rows("NULL", "(lat IS NULL) <> (lon IS NULL)"):
            yield row, f"{names}: one of them is empty; give both or none"
        for row, _ in self._rows("NULL", "lat = 0 AND lon = 0"):
            yield row, f"{names}: 0, 0 is in the open sea; leave both empty where the point is not known"

    def _figures(self) -> Iterator[tuple[int, str]]:
        for row, low, high in self._rows("killed_low, killed_high", "killed_low > killed_high"):
            yield row, f"{self._name('killed_low')}: {low:g} is more than {self._name('killed_high')}, {high:g}"

    def _turned(self) -> Iterator[tuple[int, str]]:
        """Yield points that are far from their country, and near it with latitude and longitude exchanged."""
        middles = pd.DataFrame([(country, *point) for country, point in country_middles().items()])  # noqa: F841
        points = (
            "SELECT min(n) AS n, lat, lon, country FROM {role} "
            "JOIN (SELECT * FROM middles) m(country, mid_lat, mid_lon) USING (country) "
            f"WHERE abs(lat - lon) > {_LEAST_TURN} AND abs(lon) <= 90 AND abs(lon - mid_lat) < {_NEAR} "
            f"AND greatest(abs(lat - mid_lat), abs(lon - mid_lon)) > {_AWAY} GROUP BY lat, lon, country"
        )
        rows = self._db.execute(f"SELECT n + 2, lat, lon, country FROM ({points.format(role=self._role)}) ORDER BY n")
        found = 0
        while found < MAX_PROBLEMS and (batch := rows.fetchmany(10_000)):
            for row, lat, lon, country in batch:
                if swapped((lat, lon), country):
                    found += 1
                    said = f"{lat:g}, {lon:g} is far from {country}; latitude and longitude may be swapped"
                    yield row, f"{self._name('lat')}, {self._name('lon')}: {said}"
