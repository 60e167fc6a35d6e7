"""Packaged data files and the user's additions to them.

Every packaged list lies in `docmine/data/` and says in its header, or in `data/SOURCES/`, where
its facts come from and under which licence. A user's file of the same kind in `pipeline/` is read
after the packaged one and wins.
"""

from __future__ import annotations

import csv
import json
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from docmine.errors import ResourceError

DATA = Path(str(files("docmine") / "data"))
"""Folder of the packaged data."""

Weights = TypeVar("Weights")


def read_csv(path: Path, required: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """Yield the rows of a UTF-8 CSV file with a header; lines that begin with `#` before the header are comments.

    Raises:
        ResourceError: the file cannot be decoded, lacks a required column, or has a row of another width.
    """
    return (row for _, row in read_numbered_csv(path, required))


def read_numbered_csv(path: Path, required: tuple[str, ...] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield `(line number, row)` as `read_csv` does; the number is that of the line on which the row ends.

    Raises:
        ResourceError: the file cannot be decoded, lacks a required column, or has a row of another width.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ResourceError(f"cannot be read: {error}", where=str(path), remedy="save it as UTF-8 CSV") from error
    yield from numbered_rows(data, str(path), required)


def numbered_rows(data: bytes, name: str, required: tuple[str, ...] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield what `read_numbered_csv` does of the bytes of a file, which errors call `name`.

    Raises:
        ResourceError: as for `read_numbered_csv`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResourceError(f"cannot be read: {error}", where=name, remedy="save it as UTF-8 CSV") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    skipped = 0
    while skipped < len(lines) and lines[skipped].startswith("#"):
        skipped += 1
    reader = csv.DictReader(lines[skipped:], restkey="", restval=None, strict=True)
    try:
        missing = set(required) - set(reader.fieldnames or ())
        if missing:
            raise ResourceError(
                f"lacks the column {', '.join(sorted(missing))}",
                where=name,
                remedy=f"the header must name {', '.join(required)}",
            )
        for row in reader:
            if "" in row or None in row.values():
                raise ResourceError(
                    "has another number of cells than the header",
                    where=f"{name}:{reader.line_num + skipped}",
                    remedy="put cells that hold commas in double quotes",
                )
            yield reader.line_num + skipped, row
    except csv.Error as error:
        raise ResourceError(
            str(error), where=f"{name}:{reader.line_num + skipped}", remedy="save it as UTF-8 CSV"
        ) from error


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file.

    Raises:
        ResourceError: it cannot be read or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"cannot be read: {error}", where=str(path), remedy="it must be UTF-8 TOML") from error


def read_text(path: Path) -> str:
    """Return a UTF-8 text without its byte order mark; every line ends in a line feed.

    Raises:
        ResourceError: the file cannot be read or decoded.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"cannot be read: {error}", where=str(path), remedy="save it as UTF-8") from error


def read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield `(line number, object)` for each line of a JSONL file that is not blank.

    Raises:
        ResourceError: the file cannot be decoded, or a line is not a JSON object.
    """
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield number, read_json_line(line, f"{path}:{number}")


def read_json_line(line: str | bytes, where: str) -> dict[str, Any]:
    """Return the object that a line of a JSONL file holds.

    Raises:
        ResourceError: it cannot be decoded, or is not a JSON object; `where` says which.
    """
    try:
        value = json.loads(line)
    except ValueError as error:
        raise ResourceError(f"not JSON: {error}", where=where, remedy="one JSON object a line") from error
    if not isinstance(value, dict):
        raise ResourceError("not a JSON object", where=where, remedy="one JSON object a line")
    return value


def read_weights(path: Path, made: Callable[[bytes], Weights]) -> Weights:
    """Return what is made of a file of weights.

    Args:
        path: a file of numpy's kind `.npz`.
        made: takes its content; whatever it finds wrong with that is a ValueError, KeyError, EOFError or BadZipFile.

    Raises:
        ResourceError: the file is missing, broken, or of another version of docmine.
    """
    try:
        return made(path.read_bytes())
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        remedy = "train again, or remove the file"
        raise ResourceError(f"cannot be used as weights: {error}", where=str(path), remedy=remedy) from error
