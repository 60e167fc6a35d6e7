"""The user's own places: the folder `pipeline/gazetteer` of a workspace.

In it lie tables that the user writes, `*.csv`, read anew each time; and what `docmine gazetteer add` made, `*.sqlite`,
each a gazetteer like the shipped one, so that a table of any length costs neither time at the start nor memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docmine.errors import ResourceError
from docmine.places.build import FORMAT, Place, fill
from docmine.places.columns import Columns
from docmine.places.layer import Layer
from docmine.places.spreadsheet import Sheet, read_sheets

_REMEDY = "mend the row; docs/places.md has the columns"


class Addition(NamedTuple):
    """What one file of the folder adds."""

    name: str
    path: Path
    places: int
    source: str
    licence: str


def layers(folder: Path) -> list[Layer]:
    """Open the additions of a folder: tables first, then the user's lists, then dumps of GeoNames.

    Raises:
        ResourceError: one of them is malformed.
    """
    made = [_open(path) for path in sorted(folder.glob("*.sqlite"))]
    return [*_tables(folder), *sorted(made, key=lambda layer: not layer.users)]


def listed(folder: Path) -> list[Addition]:
    """Return the additions of a folder, in the order of their names.

    Raises:
        ResourceError: one of them is malformed.
    """
    found = [Addition(path.stem, path, sum(1 for _ in read_table(path)), path.name, "") for path in _csv(folder)]
    for path in sorted(folder.glob("*.sqlite")):
        layer = _open(path)
        about = layer.about()
        found.append(Addition(path.stem, path, int(about["places"]), about["source"], about["licence"]))
        layer.close()
    return sorted(found)


def remove(folder: Path, name: str) -> Path:
    """Remove what `docmine gazetteer add` made under that name, and return where it was.

    Raises:
        ResourceError: there is nothing of that name; a table that the user wrote is left to the user.
    """
    path = folder / f"{name}.sqlite"
    if not path.is_file():
        there = ", ".join(file.stem for file in sorted(folder.glob("*.sqlite"))) or "none yet"
        raise ResourceError(f"no addition is called {name!r}", where=str(folder), remedy=f"there are: {there}")
    path.unlink()
    return path


def read_table(path: Path, country: str | None = None) -> Iterator[Place]:
    """Yield the places of a table (see `places.columns`), in all sheets that have names.

    Args:
        path: CSV, plain or gzipped, or XLSX.
        country: ISO 3166-1 alpha-3 code where the table does not say it.

    Raises:
        ResourceError: it cannot be read, lacks a column, or a row is malformed.
    """
    lacking = ""
    found = False
    for sheet in read_sheets(path):
        columns = Columns.of(sheet.header)
        if columns.missing:
            lacking = lacking or f"{sheet.where}: {columns.missing}"
            continue
        found = True
        yield from _places(sheet, columns, country, path.name)
    if not found:
        raise ResourceError(
            f"lacks {lacking.rpartition(': ')[2] or 'a header'}",
            where=str(path),
            remedy="name the columns as in docs/places.md, such as name,lat,lon,country_iso3",
        )


def _places(sheet: Sheet, columns: Columns, country: str | None, source: str) -> Iterator[Place]:
    for number, row in sheet.rows:
        try:
            place = columns.place(row, country)
        except ValueError as error:
            remedy = "give --country, such as SYR" if "country this" in str(error) else _REMEDY
            raise ResourceError(str(error), where=f"{sheet.where}, row {number}", remedy=remedy) from error
        yield place._replace(source=place.source or source)


def _csv(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix == ".csv") if folder.is_dir() else []


def _tables(folder: Path) -> Iterator[Layer]:
    """Yield one layer, in memory, of all tables that the user wrote."""
    if tables := _csv(folder):
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        fill(connection, (place for table in tables for place in _pointed(table)), users=True)
        yield Layer(connection, users=True)


def _pointed(table: Path) -> Iterator[Place]:
    """Yield the places of a table, each of which must have a point: nothing is looked up here."""
    for place in read_table(table):
        if place.point == "unknown":
            remedy = (
                f"add the table with `docmine gazetteer add {table.name}`, which knows the points of many divisions"
            )
            raise ResourceError(f"{place.name} has no coordinates", where=str(table), remedy=remedy)
        yield place


def _open(path: Path) -> Layer:
    remedy = "remove it and add the file again with `docmine gazetteer add`"
    try:
        layer = Layer.open(path)
        version = layer.about().get("format")
    except sqlite3.DatabaseError as error:
        raise ResourceError(f"is no gazetteer: {error}", where=str(path), remedy=remedy) from error
    if version != FORMAT:
        raise ResourceError("was made by another version of docmine", where=str(path), remedy=remedy)
    return layer
