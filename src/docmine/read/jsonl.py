"""A JSONL file, plain or gzipped, as the reports in its lines; streamed, and bounded in time and memory."""

from __future__ import annotations

import gzip
import hashlib
import math
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO, cast

from docmine.config import ReadConfig
from docmine.documents import Metadata, RawItem, Refused
from docmine.errors import ReadError
from docmine.read import records
from docmine.read.storage import Location, Remote, open_file

_MOST_UNPACKED = 100
"""A gzipped file may unpack to this many times `max_bytes`; beyond, it is taken for a decompression bomb."""


ALL = (1, math.inf)
"""All lines of a file."""


def stretches(path: Location, config: ReadConfig, size: int) -> Iterator[tuple[int, float]]:
    """Yield the lines of a file in stretches of `size` that are not blank, from the first to before the last.

    The last stretch has no end: it is that of what is wrong with the file as a whole.

    Raises:
        OSError: the file cannot be opened.
    """
    first, count = 1, 0
    with closing(open_lines(path)) as file:
        for number, _ in numbered_lines(file, path.name, config):
            if count == size:
                yield first, number
                first, count = number, 0
            count += 1
    yield first, math.inf


def scan_records(
    path: Location, name: str, known: Metadata, config: ReadConfig, lines: tuple[int, float] = ALL
) -> Iterator[RawItem | Refused]:
    """Yield a report for each line that is not blank, named `name#<line>`, or why it is not one.

    Of `lines`, the last is not meant any more. A gzipped file that breaks off, or unpacks to more than can be meant,
    yields what came before and an error.

    Raises:
        OSError: the file cannot be opened.
    """
    empty = True
    with closing(open_lines(path)) as file:
        for number, line in numbered_lines(file, name, config):
            empty = False
            if number >= lines[1]:
                break
            if number < lines[0]:
                continue
            try:
                if isinstance(line, ReadError):
                    raise line
                records.load(line, where=f"{name}#{number}")
            except ReadError as error:
                yield Refused(error.where, "failed", error.message, error.remedy)
            else:
                yield as_item(f"{name}#{number}", line, known)
    if empty:
        yield Refused(name, "failed", "is empty", "save the reports again, or remove the file")


def as_item(name: str, line: bytes, known: Metadata) -> RawItem:
    """Return a line, which `records.load` has found to be a report, as that report."""
    return RawItem(name, "record", line, hashlib.sha256(line).hexdigest(), known)


def open_lines(path: Location) -> BinaryIO:
    """Open a JSONL file, plain or gzipped.

    Raises:
        OSError: the file cannot be opened.
    """
    if not path.name.lower().endswith(".gz"):
        return open_file(path)
    return cast(BinaryIO, gzip.open(path.open() if isinstance(path, Remote) else path))


def numbered_lines(file: BinaryIO, name: str, config: ReadConfig) -> Iterator[tuple[int, bytes | ReadError]]:
    """Yield number and bytes of each line that is not blank, or the error in its place.

    No more than `max_bytes` of a line are held at a time. The last thing that a broken gzip file or a
    decompression bomb yields is an error about the whole file.
    """
    number = 0
    packed = isinstance(file, gzip.GzipFile)
    limit = config.max_bytes * _MOST_UNPACKED if packed else math.inf
    try:
        for number, line in _lines(file, config.max_bytes, limit):
            yield number, line if len(line) <= config.max_bytes else _too_long(f"{name}#{number}", config.max_bytes)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        remedy = "download or compress it again"
        yield number + 1, ReadError(f"is a broken gzip file: {error}", where=name, remedy=remedy)
    except OverflowError as error:
        yield (
            number + 1,
            ReadError(str(error), where=name, remedy="unpack it or split it, if it is meant to be that large"),
        )


def _too_long(where: str, longest: int) -> ReadError:
    message = f"has a line of more than {longest:,} bytes"
    return ReadError(message, where=where, remedy="split the report, or raise read.max_bytes")


def _lines(file: BinaryIO, longest: int, limit: float) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each line that is not blank; of a line that is too long only `longest + 1` bytes.

    Raises:
        OverflowError: the file holds more than `limit` bytes.
    """
    number = total = 0
    begins = True
    while part := file.readline(longest + 1):
        total += len(part)
        if total > limit:
            raise OverflowError(f"unpacks to more than {limit:,} bytes")
        line = part.rstrip(b"\r\n")
        number += begins
        if begins and (line.strip() or len(line) > longest):
            yield number, line
        begins = part.endswith(b"\n")
