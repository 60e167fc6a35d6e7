"""Reads docmine's own table of events, with the tables of places and actors that lie beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb

from docmine.errors import CuratedError
from docmine.reconcile import rows
from docmine.reconcile.curated import MAX_PROBLEMS, Problem, refuse
from docmine.reconcile.pairs.converted import ALTERNATIVE, fill, of_facts
from docmine.reconcile.sheets import SheetError, read_sheet
from docmine.schema import TABLES, Row

_COLUMNS = frozenset({"event_id", "event_type", "status", "source_actors", "target_actors", "earliest", "latest"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_own(header: list[str]) -> bool:
    """Tell whether a header is that of docmine's table `events`."""
    return set(header) >= _COLUMNS


def beside(events: Path, table: str) -> list[Row]:
    """Return the rows of another table of the same run, none where it does not lie beside the events.

    Raises:
        CuratedError: it cannot be understood.
    """
    path = events.with_name(f"{table}{events.name.removeprefix(events.name.partition('.')[0])}")
    return [row for _, row in _typed(path, table)] if path.is_file() else []


def convert_own(db: duckdb.DuckDBPyConnection, role: str, path: Path, note: Callable[[str], None]) -> None:
    """Read docmine's events into the table `role`: those that happened and that no earlier report told, as in a run.

    Args:
        db: the database.
        role: what the table is.
        path: `events.csv` of a run; `places.csv` beside it says where the places are, `documents.csv` who published.
        note: is told how many rows are left out.

    Raises:
        CuratedError: a file cannot be understood.
    """
    places = {row["place_id"]: row for row in beside(path, "places")}
    outlets = {row["doc_id"]: rows.outlets_of(row) for row in beside(path, "documents")}
    left_out = 0

    def taken() -> Iterator[Row]:
        nonlocal left_out
        for _, row in _typed(path, "events"):
            if rows.is_first_of_what_happened(row):
                yield _cells(row, places.get(row.get("place_id") or "", {}), outlets.get(row.get("doc_id")))
            else:
                left_out += 1

    fill(db, role, taken())
    if left_out:
        why = "did not happen, or repeat what an earlier report told"
        note(f"{path}: {left_out:,} events are not compared, as they {why}")


def _cells(row: Row, place: Row, outlets: str | None) -> Row:
    """Return the columns that pairs are made of, with names as the tables have them."""
    names = filter(None, (row.get("place"), place.get("name"), place.get("text")))
    cells = of_facts(rows.extracted_event(row, place, outlets=outlets), ALTERNATIVE.join(_kinds(row)))
    return {**cells, "place": "|".join(dict.fromkeys(names)) or None, "admin1": place.get("admin1")}


def _kinds(row: Row) -> Iterator[str]:
    """Yield the categories of an event, ACLED's sub-event type first and its event type last."""
    kind, mode = row["event_type"], row.get("mode")
    yield from filter(None, (row.get("sub_type"), mode and f"{kind}:{mode}", kind, row.get("acled_type")))


def _typed(path: Path, table: str) -> Iterator[tuple[int, Row]]:
    """Yield line and row of each line of one of docmine's tables, cells as the schema has them.

    Raises:
        CuratedError: after the last row, if cells cannot be understood; up to 20 are named.
    """
    types = {column.name: column.dtype for column in TABLES[table].columns}
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    key = TABLES[table].key[0]
    try:
        sheet = read_sheet(path)
        for number, cells in sheet.rows:
            row: Row = {}
            for name, cell in zip(sheet.header, cells, strict=False):
                try:
                    row[name] = _value(name, types.get(name, "text"), cell)
                except ValueError as error:
                    problems.append(Problem(f"{path}:{number}", f"{name}: {cell!r} {error}"))
            if not row.get(key) or ids.setdefault(row[key], number) != number:
                problems.append(Problem(f"{path}:{number}", f"{key}: is empty or stands in several rows"))
            if len(problems) >= MAX_PROBLEMS:
                break
            yield number, row
    except SheetError as error:
        raise CuratedError(error.text, where=error.where, remedy="nothing was written") from error
    refuse(problems)


def _value(name: str, dtype: str, cell: str) -> object:
    """Return a cell as the schema has it, None where it is empty.

    Raises:
        ValueError: it is not.
    """
    if not cell:
        return [] if dtype == "list" else None
    if dtype == "list":
        return rows.split(cell)
    if dtype in ("integer", "real", "boolean"):
        try:
            return float(cell) if dtype == "real" else int(cell)
        except ValueError as error:
            raise ValueError("is no number") from error
    if name in ("earliest", "latest"):
        if not _DAY.fullmatch(cell):
            raise ValueError("is no day such as 2021-03-14")
        date.fromisoformat(cell)
    return cell
