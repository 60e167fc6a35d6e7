"""Folder → reports as found; whatever is not worked on comes out as `Refused`, with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from docmine.config import ReadConfig
from docmine.documents import Kind, Metadata, RawItem, Refused
from docmine.errors import ReadError
from docmine.read.jsonl import scan_records
from docmine.read.sources import SOURCES_NAME, load_sources, match_sources

KINDS: Mapping[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "record",
    ".jsonl.gz": "record",
}
"""Suffix -> kind of report."""


def kind_of(path: Path) -> Kind | None:
    """Return the kind of report that the suffix of this file says it is, or None."""
    name = path.name.lower()
    return next((kind for suffix, kind in KINDS.items() if name.endswith(suffix)), None)


def scan(folder: Path, config: ReadConfig) -> Iterator[RawItem | Refused]:
    """Yield each report under `folder`, to any depth and in sorted order, or why it is not one.

    Links to files inside the folder are read; links that lead out of it, and links to folders, are not.
    A line of a JSONL file is a report of its own. `folder` may also be a single file.

    Raises:
        ReadError: there is no such folder or file.
        ResourceError: `sources.csv` in the folder is malformed.
    """
    if not folder.exists():
        raise ReadError("no such folder or file", where=str(folder), remedy="check the path")
    root = folder if folder.is_dir() else folder.parent
    found = list(_walk(folder, root, config))
    names = [path.path if isinstance(path, Refused) else _name(path, root) for path in found]
    known, unmatched = match_sources(load_sources(root), names)
    for path, name in zip(found, names, strict=True):
        if isinstance(path, Refused):
            yield path
        else:
            yield from _open(path, name, known.get(name, Metadata()), config)
    if root is folder:
        yield from unmatched


def _walk(start: Path, root: Path, config: ReadConfig) -> Iterator[Path | Refused]:
    """Yield the paths of files but `sources.csv`, depth first by name, and what is passed over on the way."""
    inside = root.resolve()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        try:
            refused = _passed_over(path, inside, config) if path != start else None
            if refused:
                yield Refused(_name(path, root), *refused)
            elif path.is_dir():
                waiting += sorted(path.iterdir(), key=lambda child: child.name, reverse=True)
            elif path != root / SOURCES_NAME:
                yield path
        except OSError as error:
            yield _unreadable(_name(path, root), error)


def _passed_over(path: Path, inside: Path, config: ReadConfig) -> tuple[Literal["skipped", "failed"], str, str] | None:
    """Return status, message and remedy if the rules say that this file or folder is not read."""
    for rule in config.exclude:
        if fnmatchcase(path.name, rule):
            return "skipped", f"excluded by the rule {rule!r}", "change read.exclude to have it read"
    if path.is_symlink():
        if not path.exists():
            return "failed", "is a link that leads nowhere", "mend or remove the link"
        if not path.resolve().is_relative_to(inside):
            return "skipped", "is a link that leads out of the folder", "copy what it points to into the folder"
        if path.is_dir():
            return "skipped", "is a link to a folder that is read in its own place", ""
    return None


def _open(path: Path, name: str, known: Metadata, config: ReadConfig) -> Iterator[RawItem | Refused]:
    kind = kind_of(path)
    if kind is None:
        kinds = " ".join(KINDS)
        yield Refused(name, "skipped", "is not of a kind that docmine reads", f"save it as one of {kinds}")
        return
    try:
        if not path.is_file():
            yield Refused(name, "skipped", "is not a regular file", "save the report as a file")
        elif kind == "record":
            yield from scan_records(path, name, known, config)
        else:
            yield _load(path, name, kind, known, config)
    except OSError as error:
        yield _unreadable(name, error)


def _load(path: Path, name: str, kind: Kind, known: Metadata, config: ReadConfig) -> RawItem | Refused:
    size = path.stat().st_size
    if size == 0:
        return Refused(name, "failed", "is empty", "save the report again, or remove the file")
    if size > config.max_bytes:
        message = f"has {size:,} bytes, more than {config.max_bytes:,}"
        return Refused(name, "failed", message, "split it into reports, or raise read.max_bytes")
    data = path.read_bytes()
    return RawItem(name, kind, data, hashlib.sha256(data).hexdigest(), known)


def _name(path: Path, root: Path) -> str:
    r"""Return the relative path as it stands in tables; bytes that are not UTF-8 are written like `\udcff`."""
    return path.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _unreadable(name: str, error: OSError) -> Refused:
    reason = error.strerror or str(error)
    return Refused(name, "failed", f"cannot be read: {reason}", "check that it is there and that you may read it")
