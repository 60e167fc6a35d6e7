"""Texts whose lines are labelled as content or not, from which the line scorer learns."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from docmine.errors import ResourceError
from docmine.resources import read_numbered_csv

_COLUMNS = ("doc_id", "n", "text", "keep", "duplicate_of")
_CODES = {"k": True, "d": False, "2": None, "e": None}
_SHAPE = 'write {"id": …, "lines": ["…", …], "keep": [1, 0, null, …]}, one flag for each line'


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text and what is said of each of its lines: content, boilerplate, or nothing."""

    name: str
    lines: tuple[str, ...]
    keep: tuple[bool | None, ...]


def read(paths: Iterable[Path]) -> list[Lesson]:
    """Return the lessons of files of either kind, in order.

    `.csv` is the table `lines` as docmine writes it, with the column `keep` put right by hand: 1 or 0; copies say
    nothing. `.jsonl` and `.jsonl.gz` have a text in a line, `{"id", "lines": [...], "keep": [...]}`, where `keep` is
    1, 0 or null; `lab` may stand for it, with `k` for content, `d` for boilerplate, `2` and `e` for nothing.

    Raises:
        ResourceError: a file cannot be read, or a line of it does not have that shape; file and line are named.
    """
    return [lesson for path in paths for lesson in (_table(path) if path.suffix == ".csv" else _records(path))]


def _table(path: Path) -> Iterator[Lesson]:
    rows = read_numbered_csv(path, _COLUMNS)
    for doc_id, group in groupby(rows, key=lambda row: row[1]["doc_id"]):
        lines = [(row["text"], _flag(row, f"{path}:{number}")) for number, row in group]
        yield Lesson(doc_id, *zip(*lines, strict=True))


def _flag(row: dict[str, str], where: str) -> bool | None:
    if row["keep"] not in ("0", "1"):
        raise ResourceError(f"keep is {row['keep']!r}", where=where, remedy="write 1 or 0")
    return None if row["duplicate_of"] else row["keep"] == "1"


def _records(path: Path) -> Iterator[Lesson]:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _record(line, f"{path}:{number}")
    except (OSError, EOFError) as error:
        raise ResourceError(f"cannot be read: {error}", where=str(path), remedy="check the path") from error


def _record(line: bytes, where: str) -> Lesson:
    try:
        record = json.loads(line)
        lines, flags = record["lines"], _flags(record)
        if len(lines) != len(flags) or not all(isinstance(text, str) for text in lines):
            raise ValueError(f"{len(lines)} lines, {len(flags)} flags")
        return Lesson(str(record["id"]), tuple(lines), tuple(flags))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ResourceError(f"is no labelled text: {error}", where=where, remedy=_SHAPE) from error


def _flags(record: dict[str, Any]) -> Sequence[bool | None]:
    if "keep" in record:
        return [None if flag is None else bool(flag) for flag in record["keep"]]
    return [_CODES[code] for code in record["lab"]]
