"""Two tables of events side by side in DuckDB, in one form, whatever layout they came in.

The tables `extracted` and `curated` have a row number `n` from 0, `id`, the days `earliest` and `latest` (days since
1970, both included), `lat`, `lon` (degrees WGS84), `radius_km`, the texts `place`, `admin1`, `country`, `side_a`,
`side_b`, `type`, and `killed_low`, `killed_high`. What is not known is null.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from docmine.errors import CuratedError
from docmine.resources import DATA, read_toml

Role = str
"""`extracted` or `curated`."""

TEXTS = ("place", "admin1", "country", "side_a", "side_b", "type")
ALTERNATIVE = "\x1f"
"""Stands between several codes or names in one cell, of which the first that says something counts."""


def connect() -> duckdb.DuckDBPyConnection:
    """Return a database in memory that works on one thread, so that results do not hang on the machine."""
    return duckdb.connect(config={"threads": 1, "preserve_insertion_order": True})


def layout_of(role: Role, header: Sequence[str], path: Path) -> dict[str, Any]:
    """Return the layout in `data/reconcile/tables.toml` that a header has.

    Raises:
        CuratedError: no layout has such columns.
    """
    layouts = read_toml(DATA / "reconcile" / "tables.toml")[role]
    for layout in layouts:
        if set(layout["signature"]) <= set(header):
            return dict(layout)
    wanted = "; or ".join(f"{', '.join(layout['signature'])} ({layout['name']})" for layout in layouts)
    raise CuratedError(
        "has no header that is known", where=f"{path}:1", remedy=f"the header must name at least {wanted}"
    )


def load(db: duckdb.DuckDBPyConnection, role: Role, path: Path) -> None:
    """Read a CSV file into the table `role`.

    Raises:
        CuratedError: it cannot be read, its header is not known, or cells are no days, degrees or counts.
    """
    try:
        db.execute(
            f"CREATE OR REPLACE TABLE {role}_file AS SELECT CAST(row_number() OVER () - 1 AS INTEGER) AS n, * FROM "
            "read_csv(?, all_varchar = true, header = true, delim = ',', quote = '\"', strict_mode = true)",
            [str(path)],
        )
    except duckdb.Error as error:
        text = str(error).splitlines()[0]
        raise CuratedError(f"cannot be read as CSV: {text}", where=str(path), remedy="save it as UTF-8 CSV") from error
    header = [name for name, *_ in db.execute(f"DESCRIBE {role}_file").fetchall()][1:]
    layout = layout_of(role, header, path)
    db.execute(f"CREATE OR REPLACE TABLE {role} AS {_select(role, header, layout)}")
    _check(db, role, path, header, layout)
    db.execute(f"DROP TABLE {role}_file")


def _select(role: Role, header: Sequence[str], layout: Mapping[str, Any]) -> str:
    """Return the SQL that turns the columns of a layout into docmine's."""
    at = {
        field: [f"nullif(trim(\"{name}\"), '')" for name in names if name in header]
        for field, names in layout["columns"].items()
    }
    cell = {field: found[0] if found else "NULL" for field, found in at.items()}
    slack = _codes(cell.get("day_precision", "NULL"), layout.get("slack_days", {}))
    low, high = _figures(cell)
    start, end = cell["start"], cell.get("end", "NULL")
    last = f"coalesce({end}, {start})" if layout.get("one_day") else end
    cells = {
        "n": "n",
        "id": cell["id"],
        "earliest": f"{_day(start)} - {slack}",
        "latest": f"{_day(last)} + {slack}",
        "lat": f"try_cast({cell.get('lat', 'NULL')} AS DOUBLE)",
        "lon": f"try_cast({cell.get('lon', 'NULL')} AS DOUBLE)",
        "radius_km": f"CAST({_codes(cell.get('point_precision', 'NULL'), layout.get('radius_km', {}))} AS DOUBLE)",
        "type": f"nullif(concat_ws('{ALTERNATIVE}', {', '.join(at.get('type', []) or ['NULL'])}), '')",
        **{
            name: f"CAST({cell.get(name, 'NULL')} AS VARCHAR)"
            for name in ("place", "admin1", "country", "side_a", "side_b")
        },
        "killed": f"try_cast({cell.get('killed', 'NULL')} AS DOUBLE)",
        "killed_low": low,
        "killed_high": high,
    }
    return f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in cells.items())} FROM {role}_file"


def _day(cell: str) -> str:
    return f"datediff('day', DATE '1970-01-01', try_cast(left({cell}, 10) AS DATE))"


def _codes(cell: str, meaning: Mapping[str, int]) -> str:
    whens = " ".join(f"WHEN '{code}' THEN {value}" for code, value in meaning.items())
    return f"(CASE {cell} {whens} ELSE 0 END)" if meaning else "0"


def _figures(cell: Mapping[str, str]) -> tuple[str, str]:
    """Return the SQL of the least and the most killed: "at least 20" has no upper bound."""
    low, best, high = (
        f"try_cast({cell.get(name, 'NULL')} AS DOUBLE)" for name in ("killed_low", "killed", "killed_high")
    )
    return f"coalesce({low}, {best})", f"coalesce({high}, CASE WHEN {low} IS NULL THEN {best} END)"


def _check(
    db: duckdb.DuckDBPyConnection, role: Role, path: Path, header: Sequence[str], layout: Mapping[str, Any]
) -> None:
    """Raise CuratedError where a cell says something that was not understood, or ids are double or missing."""
    kinds = {"start": "DATE", "end": "DATE", "lat": "DOUBLE", "lon": "DOUBLE"}
    kinds |= dict.fromkeys(("killed", "killed_low", "killed_high"), "DOUBLE")
    problems = []
    for field, kind in kinds.items():
        for name in (name for name in layout["columns"].get(field, ()) if name in header):
            text = f'left(trim("{name}"), 10)' if kind == "DATE" else f'trim("{name}")'
            sql = (
                f'SELECT n + 2, "{name}" FROM {role}_file WHERE trim("{name}") <> \'\' '
                f"AND try_cast({text} AS {kind}) IS NULL ORDER BY n LIMIT 20"
            )
            word = "a day such as 2021-03-14" if kind == "DATE" else "a number"
            problems += [(row, f"{name}: {value!r} is not {word}") for row, value in db.execute(sql).fetchall()]
    double = "GROUP BY id HAVING count(*) > 1 OR id IS NULL ORDER BY 1 LIMIT 20"
    sql = f"SELECT min(n) + 2, coalesce(id, '') FROM {role} {double}"
    problems += [(row, f"the id {key!r} is empty or stands in several rows") for row, key in db.execute(sql).fetchall()]
    if problems:
        listed = "\n".join(f"  {path}: row {row}: {text}" for row, text in sorted(problems)[:20])
        raise CuratedError(
            f"cannot be used:\n{listed}", where=str(path), remedy="correct these cells; nothing was written"
        )
