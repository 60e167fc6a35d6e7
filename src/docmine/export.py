"""Tables and texts out of the store: CSV, XLSX, Parquet, plain text. Files are written whole, or not at all."""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docmine.errors import StoreError
from docmine.schema import TABLES, Column, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from docmine.store import Store

Cells = Iterable[tuple[Any, ...]]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell as a formula (CWE-1236)."""

_PART = ".docmine.part"
"""How the names of files end that are not yet whole."""

_FILE_NAME = re.compile(r"\w+")
_PARQUET_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "boolean": "BOOLEAN"}
_CUT = " … [cut: the cell is longer than a sheet holds]"
_XLSX_CELL_LIMIT = 32_767
_XLSX_ROW_LIMIT = 1_048_576


@contextmanager
def atomic(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`, and move it there when the block ends well; what was there stays till then.

    It is on the disk before it has its name, so that no loss of power leaves half of it. Of two that write one file
    at the same time, the later one has it and the other fails.

    Raises:
        StoreError: the file cannot be written.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_PART, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise _unwritten(path, error.strerror or str(error)) from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Take away what processes that were killed left half written of a file; what others write beside it stays."""
    own = re.compile(rf"\.{re.escape(path.name)}\.\w+{re.escape(_PART)}")
    for left in _left(path.parent):
        if own.fullmatch(left.name):
            left.unlink(missing_ok=True)


@cache
def _left(folder: Path) -> tuple[Path, ...]:
    """Return what lies half written in a folder; looked up once, for a folder may be large."""
    return tuple(folder.glob(f".*{_PART}"))


def _unwritten(path: Path, reason: object) -> StoreError:
    remedy = "check rights and space, and that nothing else writes there"
    return StoreError(f"cannot be written: {reason}", where=str(path), remedy=remedy)


def write_csv(path: Path, table: Table, rows: Cells, *, spreadsheet: bool = False) -> None:
    """Write a table as UTF-8 CSV.

    For machines the cells are as they are. For spreadsheets the file begins with a byte order mark,
    by which Excel knows UTF-8, and a cell that would run as a formula begins with an apostrophe.
    """
    guard: Callable[[Any], Any] = guarded if spreadsheet else _plain
    with atomic(path) as temporary:
        encoding = "utf-8-sig" if spreadsheet else "utf-8"
        with temporary.open("w", encoding=encoding, errors="surrogatepass", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(table.names)
            writer.writerows(tuple(map(guard, row)) for row in rows)


def _plain(cell: Any) -> Any:  # noqa: ANN401 - a cell is any SQLite value
    return "" if cell is None else cell


def guarded(cell: Any) -> Any:  # noqa: ANN401
    """Return a cell as a spreadsheet may read it: one that would run as a formula begins with an apostrophe."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def write_xlsx(path: Path, store: Store) -> None:
    """Write all tables into one workbook, a sheet each; every text cell is text, none is a formula or a link.

    Raises:
        StoreError: the `xlsx` extra is not installed, or a table has more rows than a sheet holds.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
        from xlsxwriter.exceptions import XlsxFileError  # noqa: PLC0415
    except ImportError as error:
        raise StoreError("XLSX needs xlsxwriter", remedy="pip install 'docmine[xlsx]'") from error
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    try:
        with atomic(path) as temporary, xlsxwriter.Workbook(temporary, options) as book:
            bold = book.add_format({"bold": True})
            for table in TABLES.values():
                _fill(book.add_worksheet(table.name), table, store, bold)
    except XlsxFileError as error:
        raise _unwritten(path, error) from error


def _fill(sheet: Worksheet, table: Table, store: Store, bold: Format) -> None:
    count = store.count(table.name)
    if count >= _XLSX_ROW_LIMIT:
        raise StoreError(f"{table.name} has {count:,} rows, more than a sheet holds", remedy="use --format parquet")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, table.names, bold)
    for number, row in enumerate(store.cells(table.name), 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, _sheet_text(cell))
            elif cell is not None:
                sheet.write_number(number, column, cell)
    sheet.autofilter(0, 0, max(count, 1), len(table.columns) - 1)


def _sheet_text(text: str) -> str:
    """Return the text without what XML cannot hold; one longer than a cell holds is cut and says so."""
    text = "".join(c for c in text if c >= " " or c in "\t\n\r")
    return text if len(text) <= _XLSX_CELL_LIMIT else text[: _XLSX_CELL_LIMIT - len(_CUT)] + _CUT


def write_parquet(folder: Path, store: Store) -> None:
    """Write each table as `folder/<table>.parquet`; list columns are lists."""
    import duckdb  # noqa: PLC0415 - heavy

    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as db:
        for table in TABLES.values():
            # Through CSV, so that a table of any length needs little memory.
            staged = Path(scratch) / f"{table.name}.csv"
            write_csv(staged, table, store.cells(table.name))
            columns = ", ".join(f"'{column.name}': 'VARCHAR'" for column in table.columns)
            query = (
                f"SELECT {', '.join(map(_parquet_cell, table.columns))} FROM read_csv(?, columns = {{{columns}}}, "  # noqa: S608
                "header = true, nullstr = '', quote = '\"', escape = '\"', delim = ',', max_line_size = 1000000000)"
            )
            path = folder / f"{table.name}.parquet"
            try:
                with atomic(path) as temporary:
                    db.execute(f"COPY ({query}) TO '{_quoted(temporary)}' (FORMAT parquet)", [str(staged)])
            except duckdb.IOException as error:
                raise _unwritten(path, error) from error


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _parquet_cell(column: Column) -> str:
    name = f'"{column.name}"'
    if column.dtype == "list":
        return f"string_split({name}, '|') AS {name}"
    if column.dtype == "text" and not column.nullable:
        return f"coalesce({name}, '') AS {name}"
    return f"CAST({name} AS {_PARQUET_TYPES[column.dtype]}) AS {name}"


def write_texts(folder: Path, store: Store) -> None:
    """Write each document's texts as `folder/<doc_id>.raw.txt` and `folder/<doc_id>.clean.txt`.

    The files are UTF-8 with line ends as they are, so that character `raw_start` of the one and `start` of the
    other are where the tables say. The raw text of a page or a PDF is its rendering as text.

    Raises:
        StoreError: a file cannot be written, or an id in the store is not one that docmine gives.
    """
    for doc_id, *texts in store.texts():
        if not _FILE_NAME.fullmatch(doc_id):
            raise StoreError(f"has a document with the id {doc_id!r}", remedy="run again into a new output folder")
        for kind, text in zip(("raw", "clean"), texts, strict=True):
            with (
                atomic(folder / f"{doc_id}.{kind}.txt") as temporary,
                temporary.open("w", encoding="utf-8", errors="surrogatepass", newline="") as handle,
            ):
                handle.write(text)
