"""The file of decisions: lines are added, never changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from docmine.errors import ResourceError
from docmine.resources import read_jsonl
from docmine.schema import Row

_STAMP = 8  # bytes


def now() -> str:
    """Return the time, in the form that decisions give it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def stamp(row: Row) -> str:
    """Return what a line is called by one that takes it back: a digest of all that it says."""
    text = json.dumps(row, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_STAMP).hexdigest()


def decision_rows(path: Path | None) -> Iterator[tuple[int, Row]]:
    """Yield number and content of the lines that were not taken back; none if there is no such file.

    Raises:
        ResourceError: a line is no JSON object, or takes back what is not above it.
    """
    if path is None or not path.is_file():
        return
    rows: dict[str, tuple[int, Row]] = {}
    for number, row in read_jsonl(path):
        if row.get("kind") != "undo":
            rows[stamp(row)] = (number, row)
        elif rows.pop(str(row.get("of")), None) is None:
            raise ResourceError(
                f"no line above it is {row.get('of')!r}",
                where=f"{path}:{number}",
                remedy="take the line out; it takes back what is not there, or was taken back before",
            )
    yield from sorted(rows.values())


def line_count(path: Path | None) -> int:
    """Return how many lines there are: what a run has seen of the file, since lines are only added."""
    return len(path.read_bytes().splitlines()) if path is not None and path.is_file() else 0


def append(path: Path, row: Row) -> str:
    """Add a line whole, or not at all, whoever else writes; return its stamp.

    Raises:
        ResourceError: the file cannot be written.
    """
    line = (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, _end_of_line(path) + line)  # one write: the system adds it whole, at the end
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise ResourceError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="check its rights, and the space left"
        ) from error
    return stamp(row)


def _end_of_line(path: Path) -> bytes:
    """Return the line end that the last line lacks: an editor may have left it off."""
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return b""
        file.seek(-1, os.SEEK_END)
        return b"" if file.read(1) == b"\n" else b"\n"


def undo(path: Path, of: str, who: str, when: str) -> None:
    """Take a line back by a line that says so.

    Raises:
        ResourceError: no standing line has that stamp, or the file cannot be written.
    """
    if of not in {stamp(row) for _, row in decision_rows(path)}:
        raise ResourceError(f"no decision is {of!r}", where=str(path), remedy="load the page again")
    append(path, {"kind": "undo", "of": of, "who": who, "when": when})
