"""Tables of events in any layout or format that curated tables may have, in the form that pairs are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

import duckdb
import pandas as pd

from docmine.reconcile.curated import Problem, Source, open_table, refuse
from docmine.reconcile.facts import EventFacts
from docmine.reconcile.outlets import listed
from docmine.schema import Row

ALTERNATIVE = "\x1f"
"""Stands between several codes or names in one cell, of which the first that says something counts."""

EPOCH = date(1970, 1, 1).toordinal()
"""The ordinal of the day from which days are counted."""

_BATCH = 20_000  # rows that are held at a time
_COLUMNS = {
    "n": "INTEGER",
    **dict.fromkeys(("earliest", "latest"), "BIGINT"),
    **dict.fromkeys(("lat", "lon", "radius_km", "killed", "killed_low", "killed_high"), "DOUBLE"),
    **dict.fromkeys(("id", "type", "place", "admin1", "country", "side_a", "side_b", "outlets"), "VARCHAR"),
}


def fill(
    db: duckdb.DuckDBPyConnection, role: str, rows: Iterable[Mapping[str, object]], texts: Sequence[str] = ()
) -> None:
    """Make the table `role` of rows that have a cell for each of its columns but `n`, a few rows at a time.

    Args:
        db: the database.
        role: the name of the table.
        rows: cells by column.
        texts: further columns, of texts.
    """
    kinds = {**_COLUMNS, **dict.fromkeys(texts, "VARCHAR")}
    db.execute(f"CREATE OR REPLACE TABLE {role} ({', '.join(f'{name} {kind}' for name, kind in kinds.items())})")
    cells = ", ".join(f"CAST({_cell(name, kind)} AS {kind})" for name, kind in kinds.items())
    numbered = ({**row, "n": number} for number, row in enumerate(rows))
    while batch := [tuple(row[name] for name in kinds) for row in islice(numbered, _BATCH)]:
        frame = pd.DataFrame(batch, columns=list(kinds))  # noqa: F841 - DuckDB reads it by its name
        db.execute(f"INSERT INTO {role} SELECT {cells} FROM frame")


def convert(db: duckdb.DuckDBPyConnection, role: str, source: Source) -> None:
    """Read a file into the table `role`, a few rows at a time.

    Raises:
        CuratedError: the file cannot be understood; up to 20 problems are named.
    """
    problems: list[Problem] = []
    opened = open_table(source, problems)
    fill(db, role, map(_cells, opened.rows()) if opened else ())
    refuse(problems)


def of_facts(event: EventFacts, kind: str | None) -> Row:
    """Return the columns of an event; `kind` is its cell of `type`."""
    low, high = event.killed or (None, None)
    lat, lon = event.point or (None, None)
    return {
        "id": event.id,
        "earliest": None if event.earliest is None else event.earliest - EPOCH,
        "latest": None if event.latest is None else event.latest - EPOCH,
        "lat": lat,
        "lon": lon,
        "radius_km": event.radius_km,
        "place": "|".join(event.names) or None,
        "admin1": event.admin1,
        "country": event.country,
        "side_a": event.sides[0] or None,
        "side_b": event.sides[1] or None,
        "type": kind,
        "outlets": event.outlets,
        "killed": event.best,
        "killed_low": low,
        "killed_high": high,
    }


def _cell(name: str, kind: str) -> str:
    """Return the SQL of a cell; pandas has NaN where a number is not known."""
    return name if kind == "VARCHAR" else f"nullif(CAST({name} AS DOUBLE), 'nan')"


def _cells(row: Row) -> Row:
    low, best, high = row["killed_low"], row["killed"], row["killed_high"]
    return {
        **row,
        "earliest": row["start"].toordinal() - EPOCH - row["slack_days"],
        "latest": (row["end"] or row["start"]).toordinal() - EPOCH + row["slack_days"],
        "type": ALTERNATIVE.join(filter(None, (row["sub_type"], row["type"]))) or None,
        "outlets": listed(row["reported_by"]),
        "killed_low": best if low is None else low,
        # "at least 20" has no upper bound
        "killed_high": best if high is None and low is None else high,
    }
