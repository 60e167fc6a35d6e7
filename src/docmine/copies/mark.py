"""Writes the marks of copies into the store: `documents.duplicate_of`, `lines.copy_of`, `events.duplicate_of`.

The marks are a function of the documents and the settings: they are taken away and made anew each time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from docmine.config import CleanConfig
from docmine.copies.documents import copied_documents
from docmine.copies.events import Ledger, Told, pair
from docmine.copies.lines import copied_lines
from docmine.copies.passages import Passages
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
    passages = Passages.find(store, config.copy_similarity)
    first_of = copied_documents(passages, config.copy_share)
    _mark_lines(store, passages, config.copy_share)
    _write(store, "documents", "doc_id", first_of)
    _write(store, "events", "event_id", _twins(store, passages, first_of))


def counts(store: Store) -> dict[str, int]:
    """Return how many documents, lines and events are marked as copies."""
    return {
        table: store.execute(f"SELECT count({column}) FROM {table}").fetchone()[0]  # noqa: S608
        for table, column in _MARKS
    }


def _write(store: Store, table: str, key: str, marks: Mapping[str, str]) -> None:
    for own, first in marks.items():
        store.execute(f"UPDATE {table} SET duplicate_of = ? WHERE {key} = ?", (first, own))  # noqa: S608


def _mark_lines(store: Store, passages: Passages, share: float) -> None:
    for document, own in passages.by_document():
        doc_id = passages.doc_ids[document]
        sql = 'SELECT n, start, "end" FROM lines WHERE doc_id = ? AND keep ORDER BY n'
        lines = store.execute(sql, (doc_id,)).fetchall()
        is_copy = passages.is_copy[own.start : own.stop].tolist()
        for n, i in copied_lines(map(tuple, lines), _spans(store, doc_id), is_copy, share):
            sql = "UPDATE lines SET copy_of = (SELECT doc_id || '#' || line FROM _sketches WHERE rowid = ?)"
            first = int(passages.rows[passages.first[own[i]]])
            store.execute(f"{sql} WHERE doc_id = ? AND n = ?", (first, doc_id, n))


def _spans(store: Store, doc_id: str) -> list[tuple[int, int]]:
    """Return the spans of a document's passages in the clean text, in order."""
    sql = 'SELECT start, "end" FROM _sketches WHERE doc_id = ? ORDER BY start'
    return [(start, end) for start, end in store.execute(sql, (doc_id,))]


def _twins(store: Store, passages: Passages, first_of: Mapping[str, str]) -> dict[str, str]:
    """Return the event_id of each event that an earlier document has told, with that of its first telling."""
    ledger = Ledger()
    twins: dict[str, str] = {}
    for document, own in passages.by_document():
        doc_id = passages.doc_ids[document]
        by_passage, loose = _sorted_out(store, passages, own, doc_id)
        found = ledger.twins(by_passage)
        if doc_id in first_of:  # what is told in a headline here may be told in the text there
            taken = found.values()
            known = [event for event in _told(store, first_of[doc_id]) if event.event_id not in taken]
            found |= pair((event for event in loose if event.event_id not in found), known)
        twins |= {event_id: twins.get(first, first) for event_id, first in found.items()}
    return twins


def _told(store: Store, doc_id: str) -> list[Told]:
    sql = (
        "SELECT event_id, doc_id, start, event_type, trigger, status, sentence, place, earliest, latest FROM events"
        ' WHERE doc_id = ? ORDER BY start, "end", event_id'
    )
    return [Told(*record) for record in store.execute(sql, (doc_id,))]


def _sorted_out(store: Store, passages: Passages, own: range, doc_id: str) -> tuple[dict[int, list[Told]], list[Told]]:
    """Return a document's events by the first copy of their passage, and those that are in none of its new text.

    The latter stand in a passage that is a copy, or in a line too short for a sketch.
    """
    spans = _spans(store, doc_id)
    starts = [start for start, _ in spans]
    by_passage: dict[int, list[Told]] = {}
    loose = []
    for event in _told(store, doc_id):
        above = bisect_right(starts, event.start) - 1
        at = own[above] if above >= 0 and event.start < spans[above][1] else None
        if at is not None and passages.shared[at]:
            by_passage.setdefault(int(passages.first[at]), []).append(event)
        if at is None or passages.is_copy[at]:
            loose.append(event)
    return by_passage, loose
