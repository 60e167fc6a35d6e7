"""Rows of a user's table: CSV, plain or gzipped, or every sheet of an XLSX workbook."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docmine.errors import ResourceError

SUFFIXES = (".csv", ".csv.gz", ".xlsx")
"""How the names of files end that can be read."""
_DELIMITERS = ",;\t|"


class Sheet(NamedTuple):
    """A table: where it is, the cells of its header, and its rows with the numbers that a spreadsheet shows."""

    where: str
    header: list[str]
    rows: Iterator[tuple[int, list[str]]]


def read_sheets(path: Path) -> Iterator[Sheet]:
    """Yield the tables of a file, one for each sheet that is not empty; take all rows of one before the next.

    Lines that begin with `#` before the header are comments.

    Raises:
        ResourceError: the file cannot be read, is not UTF-8, or XLSX cannot be read here.
    """
    if path.name.casefold().endswith(".xlsx"):
        yield from _workbook(path)
    else:
        yield from _sheet(str(path), _csv_rows(path))


def _sheet(where: str, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Sheet]:
    for _, cells in rows:
        if any(cells) and not cells[0].startswith("#"):
            yield Sheet(where, cells, _of_one_width(where, len(cells), rows))
            return


def _of_one_width(where: str, width: int, rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows:
        if not any(cells):
            continue
        if len(cells) != width:
            raise ResourceError(
                "has another number of cells than the header",
                where=f"{where}, row {number}",
                remedy="put cells that hold the separator in double quotes",
            )
        yield number, cells


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        content = path.read_bytes()
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ResourceError(f"cannot be read: {error}", where=str(path), remedy="save it as UTF-8 CSV") from error
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        where = f"{path}, row {reader.line_num}"
        raise ResourceError(str(error), where=where, remedy="save it as UTF-8 CSV") from error


def _delimiter(text: str) -> str:
    """Return the sign that parts the cells of the header."""
    header = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    return max(_DELIMITERS, key=header.count)


def _workbook(path: Path) -> Iterator[Sheet]:
    try:
        import openpyxl  # noqa: PLC0415 - an extra
        from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415
    except ImportError as error:
        remedy = "pip install 'docmine[xlsx]', or save it as CSV"
        raise ResourceError("XLSX cannot be read here", where=str(path), remedy=remedy) from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, InvalidFileException) as error:
        raise ResourceError(f"is no workbook: {error}", where=str(path), remedy="save it as XLSX or CSV") from error
    try:
        for sheet in book.worksheets:
            rows = ((n, [_cell(value) for value in row]) for n, row in enumerate(sheet.iter_rows(values_only=True), 1))
            yield from _sheet(f"{path}, sheet {sheet.title}", rows)
    finally:
        book.close()


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()
