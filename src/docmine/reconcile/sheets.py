"""Opens tables as people keep them, CSV (also gzipped), XLSX and Parquet: a header, and rows of text one by one.

Nothing is held but the row that is read, so that a file may be larger than memory.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import math
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from lxml import etree

SUFFIXES = (".csv", ".csv.gz", ".xlsx", ".parquet")
"""How the names of tables end that can be opened."""

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "2GB",
}
"""Settings of DuckDB by which it fetches nothing, whatever a file asks for, and is not filled by one."""
_DELIMITERS = ",;\t|"
_LONGEST_LINE = 10_000_000  # bytes
_MOST_UNPACKED = 2_000_000_000
"""Bytes that a workbook may unpack to: a full sheet of 30 columns has some 1.5 GB."""
_DENSEST = 200
"""A gzipped table may unpack to this many times its size, more than any table of words and numbers does."""
_MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"

Rows = Iterator[tuple[int, list[str]]]
"""Number and cells of each row that is not blank; the number is that of the line or sheet row on which it begins."""


class SheetError(Exception):
    """A file, or a row of it, cannot be read. `where` is the file, or file and row."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(f"{where}: {text}")
        self.where = where
        self.text = text


class Sheet(NamedTuple):
    """A table: the cells of its header, the row that it stands in, and the rows below, to be taken once."""

    header: list[str]
    row: int
    rows: Rows


def suffix(path: Path) -> str | None:
    """Return which of `SUFFIXES` the name of a file ends in."""
    return next((end for end in SUFFIXES if path.name.casefold().endswith(end)), None)


def read_sheet(path: Path) -> Sheet:
    """Return the table in a file; of a workbook, the first sheet that holds one.

    A second header that begins with `#` (the tags of the Humanitarian Exchange Language) is passed over.

    Raises:
        SheetError: the file is of no known kind or cannot be read; while rows are taken, one of them cannot be read.
    """
    ending = suffix(path)
    if ending is None:
        raise SheetError(str(path), f"is no table that can be read; save it as {', '.join(SUFFIXES)}")
    rows = _readable(path, _READERS[ending](path))
    number, header = next(rows, (1, []))
    return Sheet([name.strip() for name in header], number, (row for row in rows if not _is_tags(row[1])))


def delimiter(path: Path) -> str:
    """Return what parts the cells of a CSV file: the sign of `,`, `;`, `|` and tab that its first line has most of."""
    with path.open("rb") as stream:
        return _delimiter(stream.readline(_LONGEST_LINE).decode(errors="replace"))


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _readable(path: Path, rows: Rows) -> Rows:
    try:
        yield from rows
    except gzip.BadGzipFile as error:
        raise SheetError(
            str(path), "is not gzipped, or damaged; name it .csv if it is plain, or copy it again"
        ) from error
    except (EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise SheetError(str(path), f"is not whole ({error}); copy it again") from error
    except OSError as error:
        raise SheetError(str(path), f"cannot be read ({error.strerror or error})") from error
    except SyntaxError as error:  # of the XML in a workbook
        raise SheetError(str(path), f"is damaged ({error}); save it again") from error


def _is_tags(cells: list[str]) -> bool:
    return cells[0].startswith("#") and all(cell.startswith("#") for cell in cells if cell)


def _csv(path: Path) -> Rows:
    packed = path.suffix.casefold() == ".gz"
    limit = max(_LONGEST_LINE, _DENSEST * path.stat().st_size) if packed else math.inf
    with gzip.open(path) if packed else path.open("rb") as stream:
        yield from _records(path, stream, limit)


def _records(path: Path, stream: Any, limit: float) -> Rows:  # noqa: ANN401 - a file or a gzip file
    lines = _decoded(path, stream, limit)
    try:
        first = next(lines, "")
    except UnicodeDecodeError as error:
        raise SheetError(f"{path}:1", _undecodable(error, [], ",")) from error
    parted = _delimiter(first)
    reader = csv.reader(_again(first, lines), delimiter=parted, strict=True)
    header: list[str] = []
    while True:
        begin = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            raise SheetError(f"{path}:{reader.line_num + 1}", _undecodable(error, header, parted)) from error
        except csv.Error as error:
            raise SheetError(f"{path}:{begin}", _torn(str(error))) from error
        if any(cell.strip() for cell in cells):
            header = header or cells
            yield begin, cells


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _decoded(path: Path, stream: BinaryIO, limit: float) -> Iterator[str]:
    """Yield the lines as text; one that is no UTF-8 raises, with its bytes, when it is reached."""
    size = 0
    for number, line in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), 1):
        size += len(line)
        if size > limit:
            raise SheetError(str(path), f"unpacks to more than {_DENSEST} times its size; unpack it, if it is a table")
        if len(line) == _LONGEST_LINE:
            raise SheetError(f"{path}:{number}", "is longer than 10 MB; is this a CSV file with line ends?")
        yield (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).decode()


