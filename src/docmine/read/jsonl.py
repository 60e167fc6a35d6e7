"""A JSONL file, plain or gzipped, as the reports in its lines; streamed, and bounded in time and memory."""

from __future__ import annotations

import gzip
import hashlib
import math
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, cast

from docmine.config import ReadConfig
from docmine.documents import Metadata, RawItem, Refused
from docmine.errors import ReadError
from docmine.read import records

_MOST_UNPACKED = 100
"""A gzipped file may unpack to this many times `max_bytes`; beyond, it is taken for a decompression bomb."""


def scan_records(path: Path, name: str, known: Metadata, config: ReadConfig) -> Iterator[RawItem | Refused]:
    """Yield a report for each line that is not blank, named `name#<line>`, or why it is not one.

    A gzipped file that breaks off, or unpacks to more than can be meant, yields what came before and an error.

    Raises:
        OSError: the file cannot be opened.
    """
    empty = True
    for found in _scan(path, name, known, config.max_bytes):
        empty = False
        yield found
    if empty:
        yield Refused(name, "failed", "is empty", "save the reports again, or remove the file")


def _scan(path: Path, name: str, known: Metadata, longest: int) -> Iterator[RawItem | Refused]:
    packed = path.suffix.lower() == ".gz"
    limit = longest * _MOST_UNPACKED if packed else math.inf
    with closing(cast(BinaryIO, gzip.open(path) if packed else path.open("rb"))) as file:
        try:
            for number, line in _lines(file, longest, limit):
                yield _item(f"{name}#{number}", line, known, longest)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Refused(name, "failed", f"is a broken gzip file: {error}", "download or compress it again")
        except OverflowError as error:
            yield Refused(name, "failed", str(error), "unpack it or split it, if it is meant to be that large")


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


def _item(name: str, line: bytes, known: Metadata, longest: int) -> RawItem | Refused:
    if len(line) > longest:
        message = f"has a line of more than {longest:,} bytes"
        return Refused(name, "failed", message, "split the report, or raise read.max_bytes")
    try:
        records.load(line, where=name)
    except ReadError as error:
        return Refused(name, "failed", error.message, error.remedy)
    return RawItem(name, "record", line, hashlib.sha256(line).hexdigest(), known)
