"""Reads curated tables: layouts recognised by their headers, every cell checked, nothing ever written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docmine.errors import CuratedError
from docmine.reconcile.cells import PARSERS
from docmine.reconcile.swapped import swapped
from docmine.resources import DATA, read_toml
from docmine.schema import Row

MAX_PROBLEMS = 20
"""So many problems are listed before reading stops."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell or line that cannot be used."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


@dataclass(frozen=True, slots=True)
class CuratedTable:
    """A curated table as read: `rows` hold docmine's field names (`data/reconcile/layouts.toml`) and typed values.

    Each row has `id`, `line` and, for events, `slack_days` and `radius_km` made from its precision codes.
    """

    source: str
    layout: str
    rows: tuple[Row, ...]


@cache
def _layouts() -> dict[str, Any]:
    return read_toml(DATA / "reconcile" / "layouts.toml")


def read_tables(folder: Path) -> dict[str, CuratedTable]:
    """Return the curated tables in `folder` by name (`actors`, `places`, `events`); missing files are left out.

    Raises:
        CuratedError: a file cannot be understood; up to 20 problems of all files are named.
    """
    problems: list[Problem] = []
    tables = {
        name: read_table(path, name, problems)
        for name in ("actors", "places", "events")
        if (path := folder / f"{name}.csv").is_file()
    }
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems[:MAX_PROBLEMS])
        raise CuratedError(
            f"curated tables cannot be used:\n{listed}",
            where=problems[0].where,
            remedy="correct these lines and run again; nothing was linked",
        )
    return tables


def read_table(path: Path, table: str, problems: list[Problem]) -> CuratedTable:
    """Read one curated table; what is wrong is added to `problems`, and the rows concerned are left out."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = next(reader, [])
            layout = _recognise(table, header)
            if layout is None or len(set(header)) < len(header):
                problems.append(Problem(f"{path}:1", _header_problem(table, header)))
                return CuratedTable(path.name, "", ())
            lines = ((reader.line_num, cells) for cells in reader if cells)
            rows = tuple(_read_rows(path, lines, header, layout, problems))
            return CuratedTable(path.name, layout["name"], rows)
    except UnicodeDecodeError as error:
        problems.append(Problem(str(path), f"is not UTF-8 ({error.reason}); save it as CSV UTF-8"))
    except OSError as error:
        problems.append(Problem(str(path), f"cannot be read ({error.strerror})"))
    except csv.Error as error:
        problems.append(Problem(f"{path}:{reader.line_num}", f"is not CSV: {error}"))
    return CuratedTable(path.name, "", ())


def _recognise(table: str, header: list[str]) -> dict[str, Any] | None:
    fitting = (
        layout
        for layout in _layouts()["layouts"]
        if layout["table"] == table and set(layout["signature"]) <= set(header)
    )
    return next(fitting, None)


def _header_problem(table: str, header: list[str]) -> str:
    if twice := sorted({name for name in header if header.count(name) > 1}):
        return f"names the column {', '.join(twice)} twice"
    known = [layout for layout in _layouts()["layouts"] if layout["table"] == table]
    wanted = "; or ".join(f"{', '.join(layout['signature'])} ({layout['name']})" for layout in known)
    return f"has no header that is known; it must name at least {wanted}"


def _read_rows(
    path: Path,
    lines: Iterable[tuple[int, list[str]]],
    header: list[str],
    layout: dict[str, Any],
    problems: list[Problem],
) -> Iterator[Row]:
    """Yield the typed rows without problems; stop when too many problems were found."""
    at = {
        field: next(header.index(name) for name in names if name in header)
        for field, names in layout["columns"].items()
        if any(name in header for name in names)
    }
    kinds = _layouts()["fields"]
    absent = {field: PARSERS[kinds[field]]("") for field in layout["columns"] if field not in at}
    seen: dict[str, int] = {}
    for line, cells in lines:
        row, found = _read_row(cells, header, at)
        found += _contradictions(row, header, at, seen)
        if found:
            problems += [Problem(f"{path}:{line}", text) for text in found]
            if len(problems) >= MAX_PROBLEMS:
                return
        else:
            seen[row["id"]] = line
            yield {**absent, **row, **_precision(row, layout), "line": line}


def _read_row(cells: list[str], header: list[str], at: Mapping[str, int]) -> tuple[Row, list[str]]:
    """Return the cells that can be read, by field, and what is wrong with the others."""
    if len(cells) != len(header):
        wrong = f"has {len(cells)} cells, the header has {len(header)}; put cells that hold commas in double quotes"
        return {}, [wrong]
    row: Row = {}
    found: list[str] = []
    kinds = _layouts()["fields"]
    for field, index in at.items():
        text = cells[index].strip()
        try:
            row[field] = PARSERS[kinds[field]](text)
        except ValueError as error:
            found.append(f"{header[index]}: {text!r} {error}" if text else f"{header[index]}: {error}")
    return row, found


def _contradictions(row: Row, header: list[str], at: Mapping[str, int], seen: Mapping[str, int]) -> list[str]:
    """Return what cells of a row that can be read say against each other, or against earlier rows."""
    found = []
    if row.get("id") in seen:
        found.append(f"{header[at['id']]}: {row['id']!r} stands in line {seen[row['id']]} too; ids must differ")
    start, end = row.get("start"), row.get("end")
    if "start" in row and start is None:
        found.append(f"{header[at['start']]}: is empty; every event needs a day")
    if start and end and end < start:
        found.append(f"{header[at['end']]}: {end} is before {start}")
    if "lat" in row and "lon" in row and (row["lat"] is None) != (row["lon"] is None):
        found.append(f"{header[at['lat']]}, {header[at['lon']]}: one of them is empty; give both or none")
    lat, lon = row.get("lat"), row.get("lon")
    if lat is not None and lon is not None and swapped((lat, lon), row.get("country")):
        columns = f"{header[at['lat']]}, {header[at['lon']]}"
        found.append(f"{columns}: {lat:g}, {lon:g} is far from {row['country']}; latitude and longitude may be swapped")
    low, high = row.get("killed_low"), row.get("killed_high")
    if low is not None and high is not None and low > high:
        found.append(f"{header[at['killed_low']]}: {low} is more than {header[at['killed_high']]}, {high}")
    return found


def _precision(row: Row, layout: dict[str, Any]) -> Row:
    """Return what the precision codes of a row mean in days and kilometres; codes that are not known add nothing."""
    return {
        "slack_days": layout.get("slack_days", {}).get(row.get("day_precision"), 0),
        "radius_km": float(layout.get("radius_km", {}).get(row.get("point_precision"), 0)),
    }
