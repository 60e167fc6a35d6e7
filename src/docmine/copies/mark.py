"""Writes the marks of copies into the store: `documents.duplicate_of`, `lines.copy_of`, `events.duplicate_of`.

The marks are a function of the documents and the settings: they are taken away and made anew each time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from docmine.config import CleanConfig
from docmine.copies.documents import copied_documents
from docmine.copies.events import Ledger, Told, pair
from docmine.copies.paragraphs import Paragraphs
from docmine.store import Store

_MARKS = (("documents", "duplicate_of"), ("lines", "copy_of"), ("events", "duplicate_of"))


def mark(store: Store, config: CleanConfig) -> None:
    """Mark what an earlier document has already; called inside a transaction.

    Args:
        store: the run store, all of whose documents are done.
        config: whether copies are marked, and from which similarity and share on.
    """
    for table, column in _MARKS:
        store.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} IS NOT NULL")  # noqa: S608
    if not config.copies:
        return
    paragraphs = Paragraphs.find(store, config.copy_similarity)
    first_of = copied_documents(paragraphs, config.copy_share)
    _mark_lines(store, paragraphs)
    _write(store, "documents", "doc_id", first_of)
    _write(store, "events", "event_id", _twins(store, paragraphs, first_of))


def counts(store: Store) -> dict[str, int]:
    """Return how many documents, lines and events are marked as copies."""
    return {
        table: store.execute(f"SELECT count({column}) FROM {table}").fetchone()[0]  # noqa: S608
        for table, column in _MARKS
    }


def _write(store: Store, table: str, key: str, marks: Mapping[str, str]) -> None:
    for own, first in marks.items():
        store.execute(f"UPDATE {table} SET duplicate_of = ? WHERE {key} = ?", (first, own))  # noqa: S608


def _mark_lines(store: Store, paragraphs: Paragraphs) -> None:
    for i in paragraphs.is_copy.nonzero()[0].tolist():
        doc_id, n, _ = _lines(store, int(paragraphs.rows[paragraphs.first[i]]))
        store.execute(
            "UPDATE lines SET copy_of = ? WHERE doc_id = ? AND n BETWEEN ? AND ? AND keep",
            (f"{doc_id}#{n}", *_lines(store, int(paragraphs.rows[i]))),
        )


def _lines(store: Store, row: int) -> tuple[str, int, int]:
    """Return the document of a sketch, and its first and last line."""
    sql = "SELECT doc_id, first_line, last_line FROM _sketches WHERE rowid = ?"
    doc_id, first, last = store.execute(sql, (row,)).fetchone()
    return doc_id, first, last


def _twins(store: Store, paragraphs: Paragraphs, first_of: Mapping[str, str]) -> dict[str, str]:
    """Return the event_id of each event that an earlier document has told, with that of its first telling."""
    ledger = Ledger()
    twins: dict[str, str] = {}
    for document, own in paragraphs.by_document():
        doc_id = paragraphs.doc_ids[document]
        by_paragraph, loose = _sorted_out(store, paragraphs, own, doc_id)
        found = ledger.twins(by_paragraph)
        if doc_id in first_of:  # what is told in a headline here may be told in the text there
            taken = found.values()
            known = [event for event in _told(store, first_of[doc_id]) if event.event_id not in taken]
            found |= pair((event for event in loose if event.event_id not in found), known)
        twins |= {event_id: twins.get(first, first) for event_id, first in found.items()}
    return twins


def _told(store: Store, doc_id: str) -> list[Told]:
    sql = (
        "SELECT event_id, doc_id, start, event_type, trigger, status, sentence, place FROM events"
        ' WHERE doc_id = ? ORDER BY start, "end", event_id'
    )
    return [Told(*record) for record in store.execute(sql, (doc_id,))]


def _sorted_out(
    store: Store, paragraphs: Paragraphs, own: range, doc_id: str
) -> tuple[dict[int, list[Told]], list[Told]]:
    """Return a document's events by the first copy of their paragraph, and those that are in none of its new text.

    The latter stand in a paragraph that is a copy, or in a line too short for a sketch.
    """
    spans = store.execute('SELECT start, "end" FROM _sketches WHERE doc_id = ? ORDER BY start', (doc_id,)).fetchall()
    starts = [start for start, _ in spans]
    by_paragraph: dict[int, list[Told]] = {}
    loose = []
    for event in _told(store, doc_id):
        above = bisect_right(starts, event.start) - 1
        at = own[above] if above >= 0 and event.start < spans[above]["end"] else None
        if at is not None and paragraphs.shared[at]:
            by_paragraph.setdefault(int(paragraphs.first[at]), []).append(event)
        if at is None or paragraphs.is_copy[at]:
            loose.append(event)
    return by_paragraph, loose