def _undecodable(error: UnicodeDecodeError, header: list[str], parted: str) -> str:
    """Say which cell holds a byte that is no UTF-8, with the cell as Windows would show it."""
    if error.object.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "is UTF-16; save the file as CSV UTF-8"
    try:
        before = next(csv.reader([error.object[: error.start].decode("cp1252", "replace")], delimiter=parted), [""])
    except csv.Error:  # a line end of an old Mac, a cell without end: then the line alone is told
        before = []
    column = f"{header[len(before) - 1]}: " if 0 < len(before) <= len(header) else ""
    shown = error.object.decode("cp1252", "replace").split(parted)
    near = shown[len(before) - 1].strip() if len(before) <= len(shown) else ""
    return f"{column}{near!r} is not UTF-8; save the file as CSV UTF-8"


def _torn(message: str) -> str:
    if "unexpected end" in message or "field limit" in message:
        return "opens a quote that is never closed; close it, or double a quote that belongs to the words"
    if "new-line" in message:
        return "has the line ends of an old Mac; save the file as CSV UTF-8"
    return f"is not CSV: {message}; a quote inside a cell is written twice"


def _xlsx(path: Path) -> Rows:
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SheetError(str(path), "XLSX needs openpyxl: pip install 'docmine[xlsx]', or save it as CSV") from error
    try:
        _refuse_bomb(path)
        yield from _sheet_rows(path, openpyxl.load_workbook(path, read_only=True))  # formulas stay, and are refused
    except (SheetError, OSError, EOFError, zlib.error, SyntaxError):  # told by `_readable`
        raise
    except Exception as error:  # whatever else openpyxl raises is about the workbook
        raise SheetError(str(path), f"is no workbook ({error}); save it as XLSX or CSV") from error


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > _MOST_UNPACKED:
        raise SheetError(str(path), f"unpacks to {size:,} bytes, more than {_MOST_UNPACKED:,}; save it as CSV")


def _sheet_rows(path: Path, book: Any) -> Rows:  # noqa: ANN401 - openpyxl has no types
    with closing(book):
        for sheet in book.worksheets:
            rows = (
                (number, _trimmed([_written(value) for value in values]))
                for number, values in enumerate(sheet.iter_rows(values_only=True), 1)
            )
            filled = (row for row in rows if row[1])
            if first := next(filled, None):
                # openpyxl names merged cells only to those who load the whole sheet.
                _refuse_merged(path, sheet._worksheet_path)
                yield first
                yield from ((number, cells + [""] * (len(first[1]) - len(cells))) for number, cells in filled)
                return


def _refuse_merged(path: Path, part: str) -> None:
    with zipfile.ZipFile(path) as archive, archive.open(part.lstrip("/")) as stream:
        cells = etree.iterparse(stream, tag=_MERGED, resolve_entities=False, no_network=True)
        found = [str(element.get("ref")) for _, element in cells]
    if found:
        more = f", and {len(found) - 1} more ranges," if found[1:] else ""
        row = "".join(sign for sign in found[0].partition(":")[0] if sign.isdigit())
        text = f"cells {found[0]}{more} are merged; split them, and give each row its own values"
        raise SheetError(f"{path}:{row}", text)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _parquet(path: Path) -> Rows:
    import duckdb  # noqa: PLC0415 - slow to import

    with duckdb.connect(config=_OFFLINE) as db:
        try:
            result = db.execute("SELECT * FROM read_parquet(?)", [str(path)])
            yield 0, [column[0] for column in result.description]
            number = 0
            while batch := result.fetchmany(10_000):
                for values in batch:
                    number += 1
                    yield number, [_written(value) for value in values]
        except duckdb.Error as error:
            raise SheetError(
                str(path), f"is not Parquet ({str(error).splitlines()[0]}); write it again, or save it as CSV"
            ) from error


def _written(value: object) -> str:
    """Return a typed cell as CSV would have it: days as 2021-03-14, whole numbers without a point."""
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return "|".join(map(_written, value))
    return str(value).strip()


_READERS: dict[str, Callable[[Path], Rows]] = {".csv": _csv, ".csv.gz": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
