"""Documents most of whose body stands in one earlier document."""

from __future__ import annotations

from collections import Counter

from docmine.copies.paragraphs import Paragraphs

HOLDERS = 8
"""So many documents of those that have a paragraph are looked at: the first."""


def copied_documents(paragraphs: Paragraphs, share: float) -> dict[str, str]:
    """Return the doc_id of each document that is a copy, with that of the first copy.

    A document is a copy of the earliest one that has at least this share of the words of its paragraphs. If that one
    is itself a copy, both are copies of the first.

    Args:
        paragraphs: those of all documents.
        share: share of words, 0 to 1.
    """
    holders: dict[int, list[int]] = {}
    totals = Counter[int]()
    for document, length in zip(paragraphs.documents.tolist(), paragraphs.words.tolist(), strict=True):
        totals[document] += length
    first_of: dict[int, int] = {}
    for document, own in paragraphs.by_document():
        held: Counter[int] = Counter()
        for i in own:
            first = int(paragraphs.first[i])
            having = holders.setdefault(first, [])
            held.update({earlier: int(paragraphs.words[i]) for earlier in having if earlier != document})
            if len(having) < HOLDERS and document not in having:
                having.append(document)
        enough = [earlier for earlier, length in held.items() if length >= share * totals[document]]
        if enough:
            first_of[document] = first_of.get(min(enough), min(enough))
    names = paragraphs.doc_ids
    return {names[document]: names[first] for document, first in first_of.items()}
