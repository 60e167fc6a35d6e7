"""Two tables of events side by side in DuckDB, in one form, whatever layout they came in.

The tables `extracted` and `curated` have a row number `n` from 0, `id`, the days `earliest` and `latest` (days since
1970, both included), `lat`, `lon` (degrees WGS84), `radius_km`, the texts `place`, `admin1`, `country`, `side_a`,
`side_b`, `type`, `outlets`, and `killed_low`, `killed_high`. What is not known is null.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from docmine.config import CuratedConfig
from docmine.errors import CuratedError
from docmine.reconcile.curated import MAX_PROBLEMS, NO_SOURCES, Source, mapping_of, refuse
from docmine.reconcile.names import country_code
from docmine.reconcile.pairs.checking import Checker, torn
from docmine.reconcile.pairs.converted import ALTERNATIVE, convert
from docmine.reconcile.pairs.own import convert_own, is_own
from docmine.reconcile.sheets import SheetError, delimiter, read_sheet
from docmine.resources import DATA, read_toml

Role = str
"""`extracted` or `curated`."""

TEXTS = ("place", "admin1", "country", "side_a", "side_b", "type")


def connect() -> duckdb.DuckDBPyConnection:
    """Return a database in memory that works on one thread, so that results do not hang on the machine.

    What it frees it gives back at once, as the arrays that pairs are compared in need it next.
    """
    flush = {"allocator_flush_threshold": "1MB", "allocator_bulk_deallocation_flush_threshold": "1MB"}
    return duckdb.connect(config={"threads": 1, "preserve_insertion_order": True, **flush})


def load(
    db: duckdb.DuckDBPyConnection,
    role: Role,
    path: Path,
    mappings: Mapping[str, CuratedConfig] = NO_SOURCES,
    note: Callable[[str], None] = lambda _: None,
) -> None:
    """Read a table of events into the table `role`.

    Args:
        db: the database.
        role: what the table is.
        path: CSV, also gzipped, XLSX or Parquet, in any layout that curated tables may have, or docmine's own events.
        mappings: `[curated]` of the settings; one that names the file says what its columns hold.
        note: is told of rows that are not compared.

    Raises:
        CuratedError: it cannot be read, its header is not known, or cells cannot be used.
    """
    mapping = mapping_of(path, mappings)
    header = [] if mapping else header_of(path)
    layout = _layout(role, header) if path.suffix == ".csv" else None
    checker = Checker(db, role, path, header, layout) if layout else None
    if layout and checker:
        file, select = _file(path, header, layout), _select(role, header, layout, checker.wrong())
        _run(db, path, f"CREATE OR REPLACE VIEW {role}_file AS {file}; CREATE OR REPLACE TABLE {role} AS {select}")
    elif is_own(header):
        convert_own(db, role, path, note)
    else:
        convert(db, role, Source(path, "events", mapping))
    _unify_countries(db, role)
    if checker:
        refuse(checker.problems())
        db.execute(f"DROP VIEW {role}_file; ALTER TABLE {role} DROP wrong")


def header_of(path: Path) -> list[str]:
    """Return the names of the columns of a file.

    Raises:
        CuratedError: it cannot be read.
    """
    try:
        return read_sheet(path).header
    except SheetError as error:
        raise CuratedError(error.text, where=error.where, remedy="nothing was written") from error


def layout_of_extracted(header: Sequence[str]) -> tuple[str, dict[str, list[str]]] | None:
    """Return the name and columns of a layout that an extracted table alone may have; None if the header is of none.

    The columns are by field; of docmine's own events none are named.
    """
    layout = _layout("extracted", header)
    if layout:
        columns = {field: [name for name in names if name in header] for field, names in layout["columns"].items()}
        return layout["name"], {field: names for field, names in columns.items() if names}
    return ("events of a docmine run", {}) if is_own(list(header)) else None


def _layout(role: Role, header: Sequence[str]) -> dict[str, Any] | None:
    """Return the layout in `data/reconcile/tables.toml` that a header has, which DuckDB can read by itself."""
    layouts: list[dict[str, Any]] = read_toml(DATA / "reconcile" / "tables.toml")[role]
    return next((layout for layout in layouts if set(layout["signature"]) <= set(header)), None)


def _run(db: duckdb.DuckDBPyConnection, path: Path, sql: str) -> None:
    try:
        db.execute(sql)
    except duckdb.Error as error:
        refuse(list(islice(torn(path), MAX_PROBLEMS)))
        lines = [line.strip() for line in str(error).splitlines()]
        said = "; ".join(line for line in lines[:3] if line)
        remedy = "save it as CSV UTF-8, each row as wide as the header"
        raise CuratedError(f"cannot be read as CSV: {said}", where=str(path), remedy=remedy) from error


def _file(path: Path, header: Sequence[str], layout: Mapping[str, Any]) -> str:
    """Return the SQL of the columns of a layout in a CSV file that has all rows as wide as the header.

    Cells are trimmed, and null where they are empty.
    """
    columns = ", ".join(f"'{_quoted(name)}': 'VARCHAR'" for name in header)
    known = (name for names in layout["columns"].values() for name in names if name in header)
    cells = ", ".join(f'nullif(trim("{name}"), \'\') AS "{name}"' for name in known)
    return (
        f"SELECT CAST(row_number() OVER () - 1 AS INTEGER) AS n, {cells} FROM read_csv('{_quoted(str(path))}', "
        f"columns = {{{columns}}}, auto_detect = false, header = true, delim = '{delimiter(path)}', "
        "quote = '\"', escape = '\"', strict_mode = true)"
    )


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _unify_countries(db: duckdb.DuckDBPyConnection, role: Role) -> None:
    """Write countries as ISO 3166-1 alpha-3 codes, since two tables may call one differently."""
    texts = [text for (text,) in db.execute(f"SELECT DISTINCT country FROM {role}").fetchall()]
    codes = [(text, code) for text in texts if (code := country_code(text))]
    frame = pd.DataFrame(codes, columns=["text", "code"], dtype=str)  # noqa: F841 - DuckDB reads it by its name
    db.execute(f"UPDATE {role} SET country = frame.code FROM frame WHERE country = frame.text")


def _select(role: Role, header: Sequence[str], layout: Mapping[str, Any], wrong: str) -> str:
    """Return the SQL that turns the columns of a layout into docmine's; `wrong` is that of rows with wrong cells."""
    at = {field: [f'"{name}"' for name in names if name in header] for field, names in layout["columns"].items()}
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
        "outlets": "CAST(NULL AS VARCHAR)",
        "killed": f"try_cast({cell.get('killed', 'NULL')} AS DOUBLE)",
        "killed_low": low,
        "killed_high": high,
        "wrong": wrong,
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
