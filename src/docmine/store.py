"""The run store: one SQLite file that holds every table, the texts, and what is done.

`output/docmine.sqlite` is in WAL mode, so that people can read it while a run writes. Documents
are committed in batches, each batch in one transaction: a run that is killed leaves whole batches
behind, and the next run goes on from there. Tables whose names begin with `_` are docmine's own:

| table | holds |
|-------|-------|
| `_texts` | raw and clean text of each document, and the pieces of its `TextMap` |
| `_sketches` | MinHash sketches of the passages of each document, by which copies are found |
| `_identities` | actors as each document names them; `actors` is made from it |
| `_one` | actors that are one over several documents, each with the one that it is |
| `_own_actors` | cells in which such an actor stands, each as its document has it |
| `_incident_of` | events with the incident that they tell of, its first event first |
| `_sources` | each path under the raw folder: its bytes' digest and document |
| `_done` | each finished document and the digest of all that it was made with |
| `_meta` | facts about the whole store |
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Self

from docmine.errors import StoreError
from docmine.lock import Lock
from docmine.offsets import TextMap
from docmine.schema import TABLES, Column, Row, Table

FILE_NAME = "docmine.sqlite"
LIST_SEPARATOR = "|"

_AWAY = "move the output folder away and run again; all of it can be made anew from the raw folder"

PER_DOCUMENT = (
    "documents",
    "lines",
    "mentions",
    "dates",
    "places",
    "events",
    "event_mentions",
    "casualties",
    "claims",
    "role_fillers",
    "event_cells",
    "_identities",
    "_own_actors",
    "_texts",
    "_sketches",
    "errors",
)
"""Tables whose rows belong to one document and are replaced with it."""

_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "INTEGER", "list": "TEXT"}

INTERNAL = {
    "_texts": "doc_id TEXT PRIMARY KEY, raw TEXT NOT NULL, clean TEXT NOT NULL, pieces TEXT NOT NULL",
    "_sketches": "doc_id TEXT NOT NULL, line INTEGER NOT NULL,"
    ' start INTEGER NOT NULL, "end" INTEGER NOT NULL, words INTEGER NOT NULL, digest BLOB NOT NULL,'
    " bands BLOB NOT NULL",
    "_identities": "doc_id TEXT NOT NULL, actor_id TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL,"
    " type TEXT NOT NULL, country_iso3 TEXT, curated_id TEXT, origin TEXT NOT NULL, n_mentions INTEGER NOT NULL,"
    " method TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (actor_id, doc_id)",
    "_one": "actor_id TEXT PRIMARY KEY, one TEXT NOT NULL",
    "_own_actors": "doc_id TEXT NOT NULL, row_id TEXT NOT NULL, cell TEXT NOT NULL, own TEXT NOT NULL",
    "_incident_of": "event_id TEXT PRIMARY KEY, incident_id TEXT NOT NULL, method TEXT NOT NULL, n INTEGER NOT NULL",
    "_sources": "path TEXT PRIMARY KEY, sha256 TEXT, doc_id TEXT NOT NULL, run INTEGER NOT NULL",
    "_done": "doc_id TEXT PRIMARY KEY, digest TEXT NOT NULL",
    "_pending": "doc_id TEXT PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL",
    "_meta": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
}

_IN_TEXT_ORDER = ("mentions", "dates", "places", "events", "event_mentions", "casualties", "claims", "role_fillers")

_INDEXES = (
    "CREATE INDEX _sources_doc ON _sources (doc_id)",
    "CREATE INDEX _identities_doc ON _identities (doc_id)",
    "CREATE INDEX _own_actors_doc ON _own_actors (doc_id)",
    "CREATE INDEX _sketches_doc ON _sketches (doc_id)",
    "CREATE INDEX errors_doc ON errors (doc_id)",
    *(f"CREATE INDEX {name}_doc ON {name} (doc_id, start)" for name in _IN_TEXT_ORDER),
    "CREATE INDEX event_cells_doc ON event_cells (doc_id)",
    "CREATE INDEX mentions_actor ON mentions (actor_id)",
    "CREATE INDEX links_extracted ON links (extracted_id)",
)


def join_list(values: Iterable[object]) -> str | None:
    """Return the cell of a list column: values joined by `|`, a bar inside a value becoming a broken bar."""
    return LIST_SEPARATOR.join(str(value).replace(LIST_SEPARATOR, "¦") for value in values) or None


def split_list(cell: str | None) -> list[str]:
    """Return the values of a list cell."""
    return cell.split(LIST_SEPARATOR) if cell else []


class Store:
    """The run store of one output folder. Use it as a context manager.

    Args:
        folder: the output folder; made if missing, unless `readonly`.
        readonly: open an existing store for reading only.

    Raises:
        StoreError: the folder cannot be written, holds no store (readonly), a store of another
            version of docmine, or another run is writing it.
    """

    def __init__(self, folder: Path, *, readonly: bool = False) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self._lock: Lock | None = None
        try:
            if readonly:
                self._db = _open_readonly(self.path)
            else:
                folder.mkdir(parents=True, exist_ok=True)
                self._lock = Lock(folder)
                self._db = _open(self.path)
        except StoreError:
            self._release()
            raise
        except (OSError, sqlite3.Error) as error:
            self._release()
            raise _told(error, "opened", self.path) from error
        self._db.row_factory = sqlite3.Row

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store and let other runs have it."""
        self._db.close()
        self._release()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is written whole, or not at all."""
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                yield
        except sqlite3.Error as error:
            raise _told(error, "written", self.path) from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever a run writes meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement of docmine's own."""
        return self._db.execute(sql, parameters)

    @contextmanager
    def watched(self, is_over: Callable[[], bool], steps: int) -> Iterator[None]:
        """Ask every so many steps of SQLite's machine whether a question takes too long; then it is interrupted."""
        self._db.set_progress_handler(lambda: int(is_over()), steps)
        try:
            yield
        finally:
            self._db.set_progress_handler(None, 0)

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows to a table. A new error takes the place of an older one of the same path and stage.

        Raises:
            sqlite3.IntegrityError: two rows of another table have one key.
        """
        rest = iter(rows)
        first = next(rest, None)
        if first is None:
            return
        columns = TABLES[table].names if table in TABLES else tuple(first)
        encode = _encoder(table, columns)
        marks = ", ".join("?" * len(columns))
        names = ", ".join(f'"{name}"' for name in columns)
        rows = chain((first,), rest)
        verb = "INSERT OR REPLACE" if table == "errors" else "INSERT"
        self._db.executemany(f"{verb} INTO {table} ({names}) VALUES ({marks})", map(encode, rows))

    def replace_document(self, doc_id: str, rows: Mapping[str, Iterable[Row]]) -> None:
        """Put the rows of one document in the place of those that it had."""
        self.remove_document(doc_id)
        for table, table_rows in rows.items():
            self.write(table, table_rows)

    def remove_document(self, doc_id: str) -> None:
        """Take all rows of a document out."""
        for table in (*PER_DOCUMENT, "_done"):
            self._db.execute(f"DELETE FROM {table} WHERE doc_id = ?", (doc_id,))  # noqa: S608

    def replace_table(self, table: str, rows: Iterable[Row]) -> None:
        """Put these rows in the place of all rows of a table."""
        self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        self.write(table, rows)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table in its stated order; list cells as lists."""
        columns = TABLES[table].columns
        lists = [column.name for column in columns if column.dtype == "list"]
        for record in self._read(select(TABLES[table])):
            row = dict(record)
            for name in lists:
                row[name] = split_list(row[name])
            yield row

    def cells(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table in its stated order as plain tuples, list cells joined."""
        yield from map(tuple, self._read(select(TABLES[table])))

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608

    def text(self, doc_id: str) -> tuple[str, str, TextMap]:
        """Return the raw text, the clean text and their map.

        Raises:
            KeyError: there is no such document, or it has no text.
        """
        record = self._db.execute("SELECT raw, clean, pieces FROM _texts WHERE doc_id = ?", (doc_id,)).fetchone()
        if record is None:
            raise KeyError(doc_id)
        return record["raw"], record["clean"], TextMap(tuple(tuple(piece) for piece in json.loads(record["pieces"])))

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, raw text and clean text of every document that has one, by id."""
        yield from map(tuple, self._read("SELECT doc_id, raw, clean FROM _texts ORDER BY doc_id"))

    def _read(self, sql: str) -> Iterator[sqlite3.Row]:
        try:
            yield from self._db.execute(sql)
        except sqlite3.Error as error:
            raise _told(error, "read", self.path) from error

    def meta(self, key: str) -> str | None:
        """Return a fact about the store."""
        record = self._db.execute("SELECT value FROM _meta WHERE key = ?", (key,)).fetchone()
        return record["value"] if record else None

    def set_meta(self, key: str, value: str) -> None:
        """Note a fact about the store."""
        self._db.execute("INSERT OR REPLACE INTO _meta VALUES (?, ?)", (key, value))


_ORDER = {
    "documents": "t.path, t.doc_id",
    "actors": "t.n_mentions DESC, t.name, t.actor_id",
    "incidents": "t.earliest IS NULL, t.earliest, t.latest, t.incident_id",
    "links": "t.kind, t.decision, t.extracted, t.link_id",
    "link_features": "t.link_id, t.rowid",
    "conflicts": "t.kind, t.severity DESC, t.extracted_id, t.curated_id, t.field",
    "new_events": "t.event_date IS NULL, t.event_date, t.event_id",
    "link_summary": "t.n",
    "errors": "t.path, t.stage",
}
"""Order of the tables that do not follow the documents' texts."""


def select(table: Table) -> str:
    """Return the SQL that reads a table in its stated order.

    Rows come in the order of their documents' paths and then of the text, so that the order does
    not depend on which worker was done first.
    """
    names = ", ".join(f't."{name}"' for name in table.names)
    if keys := _ORDER.get(table.name):
        return f"SELECT {names} FROM {table.name} t ORDER BY {keys}"  # noqa: S608
    within = f't.start, t."end", t.{table.key[0]}' if table.name in _IN_TEXT_ORDER else ", ".join(table.key)
    return (
        f"SELECT {names} FROM {table.name} t JOIN documents d USING (doc_id) "  # noqa: S608
        f"ORDER BY d.path, d.doc_id, {within}"
    ).replace('t."doc_id"', "doc_id")


def _ddl(table: Table) -> str:
    def column(c: Column) -> str:
        return f'"{c.name}" {_SQL_TYPES[c.dtype]}' + ("" if c.nullable else " NOT NULL")

    keys = ", ".join(f'"{key}"' for key in table.key)
    return f"CREATE TABLE {table.name} ({', '.join(map(column, table.columns))}, PRIMARY KEY ({keys}))"


def _encoder(table: str, columns: Sequence[str]) -> Callable[[Row], tuple[object, ...]]:
    lists = {c.name for c in TABLES[table].columns if c.dtype == "list"} if table in TABLES else set()

    def encode(row: Row) -> tuple[object, ...]:
        return tuple(join_list(row.get(name) or ()) if name in lists else row.get(name) for name in columns)

    return encode


def schema_digest() -> str:
    """Return the statements that make the store; a store made by others cannot be continued."""
    return json.dumps([*map(_ddl, TABLES.values()), INTERNAL])


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    if db.execute("SELECT 1 FROM sqlite_master").fetchone():
        _check_version(db, path)
        return db
    with db:
        db.execute("BEGIN IMMEDIATE")
        for table in TABLES.values():
            db.execute(_ddl(table))
        for name, columns in INTERNAL.items():
            db.execute(f"CREATE TABLE {name} ({columns})")
        for statement in _INDEXES:
            db.execute(statement)
        db.execute("INSERT INTO _meta VALUES ('schema', ?)", (schema_digest(),))
    return db


def _open_readonly(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError("there are no tables here", where=str(path.parent), remedy="make them with `docmine run`")
    # In a folder that cannot be written, SQLite cannot put its helper files beside the database. Where a killed run
    # left them, they hold rows, and must be read.
    is_plain = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    options = "mode=ro&immutable=1" if is_plain else "mode=ro"
    db = sqlite3.connect(f"{path.resolve().as_uri()}?{options}", uri=True)
    _check_version(db, path)
    return db


def _check_version(db: sqlite3.Connection, path: Path) -> None:
    known = db.execute("SELECT 1 FROM sqlite_master WHERE name = '_meta'").fetchone()
    made_by = db.execute("SELECT value FROM _meta WHERE key = 'schema'").fetchone() if known else None
    if made_by is None or made_by[0] != schema_digest():
        db.close()
        raise StoreError(
            "was not made by this version of docmine",
            where=str(path),
            remedy=_AWAY,
        )


def _told(error: OSError | sqlite3.Error, what: str, path: Path) -> StoreError:
    """Return the error that the store cannot be opened, read or written, with a remedy for its kind."""
    is_torn = getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    remedy = _AWAY if is_torn else "check the folder's rights and free space, then run again"
    return StoreError(f"cannot be {what}: {error}", where=str(path), remedy=remedy)
