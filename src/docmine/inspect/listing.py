"""A page of a table's rows, and the facets beside them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from time import monotonic

from docmine.inspect.choice import SIZE, Choice
from docmine.schema import Row, Table
from docmine.store import Store, split_list

COUNTED = 10_000
"""Rows that are counted; of more, it is said that there are more."""

_PATIENCE = 0.06
"""Seconds that one question, or all facets together, may take before they are answered with what was found so far."""

_STEPS = 2_000
"""Steps of SQLite's machine between two looks at the clock."""

_FEW = 12
"""Values of a facet that are shown."""

FACETS: dict[str, tuple[str, ...]] = {
    "documents": ("status", "kind", "publisher", "language", "date_mode"),
    "lines": ("keep", "reason", "method"),
    "mentions": ("label", "method"),
    "dates": ("type", "granularity", "anchor", "reason"),
    "places": ("country_iso3", "feature_code", "where_prec", "reason"),
    "actors": ("type", "origin", "country_iso3"),
    "events": ("event_type", "mode", "status", "acled_type", "ucdp_type", "date_prec"),
    "links": ("kind", "decision", "to_review", "curated_source", "reviewed_by"),
    "conflicts": ("kind", "field", "severity"),
    "errors": ("stage",),
}
"""Columns with few values, by which people narrow a table."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A column's commonest values among the chosen rows, with how often each comes; `whole` when all were counted."""

    column: str
    values: tuple[tuple[str | None, int], ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of rows; `total` is None where there are more than `COUNTED`, or they took too long to count."""

    choice: Choice
    rows: list[Row]
    total: int | None
    is_last: bool
    whole: bool


def listing(store: Store, choice: Choice) -> Listing:
    """Return the rows of a page.

    Args:
        store: the tables.
        choice: what is chosen; its page is taken.
    """
    where = choice.where()
    names = ", ".join(f't."{name}"' for name in choice.table.names)
    sql = f"SELECT {names} FROM {choice.table.name} t WHERE {where.sql} ORDER BY {choice.order()} LIMIT ? OFFSET ?"  # noqa: S608
    found, whole = patiently(store, sql, (*where.values, SIZE + 1, (choice.page - 1) * SIZE))
    return Listing(
        choice,
        [_row(choice.table, record) for record in found[:SIZE]],
        _total(store, choice),
        len(found) <= SIZE,
        whole,
    )


def facets(store: Store, choice: Choice) -> list[Facet]:
    """Return the facets of a table; each counts as if nothing were asked of its own column."""
    until = monotonic() + _PATIENCE
    return [_facet(store, choice.without(column), column, until) for column in FACETS.get(choice.table.name, ())]


def cell_spans(store: Store, rows: list[Row]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the stretch of its report that a cell of an event first stands on, by event_id and column."""
    ids = [row["event_id"] for row in rows]
    marks = ", ".join("?" * len(ids))
    sql = (
        f'SELECT event_id, columns, start, "end" FROM event_cells WHERE event_id IN ({marks})'  # noqa: S608
        " AND start IS NOT NULL ORDER BY event_id, n DESC"
    )
    return {
        (record["event_id"], column): (record["start"], record["end"])
        for record in store.execute(sql, ids)
        for column in split_list(record["columns"])
    }


def patiently(
    store: Store, sql: str, values: tuple[object, ...], until: float | None = None
) -> tuple[list[sqlite3.Row], bool]:
    """Return the rows that a question finds in the time that it has, and whether these are all.

    Args:
        store: the tables.
        sql: the question.
        values: its values.
        until: when its time is over, by `time.monotonic`; its own share of a page's time where none is given.
    """
    until = monotonic() + _PATIENCE if until is None else until
    found: list[sqlite3.Row] = []
    with store.watched(lambda: monotonic() > until, _STEPS):
        try:
            found.extend(store.execute(sql, values))
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            return found, False
    return found, True


def _total(store: Store, choice: Choice) -> int | None:
    where = choice.where()
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {choice.table.name} t WHERE {where.sql} LIMIT ?)"  # noqa: S608
    found, whole = patiently(store, sql, (*where.values, COUNTED + 1))
    count = int(found[0][0]) if whole and found else COUNTED + 1
    return count if count <= COUNTED else None


def _facet(store: Store, choice: Choice, column: str, until: float) -> Facet:
    where = choice.where()
    most = 2 * COUNTED
    rows = f'SELECT t."{column}" AS value FROM {choice.table.name} t WHERE {where.sql} LIMIT {most}'  # noqa: S608
    sql = f"SELECT value, count(*) AS n FROM ({rows}) GROUP BY value ORDER BY n DESC, value"  # noqa: S608
    found, whole = patiently(store, sql, where.values, until)
    values = tuple((None if value is None else str(value), n) for value, n in found[:_FEW])
    return Facet(column, values, whole and sum(n for _, n in found) < most)


def _row(table: Table, record: sqlite3.Row) -> Row:
    row = dict(record)
    for column in table.columns:
        if column.dtype == "list":
            row[column.name] = split_list(row[column.name])
    return row
