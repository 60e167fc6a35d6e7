"""Reads curated tables: layouts recognised by their headers, every cell checked, nothing ever written."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import numpy as np

from docmine.config import CuratedConfig
from docmine.errors import CuratedError
from docmine.reconcile.cells import Parser
from docmine.reconcile.contradictions import contradictions
from docmine.reconcile.layouts import Layout, column_of, folded, layouts, own_layout, recognise
from docmine.reconcile.sheets import SUFFIXES, Sheet, SheetError, read_sheet
from docmine.schema import Row

MAX_PROBLEMS = 20
"""So many problems are listed before reading stops."""

TABLES = ("actors", "places", "events")
NO_SOURCES: Mapping[str, CuratedConfig] = MappingProxyType({})


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

    Each row has `id`, `line`, `source` (the name of its file) and, for events, `slack_days` and `radius_km`
    made from its precision codes.
    """

    source: str
    layout: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds a curated table, and what the user's settings say of it."""

    path: Path
    table: str
    mapping: CuratedConfig | None = None


@dataclass(slots=True)
class Opened:
    """A curated file whose header is understood. Its rows can be taken once."""

    source: Source
    layout: Layout
    sheet: Sheet
    problems: list[Problem]
    at: Mapping[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.layout.at(folded(self.sheet.header))

    def column(self, name: str) -> str:
        """Return what the file calls the column, or columns, of a field."""
        return " and ".join(self.sheet.header[index] for index in self.at[name])

    def rows(self) -> Iterator[Row]:
        """Yield the typed rows without problems, one by one; stop when too many problems were found."""
        readers = {name: self.layout.parser(name) for name in self.at}
        fields = own_layout(self.source.table).columns.keys() - self.at.keys()
        absent = {name: self.layout.parser(name)("") for name in sorted(fields)}
        path, ids = self.source.path, array("q")
        try:
            for number, cells in self.sheet.rows:
                row, found = self._row(cells, readers)
                found += contradictions(row, self.column)
                if "id" in row:
                    ids.append(hash(row["id"]))
                self.problems += [Problem(f"{path}:{number}", text) for text in found]
                if len(self.problems) >= MAX_PROBLEMS:
                    return
                if not found:
                    yield {**absent, **row, **_precision(row, self.layout), "line": number, "source": path.name}
        except SheetError as error:
            self.problems.append(Problem(error.where, error.text))
            return
        hashes, counts = np.unique(np.array(ids), return_counts=True)
        if repeated := set(hashes[counts > 1].tolist()):
            self.problems += islice(_repeated(self, repeated), MAX_PROBLEMS)

    def _row(self, cells: Sequence[str], readers: Mapping[str, Parser]) -> tuple[Row, list[str]]:
        """Return the cells that can be read, by field, and what is wrong with the others."""
        width = len(self.sheet.header)
        if len(cells) != width:
            return {}, [f"has {len(cells)} cells, the header has {width}; put cells that hold commas in double quotes"]
        row: Row = {}
        found: list[str] = []
        for name, indices in self.at.items():
            text = self.layout.text(name, [cells[index] for index in indices])
            try:
                row[name] = readers[name](text)
            except ValueError as error:
                column = self.column(name)
                found.append(f"{column}: {text!r} {error}" if text else f"{column}: {error}")
        return row, found


def read_tables(folder: Path, sources: Mapping[str, CuratedConfig] = NO_SOURCES) -> dict[str, CuratedTable]:
    """Return the curated tables by name (`actors`, `places`, `events`); those without a file are left out.

    Args:
        folder: where `events.csv`, `places.csv` and `actors.csv` are, or files of these names in other formats.
        sources: further files, as `[curated]` of the settings names them.

    Raises:
        CuratedError: a file cannot be understood; up to 20 problems of all files are named.
    """
    problems: list[Problem] = []
    read: defaultdict[str, list[CuratedTable]] = defaultdict(list)
    for source in found_sources(folder, sources):
        read[source.table].append(read_table(source.path, source.table, problems, source.mapping))
    tables = {name: _joined(read[name], problems) for name in TABLES if name in read}
    refuse(problems)
    return tables


def refuse(problems: Sequence[Problem]) -> None:
    """Raise CuratedError if there are problems, with the first 20 of them."""
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems[:MAX_PROBLEMS])
        raise CuratedError(
            f"tables cannot be used:\n{listed}",
            where=problems[0].where,
            remedy="correct these lines and run again; nothing was linked",
        )


