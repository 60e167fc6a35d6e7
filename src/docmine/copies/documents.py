"""Documents most of whose body stands in one earlier document."""

from __future__ import annotations

from collections import Counter

import numpy as np

from docmine.copies.passages import Passages

_HOLDERS = 8
"""So many documents that have a passage lead to each other by it: the first."""

_COMPARED = 8
"""So many earlier documents is each compared with: those that it shares most with, as far as the holders tell."""


def copied_documents(passages: Passages, share: float) -> dict[str, str]:
    """Return the doc_id of each document that is a copy, with that of the first copy.

    A document is a copy of the earliest one that has at least this share of the words of its passages. If that one
    is itself a copy, both are copies of the first.

    Args:
        passages: those of all documents.
        share: share of words, 0 to 1.
    """
    holders: dict[int, list[int]] = {}
    ranges: dict[int, range] = {}
    first_of: dict[int, int] = {}
    for document, own in passages.by_document():
        ranges[document] = own
        shared: Counter[int] = Counter()
        for i in own:
            having = holders.setdefault(int(passages.first[i]), [])
            shared.update({earlier: int(passages.words[i]) for earlier in having if earlier != document})
            if len(having) < _HOLDERS and document not in having:
                having.append(document)
        near = sorted(earlier for earlier, _ in shared.most_common(_COMPARED))
        found = next((one for one in near if _held(passages, own, ranges[one]) >= share), None)
        if found is not None:
            first_of[document] = first_of.get(found, found)
    names = passages.doc_ids
    return {names[document]: names[first] for document, first in first_of.items()}


def _held(passages: Passages, own: range, other: range) -> float:
    """Return the share of the words of one document's passages that stand in those of another."""
    words = passages.words[own.start : own.stop]
    is_held = np.isin(passages.first[own.start : own.stop], passages.first[other.start : other.stop])
    return float(words[is_held].sum() / words.sum())
