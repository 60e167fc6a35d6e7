"""One part: written whole or not at all, and read back."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from docmine.errors import StoreError
from docmine.parts.columns import column_types, to_arrow
from docmine.parts.manifest import File, Manifest
from docmine.schema import Row
from docmine.store import PER_DOCUMENT

MANIFEST = "manifest.json"

_PART = re.compile(r"[0-9a-f]{24}")
_AGAIN = "delete the folder of this part, then run `docmine run` with the same engine again"

Rows = Mapping[str, Iterable[Row]]
"""Rows by table."""


def folder_of(parts: Path, part: str) -> Path:
    """Return the folder of a part, which is always right below `parts`.

    Raises:
        StoreError: that is no name of a part, or the folder is a link to another place.
    """
    folder = parts / part
    if not _PART.fullmatch(part) or folder.is_symlink():
        raise StoreError(f"{part!r} is no part", where=str(parts), remedy="delete it, then run again")
    return folder


def committed(parts: Path, part: str) -> Manifest | None:
    """Return the manifest of a part, or None if it is not there yet.

    Raises:
        StoreError: it is torn, was changed, or is that of another part.
    """
    path = folder_of(parts, part) / MANIFEST
    if not path.parent.exists():
        return None
    manifest = Manifest.read(path, _AGAIN)
    if manifest.part != part or manifest.tables.keys() - set(PER_DOCUMENT):
        raise StoreError("is the manifest of another part", where=str(path), remedy=_AGAIN)
    return manifest


def write_part(parts: Path, manifest: Manifest, documents: Iterable[Rows]) -> None:
    """Commit a part; one that is there already, made by another who was faster, stays as it is.

    Args:
        parts: the folder of all parts.
        manifest: what is in it, still without its tables.
        documents: the rows of each document.

    Raises:
        StoreError: the folder cannot be written.
    """
    target = folder_of(parts, manifest.part)
    temporary = None
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{manifest.part}.", dir=parts))
        tables = _write_tables(temporary, documents)
        _write(temporary / MANIFEST, manifest.model_copy(update={"tables": tables}).seal().encode())
        temporary.chmod(0o755)
        temporary.rename(target)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise StoreError(
                f"cannot be written: {error.strerror}", where=str(target), remedy="check rights and space, then go on"
            ) from error
    finally:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)  # it is gone when all went well


def _write_tables(folder: Path, documents: Iterable[Rows]) -> dict[str, File]:
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    rows: dict[str, list[Row]] = {}
    for document in documents:
        for table, some in document.items():
            rows.setdefault(table, []).extend(some)
    files = {}
    for table in sorted(name for name, some in rows.items() if some):
        path = folder / f"{table}.parquet"
        parquet.write_table(to_arrow(table, rows[table]), path, compression="zstd")
        _to_disk(path)
        files[table] = File(rows=len(rows[table]), sha256=_checksum(path))
    return files


def read_part(parts: Path, manifest: Manifest, only: str | None = None) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """Yield id and rows of each document of a part, by id.

    Args:
        parts: the folder of all parts.
        manifest: what is in the part.
        only: the one table that is read, where not all are needed; documents without a row of it are left out.

    Raises:
        StoreError: a file is missing, or is not what the manifest says.
    """
    import duckdb  # noqa: PLC0415 - heavy

    folder = folder_of(parts, manifest.part)
    documents: dict[str, dict[str, list[Row]]] = {}
    with duckdb.connect() as db:
        for table, said in manifest.tables.items():
            if only not in (None, table):
                continue
            path = folder / f"{table}.parquet"
            _check(path, said)
            names = ", ".join(f'"{name}"' for name in column_types(table))
            sql = f"SELECT {names} FROM read_parquet(?, file_row_number = true) ORDER BY doc_id, file_row_number"  # noqa: S608
            found = db.execute(sql, [str(path)]).fetchall()
            rows = (dict(zip(column_types(table), row, strict=True)) for row in found)
            for doc_id, group in groupby(rows, key=itemgetter("doc_id")):
                documents.setdefault(doc_id, {})[table] = list(group)
    yield from sorted(documents.items())


def _check(path: Path, said: File) -> None:
    try:
        is_whole = not path.is_symlink() and _checksum(path) == said.sha256
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", where=str(path), remedy=_AGAIN) from error
    if not is_whole:
        raise StoreError("is torn, or was changed", where=str(path), remedy=_AGAIN)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    _to_disk(path)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
