"""Copies across documents: the same report, paragraph or event on two sites is found and marked, never dropped.

`sketch` is what a worker notes of a document's passages; `find` proposes pairs from the sketches, `same`
decides about each from its words; `passages`, `documents`, `lines` and `events` turn that into marks, and `mark`
writes them into the store.
"""
