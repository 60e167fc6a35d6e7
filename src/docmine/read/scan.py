"""Folder → reports as found; whatever is not worked on comes out as `Refused`, with the reason."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from docmine.config import ReadConfig
from docmine.documents import RawItem, Refused
from docmine.read.jsonl import ALL, scan_records
from docmine.read.listing import Listed, listing, unreadable
from docmine.read.storage import open_file


def scan(folder: Path | str, config: ReadConfig) -> Iterator[RawItem | Refused]:
    """Yield each report under `folder`, to any depth and in sorted order, or why it is not one.

    What is found is what `listing` finds; a line of a JSONL file is a report of its own.

    Raises:
        ReadError: there is no such folder or file, or it cannot be listed.
        ResourceError: `sources.csv` in the folder is malformed.
    """
    for found in listing(folder, config):
        if isinstance(found, Refused):
            yield found
        else:
            yield from open_listed(found, config)


def open_listed(found: Listed, config: ReadConfig) -> Iterator[RawItem | Refused]:
    """Yield the reports of one file, or why they are none."""
    try:
        if isinstance(found.location, Path) and not found.location.is_file():
            yield Refused(found.name, "skipped", "is not a regular file", "save the report as a file")
        elif found.kind == "record":
            yield from scan_records(found.location, found.name, found.known, config, found.lines or ALL)
        else:
            yield _load(found, config)
    except OSError as error:
        yield unreadable(found.name, error)


def _load(found: Listed, config: ReadConfig) -> RawItem | Refused:
    with open_file(found.location) as file:
        size = file.seek(0, os.SEEK_END)
        if size == 0:
            return Refused(found.name, "failed", "is empty", "save the report again, or remove the file")
        if size > config.max_bytes:
            message = f"has {size:,} bytes, more than {config.max_bytes:,}"
            return Refused(found.name, "failed", message, "split it into reports, or raise read.max_bytes")
        file.seek(0)
        data = file.read()
    return RawItem(found.name, found.kind, data, hashlib.sha256(data).hexdigest(), found.known)
