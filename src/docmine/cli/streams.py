"""Documents in, JSONL out, for the streaming commands; `-` is standard input or output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from docmine.errors import DocmineError, ReadError, StoreError

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.documents import RawDocument, RawItem

Record = dict[str, Any]
_READER_GONE = 141  # what a shell reports of a program that SIGPIPE ended


@dataclass(frozen=True, slots=True)
class Given:
    """One document that came in: its id, the record that it was a line of, and its text or the error it met."""

    id: object
    document: RawDocument | None = None
    record: Record = field(default_factory=dict)
    error: str = ""


def documents(path: Path, config: Config) -> Iterator[Given]:
    """Yield the documents of a JSONL file, a report, or a folder of reports, in order; none is left out.

    Raises:
        ReadError: there is nothing at `path`.
    """
    if str(path) == "-" or path.name.endswith((".jsonl", ".jsonl.gz")):
        yield from _lines(path, config)
        return
    from docmine.documents import Refused
    from docmine.read import scan

    for item in scan(path, config.read):
        if not isinstance(item, Refused):
            yield _read(item.path, item, None, config)
        elif item.status == "failed":
            yield Given(item.path, error=f"{item.message} ({item.remedy})")


def _lines(path: Path, config: Config) -> Iterator[Given]:
    from docmine.documents import Metadata
    from docmine.read import records
    from docmine.read.jsonl import as_item, numbered_lines, open_lines

    name = "standard input" if str(path) == "-" else str(path)
    try:
        handle = sys.stdin.buffer if str(path) == "-" else open_lines(path)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=name, remedy="give a JSONL file, or -") from error
    with handle:
        for number, line in numbered_lines(handle, name, config.read):
            where = f"{name}#{number}"
            try:
                if isinstance(line, ReadError):
                    raise line
                record = records.load(line, where=where)
            except ReadError as error:
                record = _parse(line) if isinstance(line, bytes) else {}
                yield Given(_id(record, number), record=record, error=str(error))
            else:
                yield _read(_id(record, number), as_item(where, line, Metadata()), record, config)


def _parse(line: bytes) -> Record:
    """Return the record of a line that is no report, or an empty one: what is wrong with it is said elsewhere."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def _id(record: Record, number: int) -> object:
    """Return the record's own id, if it is one that can be written again, or else the number of its line."""
    own = record.get("id", number)
    return own if own is None or isinstance(own, str | int) or (isinstance(own, float) and isfinite(own)) else number


def _read(name: object, item: RawItem, record: Record | None, config: Config) -> Given:
    from docmine.read import read
    from docmine.worker import attempt

    document = attempt(lambda: read(item, config.read, record=record))
    if isinstance(document, DocmineError):
        return Given(name, record=record or {}, error=_told(document, name))
    return Given(name, document, record or {})


def _told(error: DocmineError, name: object) -> str:
    """Return what is wrong with a document; its name is told with it, so it is left out here."""
    return f"{error.message} ({error.remedy})" if error.where == name and error.remedy else str(error)


@contextmanager
def writer(path: Path) -> Iterator[TextIO]:
    """Give a text stream to write lines to; a file is put in its place when the block ends well.

    A reader of standard output that has seen enough, like `head`, ends the program without a word.
    """
    from docmine.export import atomic

    if str(path) == "-":
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:
            _drop_the_rest()
            raise SystemExit(_READER_GONE) from None
        except OSError as error:
            _drop_the_rest()
            raise StoreError(
                f"cannot be written: {error.strerror}", where="standard output", remedy="free some space"
            ) from error
        return
    with atomic(path) as temporary, temporary.open("w", encoding="utf-8") as handle:
        yield handle


def _drop_the_rest() -> None:
    """Let what is left of standard output, which is flushed at exit, go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(stream: TextIO, record: Record) -> None:
    """Write one line; halves of characters, which no file can hold, as the escapes that JSON has for them."""
    line = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
    stream.write(line + "\n")
