"""What docmine understands of a curated table, so that a person can see it before anything is linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from docmine.config import CuratedConfig
from docmine.errors import CuratedError
from docmine.reconcile.curated import NO_SOURCES, TABLES, Opened, Problem, Source, mapping_of, open_table
from docmine.reconcile.layouts import guess, meanings, recognise
from docmine.reconcile.pairs.tables import connect, layout_of_extracted, load
from docmine.reconcile.sheets import SheetError, read_sheet
from docmine.reconcile.taxonomy import Taxonomy, curated_codes
from docmine.schema import Row

_SAMPLES = 3
_SHOWN_TYPES = 10
_MOST_TYPES = 10_000
"""Distinct types that are counted; a column with more holds no types."""


class Column(NamedTuple):
    """A column that is read: docmine's field, what the file calls it, and what it means."""

    field: str
    name: str
    meaning: str


@dataclass(slots=True)
class Understood:
    """A curated table as docmine understands it. `mapping` is a beginning where its header is not known."""

    path: Path
    table: str
    layout: str = ""
    columns: list[Column] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    rows: int = 0
    samples: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)


def understand(
    path: Path,
    taxonomy: Taxonomy,
    sources: Mapping[str, CuratedConfig] = NO_SOURCES,
    table: str | None = None,
) -> Understood:
    """Read a file to its end, holding no more than a row of it, and return what was understood.

    Args:
        path: the file.
        taxonomy: says which types of events are known.
        sources: `[curated]` of the settings; one that names the file says what its columns hold.
        table: `events`, `actors` or `places`; by default as the settings, the header or the file's name have it.
    """
    mapping = mapping_of(path, sources)
    kind = table or (mapping.table if mapping else _table_of(path))
    found = Understood(path, kind)
    opened = open_table(Source(path, kind, mapping), found.problems)
    if opened:
        found.layout = opened.layout.name
        found.columns = [Column(name, opened.column(name), meanings()[name]) for name in opened.at]
        read = {index for indices in opened.at.values() for index in indices}
        found.unused = [name for index, name in enumerate(opened.sheet.header) if name and index not in read]
        _take(found, opened, taxonomy)
    elif layout := layout_of_extracted(header := _header(path)):
        found.layout, columns = layout
        found.columns = [Column(name, " and ".join(theirs), meanings()[name]) for name, theirs in columns.items()]
        read_by_name = {name for theirs in columns.values() for name in theirs}
        found.unused = [name for name in header if columns and name not in read_by_name]
        _take_extracted(found, columns)
    elif header:
        found.mapping = guess(header, kind)
    return found


def _take_extracted(found: Understood, columns: Mapping[str, Sequence[str]]) -> None:
    """Take a table that may be extracted and not curated, as linking it does."""
    found.problems.clear()  # they say that no curated table has such a header
    found.notes.append("may be EXTRACTED; a curated table needs another layout")
    with connect() as db:
        try:
            load(db, "extracted", found.path, note=found.notes.append)
            ((found.rows,),) = db.execute("SELECT count(*) FROM extracted").fetchall()
        except CuratedError as error:
            found.problems.append(Problem(error.where, error.message))
            return
    header, _, rows = read_sheet(found.path)
    for number, cells in islice(rows, _SAMPLES if columns else 0):
        said = dict(zip(header, cells, strict=True))
        sample = {name: " / ".join(filter(None, map(said.get, theirs))) for name, theirs in columns.items()}
        found.samples.append({**sample, "line": number})


def _table_of(path: Path) -> str:
    """Return which table a file holds, by its name or header; events where neither says."""
    stem = path.name.partition(".")[0]
    layout = recognise(_header(path))
    return stem if stem in TABLES else layout.table if layout else "events"


def _header(path: Path) -> list[str]:
    try:
        return read_sheet(path).header
    except SheetError:
        return []  # reading the table names the problem


def _take(found: Understood, opened: Opened, taxonomy: Taxonomy) -> None:
    lacking: Counter[str] = Counter()
    types: Counter[str] = Counter()
    days = None
    for row in opened.rows():
        found.rows += 1
        if len(found.samples) < _SAMPLES:
            found.samples.append(row)
        lacking.update(
            name for name in ("place", "lat", "country", "side_a") if name in opened.at and row[name] is None
        )
        if found.table == "events":
            last = row["end"] or row["start"]
            days = (min(days[0], row["start"]), max(days[1], last)) if days else (row["start"], last)
            kind = " / ".join(filter(None, (row["type"], row["sub_type"])))
            if kind and len(types) < _MOST_TYPES and not taxonomy.knows(curated_codes(row)):
                types[kind] += 1
    found.notes += _notes(found, opened, lacking)
    found.notes += [f"days from {days[0]} to {days[1]}"] if days else []
    found.notes += _of_types(types)


def _notes(found: Understood, opened: Opened, lacking: Counter[str]) -> list[str]:
    notes = [f"{count:,} of {found.rows:,} rows have no {opened.column(name)}" for name, count in lacking.items()]
    if found.table == "events":
        needed = {"place": "place", "side_a": "actors", "type": "type", "lat": "point"}
        absent = [words for name, words in needed.items() if name not in opened.at]
        notes += [f"no column gives the {' or the '.join(absent)}; rows are compared without"] if absent else []
    return notes


def _of_types(types: Counter[str]) -> list[str]:
    if not types:
        return []
    shown = ", ".join(f"{kind} ({count:,})" for kind, count in types.most_common(_SHOWN_TYPES))
    more = f" and {len(types) - _SHOWN_TYPES:,} more" if len(types) > _SHOWN_TYPES else ""
    return [f"types without a class: {shown}{more}; add them to pipeline/curated/taxonomy.csv"]
