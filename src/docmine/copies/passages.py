"""The passages of all documents of a store, the first copies first."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from docmine.copies.find import candidates, first_copies
from docmine.copies.same import Passage, dateline_end, is_same
from docmine.copies.sketch import BANDS, words
from docmine.store import Store

_KEPT = 20_000
"""Passages that are held in memory."""

_TEXTS = 16
"""Texts that are held in memory, to take passages from."""

_SQL = """
SELECT s.rowid, s.doc_id, s.words, s.digest, s.bands FROM _sketches s JOIN documents d USING (doc_id)
ORDER BY substr(coalesce(d.published, '9999') || '-99-99', 1, 10), s.doc_id, s.start
"""
"""The earliest report first. One of 2016 comes after those of which the month is known; those without a date last."""


@dataclass(frozen=True)
class Passages:
    """Columns over all sketched passages, in the order in which a first copy comes before its copies.

    `documents` counts documents in that order, so `documents[i] < documents[j]` means an earlier document;
    `doc_ids` has their names. `first` has for each passage the position of the first that says the same.
    """

    rows: NDArray[np.int64]
    documents: NDArray[np.int64]
    doc_ids: list[str]
    words: NDArray[np.int64]
    first: NDArray[np.int64]

    @classmethod
    def find(cls, store: Store, similarity: float) -> Passages:
        """Read the sketches of a store and find the first copy of each passage.

        Args:
            store: the run store.
            similarity: the least similarity of near-identical passages, 0 to 1.
        """
        rows, documents, lengths, digests = array("q"), array("q"), array("q"), bytearray()
        doc_ids: list[str] = []
        bands = bytearray()
        for rowid, doc_id, length, digest, sketch in store.execute(_SQL):
            if doc_ids[-1:] != [doc_id]:
                doc_ids.append(doc_id)
            rows.append(rowid)
            documents.append(len(doc_ids) - 1)
            lengths.append(length)
            digests += digest
            bands += sketch
        columns = [np.array(column, dtype=np.int64) for column in (rows, documents, lengths)]
        matrix = np.frombuffer(bands, dtype="<u4").reshape(-1, BANDS)
        first = _first(columns[0], np.frombuffer(digests, dtype="<u8"), matrix, _Texts(store, similarity))
        return cls(columns[0], columns[1], doc_ids, columns[2], first)

    @cached_property
    def is_copy(self) -> NDArray[np.bool_]:
        """Whether each passage stands in an earlier document already."""
        return self.documents[self.first] < self.documents

    @cached_property
    def shared(self) -> NDArray[np.bool_]:
        """Whether each passage stands in several documents."""
        has_copies = np.zeros(len(self.rows), dtype=np.bool_)
        has_copies[self.first[self.is_copy]] = True
        return has_copies[self.first]

    def by_document(self) -> Iterator[tuple[int, range]]:
        """Yield each document that shares a passage, with the positions of its passages, the first copies first."""
        bounds = np.searchsorted(self.documents, np.arange(len(self.doc_ids) + 1))
        for document in np.unique(self.documents[self.shared]).tolist():
            yield document, range(bounds[document], bounds[document + 1])


def _first(
    rows: NDArray[np.int64], digests: NDArray[np.uint64], bands: NDArray[np.uint32], texts: _Texts
) -> NDArray[np.int64]:
    """Return the position of the first copy of each passage; those of equal words are compared once."""
    _, at, which = np.unique(digests, return_index=True, return_inverse=True)
    order = np.argsort(at)  # distinct passages in the order of their first copies
    heads = at[order]
    pairs = candidates(bands[heads])
    found = first_copies(
        len(heads), pairs, lambda one, other: texts.same(int(rows[heads[one]]), int(rows[heads[other]]))
    )
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return np.asarray(heads[found[rank[which]]], dtype=np.int64)


class _Texts:
    """Compares passages, by the row numbers of their sketches."""

    def __init__(self, store: Store, similarity: float) -> None:
        self.store = store
        self.similarity = similarity
        self.passage = lru_cache(_KEPT)(self._passage)
        self.clean = lru_cache(_TEXTS)(self._clean)

    def same(self, one: int, other: int) -> bool:
        return is_same(self.passage(one), self.passage(other), self.similarity)

    def _passage(self, row: int) -> Passage:
        sql = 'SELECT doc_id, start, "end" FROM _sketches WHERE rowid = ?'
        doc_id, start, end = self.store.execute(sql, (row,)).fetchone()
        text = self.clean(doc_id)[start:end]
        told = start + dateline_end(text)
        within = 'WHERE doc_id = ? AND start >= ? AND "end" <= ?'
        places = self.store.execute(f"SELECT text, geonameid FROM places {within}", (doc_id, told, end))  # noqa: S608
        dates = self.store.execute(f"SELECT text, earliest, latest FROM dates {within}", (doc_id, start, end))  # noqa: S608
        return Passage(
            words(text),
            {" ".join(words(name)): number for name, number in places},
            {" ".join(words(name)): (earliest, latest) for name, earliest, latest in dates},
        )

    def _clean(self, doc_id: str) -> str:
        # Cut in Python: SQLite's substr ends at a NUL.
        return str(self.store.execute("SELECT clean FROM _texts WHERE doc_id = ?", (doc_id,)).fetchone()[0])
