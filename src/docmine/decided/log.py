"""The file of decisions: lines are added, never changed.

A line is added in one write, but a full disk or a loss of power can leave the beginning of one, of which nobody was
told that it was kept. Such a last line is passed over and reported; the next line that is added goes below it, with
`{"kind": "torn", "line": …}` before it, which says so for good.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from docmine.errors import ResourceError
from docmine.resources import read_json_line
from docmine.schema import Row

_STAMP = 8  # bytes
_TORN = "torn"


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
    for number, row in _whole(path):
        if row.get("kind") != "undo":
            rows[stamp(row)] = (number, row)
        elif rows.pop(str(row.get("of")), None) is None:
            raise ResourceError(
                f"no line above it is {row.get('of')!r}",
                where=f"{path}:{number}",
                remedy="take the line out; it takes back what is not there, or was taken back before",
            )
    yield from sorted(rows.values())


def _whole(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the lines that were written whole, without the marks of those that were not."""
    lines = _lines(path)
    broken: dict[object, ResourceError] = {}
    whole: list[tuple[int, Row]] = []
    for number, line in enumerate(lines, 1):
        try:
            row = read_json_line(line, f"{path}:{number}") if line.strip() else None
        except ResourceError as error:
            broken[number] = error
            continue
        if row and row.get("kind") == _TORN:
            broken.pop(row.get("line"), None)
        elif row is not None:
            whole.append((number, row))
    broken.pop(len(lines), None)  # what is below the last line end
    if broken:
        raise next(iter(broken.values()))
    yield from whole


def torn(path: Path | None) -> ResourceError | None:
    """Return what is wrong with a last line that was not written whole, None if all is well."""
    lines = _lines(path) if path is not None and path.is_file() else [b""]
    try:
        if lines[-1].strip():
            read_json_line(lines[-1], f"{path}:{len(lines)}")
    except ResourceError as error:
        return ResourceError(
            "the decision was not written whole, and does not count", where=error.where, remedy="take it again"
        )
    return None


def line_count(path: Path | None) -> int:
    """Return how many whole lines there are: what a run has seen of the file, since lines are only added."""
    lines = _lines(path) if path is not None and path.is_file() else [b""]
    return len(lines) - (not lines[-1].strip() or torn(path) is not None)


def _lines(path: Path) -> list[bytes]:
    """Return the lines; the last is what stands below the last line end, mostly nothing."""
    try:
        return path.read_bytes().removeprefix(codecs.BOM_UTF8).split(b"\n")
    except OSError as error:
        raise ResourceError(f"cannot be read: {error.strerror}", where=str(path), remedy="check its rights") from error


def append(path: Path, row: Row) -> str:
    """Add a line, whoever else writes; return its stamp when it is on the disk.

    Raises:
        ResourceError: the file cannot be written; what was begun of the line does not count.
    """
    line = (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            whole = _before(path) + line
            if os.write(handle, whole) < len(whole):  # one write, so that lines of others are above it or below
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise ResourceError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="check its rights, and the space left"
        ) from error
    return stamp(row)


def _before(path: Path) -> bytes:
    """Return the line end that the last line lacks, as an editor may have left it off, and the mark of a torn line."""
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return b""
        file.seek(-1, os.SEEK_END)
        if file.read(1) == b"\n":
            return b""
    mark = json.dumps({"kind": _TORN, "line": len(_lines(path))}) + "\n" if torn(path) else ""
    return f"\n{mark}".encode()


def undo(path: Path, of: str, who: str, when: str) -> None:
    """Take a line back by a line that says so.

    Raises:
        ResourceError: no standing line has that stamp, or the file cannot be written.
    """
    if of not in {stamp(row) for _, row in decision_rows(path)}:
        raise ResourceError(f"no decision is {of!r}", where=str(path), remedy="load the page again")
    append(path, {"kind": "undo", "of": of, "who": who, "when": when})
