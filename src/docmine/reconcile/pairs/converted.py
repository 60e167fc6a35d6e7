"""Tables of events in any layout or format that curated tables may have, in the form that pairs are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

import duckdb
import pandas as pd

from docmine.reconcile.curated import Problem, Source, open_table, refuse
from docmine.schema import Row

ALTERNATIVE = "\x1f"
"""Stands between several codes or names in one cell, of which the first that says something counts."""

_EPOCH = date(1970, 1, 1).toordinal()
_BATCH = 20_000  # rows that are held at a time
_COLUMNS = {
    "n": "INTEGER",
    **dict.fromkeys(("earliest", "latest"), "BIGINT"),
    **dict.fromkeys(("lat", "lon", "radius_km", "killed", "killed_low", "killed_high"), "DOUBLE"),
    **dict.fromkeys(("id", "type", "place", "admin1", "country", "side_a", "side_b"), "VARCHAR"),
}


def convert(db: duckdb.DuckDBPyConnection, role: str, source: Source) -> None:
    """Read a file into the table `role`, a few rows at a time.

    Raises:
        CuratedError: the file cannot be understood; up to 20 problems are named.
    """
    columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    db.execute(f"CREATE OR REPLACE TABLE {role} ({columns})")
    problems: list[Problem] = []
    opened = open_table(source, problems)
    rows = map(_cells, enumerate(opened.rows())) if opened else iter(())
    for batch in _batches(rows):
        frame = pd.DataFrame(batch, columns=list(_COLUMNS))  # noqa: F841 - DuckDB reads it by its name
        cells = ", ".join(f"CAST({_cell(name, kind)} AS {kind})" for name, kind in _COLUMNS.items())
        db.execute(f"INSERT INTO {role} SELECT {cells} FROM frame")
    refuse(problems)


def _cell(name: str, kind: str) -> str:
    """Return the SQL of a cell; pandas has NaN where a number is not known."""
    return name if kind == "VARCHAR" else f"nullif(CAST({name} AS DOUBLE), 'nan')"


def _cells(numbered: tuple[int, Row]) -> tuple[object, ...]:
    number, row = numbered
    low, best, high = row["killed_low"], row["killed"], row["killed_high"]
    made = {
        **row,
        "n": number,
        "earliest": row["start"].toordinal() - _EPOCH - row["slack_days"],
        "latest": (row["end"] or row["start"]).toordinal() - _EPOCH + row["slack_days"],
        "type": ALTERNATIVE.join(filter(None, (row["sub_type"], row["type"]))) or None,
        "killed_low": best if low is None else low,
        # "at least 20" has no upper bound
        "killed_high": best if high is None and low is None else high,
    }
    return tuple(made[name] for name in _COLUMNS)


def _batches(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield batch