def found_sources(folder: Path, sources: Mapping[str, CuratedConfig] = NO_SOURCES) -> Iterator[Source]:
    """Yield the curated files of a folder and those that the settings name, each once."""
    named = {one.file.resolve() for one in sources.values()}
    for table in TABLES:
        for path in (folder / f"{table}{suffix}" for suffix in SUFFIXES):
            if path.is_file() and path.resolve() not in named:
                yield Source(path, table)
    yield from (Source(one.file, one.table, one) for one in sources.values())


def mapping_of(path: Path, sources: Mapping[str, CuratedConfig]) -> CuratedConfig | None:
    """Return what the settings say of a file."""
    return next((one for one in sources.values() if one.file.resolve() == path.resolve()), None)


def read_table(path: Path, table: str, problems: list[Problem], mapping: CuratedConfig | None = None) -> CuratedTable:
    """Read one curated table; what is wrong is added to `problems`, and the rows concerned are left out."""
    opened = open_table(Source(path, table, mapping), problems)
    if opened is None:
        return CuratedTable(path.name, "", ())
    return CuratedTable(path.name, opened.layout.name, tuple(opened.rows()))


def open_table(source: Source, problems: list[Problem]) -> Opened | None:
    """Read the header of a curated file; None if it is not understood, with the reasons added to `problems`."""
    try:
        sheet = read_sheet(source.path)
    except SheetError as error:
        problems.append(Problem(error.where, error.text))
        return None
    layout = recognise(sheet.header, source.table, source.mapping)
    wrong = _header_problems(source, sheet.header, layout)
    problems += [Problem(f"{source.path}:{sheet.row}", text) for text in wrong]
    return Opened(source, layout, sheet, problems) if layout and not wrong else None


def _header_problems(source: Source, header: Sequence[str], layout: Layout | None) -> list[str]:
    names = [name for name in folded(header) if name]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        return [f"names the column {', '.join(twice)} twice"]
    if layout is None:
        known = [one for one in layouts() if one.table == source.table]
        wanted = "; or ".join(f"{', '.join(one.signature)} ({one.name})" for one in known)
        other = "say in docmine.toml what the columns hold; `docmine reconcile --check` makes a beginning"
        return [f"has no header that is known; it must name at least {wanted}; or {other}"]
    mapped = source.mapping.columns if source.mapping else {}
    lacking = [f"{theirs!r} for {ours}" for ours, theirs in mapped.items() if theirs.strip().casefold() not in names]
    at = layout.at(folded(header))
    needed = [column_of(source.table, name) for name in _NEEDED[source.table] if name not in at]
    return [f"has no column {', '.join(lacking)}, as docmine.toml says"] * bool(lacking) or [
        f"needs a column for {', '.join(needed)}; add it to `columns` in docmine.toml"
    ] * bool(needed)


_NEEDED = {"events": ("id", "start"), "actors": ("id", "name"), "places": ("id", "name")}


def _joined(tables: Sequence[CuratedTable], problems: list[Problem]) -> CuratedTable:
    """Return the tables of several files as one; ids differ between them too."""
    if len(tables) == 1:
        return tables[0]
    seen: dict[str, str] = {}
    for table in tables:
        for row in table.rows:
            if (other := seen.setdefault(row["id"], table.source)) != table.source:
                text = f"the id {row['id']!r} is in {other} too; ids must differ between files"
                problems.append(Problem(f"{table.source}:{row['line']}", text))
    names = (", ".join(table.source for table in tables), ", ".join(table.layout for table in tables))
    return CuratedTable(*names, tuple(row for table in tables for row in table.rows))


def _repeated(opened: Opened, hashes: Set[int]) -> Iterator[Problem]:
    """Yield which ids stand in several rows, of those with these hashes: reading the file once more saves memory."""
    read, indices, first = opened.layout.parser("id"), opened.at["id"], dict[str, int]()
    for number, cells in read_sheet(opened.source.path).rows:
        try:
            text = read(opened.layout.text("id", [cells[index] for index in indices]))
        except (ValueError, IndexError):
            continue  # the first reading has told of it
        if hash(text) not in hashes:
            continue
        if text in first:
            said = f"{opened.column('id')}: {text!r} stands in line {first[text]} too; ids must differ"
            yield Problem(f"{opened.source.path}:{number}", said)
        first.setdefault(text, number)


def _precision(row: Row, layout: Layout) -> Row:
    """Return what the precision codes of a row mean in days and kilometres."""
    return {
        "slack_days": layout.slack_days.get(row.get("day_precision") or "", 0),
        "radius_km": float(layout.radius_km.get(row.get("point_precision") or "", 0)),
    }
