"""What spans documents, made anew after each run that changed something: copies, actors, incidents, links, CSV."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from docmine import identities, incidents
from docmine.config import Config
from docmine.copies.mark import mark
from docmine.decided import torn
from docmine.errors import CuratedError, DocmineError
from docmine.export import write_csv
from docmine.reconcile import link, read_decisions
from docmine.reconcile.anchoring import to_extracted
from docmine.reconcile.curated import read_tables
from docmine.reconcile.outcome import tabulate
from docmine.schema import TABLES, Row
from docmine.store import Store, join_list
from docmine.watch import Watch


def finish(store: Store, config: Config) -> None:
    """Make what spans documents: copies, actors, incidents, links, CSV files. Skipped when nothing changed."""
    watch = Watch(lambda: _curated_files(config))
    inputs = _inputs(config)
    exports = {table: store.folder / f"{name}.csv" for name, table in TABLES.items()}
    is_whole = all(path.is_file() for path in exports.values())
    if is_whole and not store.meta("unfinished") and store.meta("inputs") == inputs:
        return
    with store.transaction():
        _set_paths(store)
        mark(store, config.clean)
        identities.settle(store)
        incidents.settle(store)
        store.execute("DELETE FROM errors WHERE stage = 'reconcile' OR (stage = 'review' AND doc_id IS NULL)")
        store.set_meta("unfinished", "1")
    with store.transaction():
        _link(store, config)
        changed = watch.changed()
        store.write("errors", (_error_row("reconcile", _changed(path)) for path in changed))
    for table, path in exports.items():
        write_csv(path, table, store.cells(table.name))
    with store.transaction():
        store.set_meta("inputs", "" if changed else inputs)
        store.execute("DELETE FROM _meta WHERE key = 'unfinished'")


def _link(store: Store, config: Config) -> None:
    """Make the links anew; what is wrong with curated tables or decisions becomes rows of `errors`."""
    path = config.path("review", "decisions.jsonl")
    half = torn(path)
    lost: list[DocmineError] = [half] if half else []
    problems: list[CuratedError] = []
    try:
        decisions = _about_first(store, to_extracted(store, read_decisions(path)))
        tables = {name: store.rows(name) for name in ("documents", "events", "actors", "places")}
        curated = config.path("curated")
        known = read_tables(curated, config.curated) if curated else {}
        links = link(tables, curated, config.reconcile, decisions, lost.append, known=known)
        store.replace_table("links", links)
    except CuratedError as error:  # raised before the first link
        known = {}
        store.replace_table("links", ())
        problems.append(error)
    tabulate(store, known["events"].rows if "events" in known else (), config.reconcile)
    store.write("errors", (_error_row("reconcile", problem) for problem in problems))
    store.write("errors", (_error_row("review", problem) for problem in lost))


def _about_first(store: Store, decisions: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the decisions; one about an event that turned out to be a copy is one about the event it repeats."""
    for decision in decisions:
        sql = "SELECT duplicate_of FROM events WHERE event_id = ? AND duplicate_of IS NOT NULL"
        first = store.execute(sql, (decision["extracted_id"],)).fetchone()
        yield {**decision, "extracted_id": first[0]} if first else decision


def _changed(path: Path) -> CuratedError:
    """Return what is wrong with a table that was changed while it was being linked with."""
    return CuratedError("changed while the run went on: links may mix the two", where=str(path), remedy="run again")


def _error_row(stage: str, error: DocmineError) -> Row:
    return {"path": error.where, "stage": stage, "message": error.message, "remedy": error.remedy}


def _inputs(config: Config) -> str:
    """Return a digest of all that copies and links are made from, apart from the extracted tables."""
    state = hashlib.blake2b(config.reconcile.model_dump_json().encode(), digest_size=12)
    state.update(config.clean.model_dump_json().encode())
    state.update(config.model_dump_json(include={"curated"}).encode())
    for name, content in config.user_files("review/decisions.jsonl"):
        state.update(f"{name}\0{len(content)}\0".encode() + content)
    for path in _curated_files(config):
        state.update(path.name.encode() + _file_digest(path))
    return state.hexdigest()


def _file_digest(path: Path) -> bytes:
    """Return a digest of a file, which may be large; of one that has just been taken away, none."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "blake2b").digest()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise CuratedError(f"cannot be read: {error.strerror}", where=str(path), remedy="check its rights") from error


def _curated_files(config: Config) -> list[Path]:
    """Return the files that curated rows and taxonomies are read from, in a stated order."""
    folder = config.path("curated")
    inside = folder.glob("*") if folder else ()
    return sorted({path for path in (*inside, *(one.file for one in config.curated.values())) if path.is_file()})


def _set_paths(store: Store) -> None:
    """Give each document all the paths at which its bytes lie."""
    by_document = store.execute("SELECT doc_id, path FROM _sources ORDER BY doc_id, path")
    for doc_id, group in groupby(by_document, key=itemgetter(0)):
        cell = join_list(record["path"] for record in group)
        store.execute("UPDATE documents SET path = ? WHERE doc_id = ? AND path <> ?", (cell, doc_id, cell))
